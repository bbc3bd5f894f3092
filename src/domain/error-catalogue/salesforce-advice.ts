import { explanationOf } from './error-catalogue.ts';
import { explainCommand } from './explain-command.ts';
import { codeOfSalesforceText, supportReference } from './salesforce-texts.ts';

/** What to do about texts of Salesforce that came as data, such as the reasons of a failed build. Each advice once. */
export function adviceOn(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap(adviceOnText))];
}

function adviceOnText(text: string): readonly string[] {
  const code = codeOfSalesforceText(text);
  if (code === undefined) return [];
  if (code === 'HUB_FAULT') return [supportAdvice(text)].flatMap((advice) => advice ?? []);
  const { meaning, steps } = explanationOf(code);
  return [`${meaning} ${steps[0]} (${explainCommand(code)})`];
}

/** For a fault that Salesforce logged: under what its Support finds it. */
export function supportAdvice(text: string): string | undefined {
  const reference = supportReference(text);
  return reference === undefined
    ? undefined
    : `If it comes back: quote the ErrorId ${reference} to Salesforce Support.`;
}
