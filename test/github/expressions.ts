import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** github, inputs, secrets and so on, as an expression sees them. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Whether the steps before went well; jobs here are never cancelled. */
export interface StepStatus {
  readonly hasFailed: boolean;
}

const WENT_WELL: StepStatus = { hasFailed: false };

/** A text with its ${{ expressions }} replaced, by GitHub's own evaluator. */
export function interpolated(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{([\s\S]*?)\}\}/g, (_match, expression: string) =>
    evaluated(expression, contexts, WENT_WELL).coerceString(),
  );
}

/** Whether an if: lets a step or a job run. Without a word about the status, those before must have gone well. */
export function isWanted(
  condition: string | undefined,
  contexts: Contexts,
  status: StepStatus,
): boolean {
  if (condition === undefined) return !status.hasFailed;
  const expression = condition.replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, '$1');
  const value = evaluated(expression, contexts, status);
  const saysStatus = /\b(always|cancelled|failure|success)\s*\(/.test(expression);
  return isTruthy(value) && (saysStatus || !status.hasFailed);
}

function evaluated(
  expression: string,
  contexts: Contexts,
  { hasFailed }: StepStatus,
): data.ExpressionData {
  const functions = Object.entries({
    always: true,
    cancelled: false,
    failure: hasFailed,
    success: !hasFailed,
  }).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression.trim()).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const known: unknown = JSON.parse(JSON.stringify(contexts), data.reviver);
  if (!(known instanceof data.Dictionary)) throw new TypeError('The contexts are no object');
  return new Evaluator(
    tree,
    known,
    new Map(functions.map((entry) => [entry.name, entry])),
  ).evaluate();
}

function isTruthy(value: data.ExpressionData): boolean {
  return !['', '0', 'false', 'NaN'].includes(value.coerceString());
}
