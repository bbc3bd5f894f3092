import type { Example } from './rule.ts';

/** An example as it would stand in files, for people. */
export function exampleText(example: Example): string {
  const { elements = {}, without = {}, beside = [], lacking = [] } = example;
  const lines = [
    ...(example.profile === undefined
      ? []
      : [`<!-- an app with the profile ${example.profile} -->`]),
    ...(example.apiVersion === undefined
      ? []
      : [`<!-- sourceApiVersion ${example.apiVersion} -->`]),
    ...(example.appName === undefined ? [] : [`<!-- the app ${example.appName} -->`]),
    ...Object.entries(elements).flatMap(([type, text]) => [`<!-- ${type} -->`, shortened(text)]),
    ...Object.entries(without).map(
      ([type, names]) => `<!-- ${type} without ${names.map((name) => `<${name}>`).join(', ')} -->`,
    ),
    ...beside.flatMap(({ type, fullName, elements: text }) => [
      `<!-- ${type}, in the package directory: ${fullName} -->`,
      shortened(text),
    ]),
    ...lacking.map((type) => `<!-- no ${type} in the package directory -->`),
  ];
  return lines.length === 0
    ? '<!-- the files of the app as the org wrote them -->'
    : lines.join('\n');
}

function shortened(text: string): string {
  return text.replaceAll(/x{20,}/g, '…');
}
