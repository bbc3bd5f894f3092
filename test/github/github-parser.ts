import { registerHooks } from 'node:module';

/** What is wrong with a workflow in the eyes of GitHub's own parser: schema, contexts, syntax of expressions. */
export async function workflowErrors(name: string, content: string): Promise<readonly string[]> {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await parser();
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value !== undefined) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** The same for an action. */
export async function actionErrors(name: string, content: string): Promise<readonly string[]> {
  const { NoOperationTraceWriter } = await parser();
  const { parseAction } = await import('@actions/workflow-parser/actions/action-parser');
  const { context } = parseAction({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

let isReady = false;

/** The package imports its schemas as bundlers take them; Node wants to be told that they are JSON. */
async function parser() {
  if (!isReady)
    registerHooks({
      load: (url, context, nextLoad) =>
        nextLoad(
          url,
          url.endsWith('.min.json') ? { ...context, importAttributes: { type: 'json' } } : context,
        ),
    });
  isReady = true;
  return import('@actions/workflow-parser');
}
