/** A question to a hub, short enough to be read in a list: without ids, and with the first fields of a SELECT. */
export function shortened(question: string): string {
  const select = /^SELECT (?<fields>.*) FROM (?<object>\w+)/.exec(question)?.groups;
  if (select === undefined)
    return question
      .replace('/services/data/v68.0', '…')
      .replaceAll(/\/(?=\w*\d)\w{18}(?=\/|$)/g, '/ID');
  const names = select['fields']?.split(/, ?/) ?? [];
  const shown = names.length > 3 ? [...names.slice(0, 3), '…'] : names;
  return `SELECT ${shown.join(', ')} FROM ${select['object'] ?? ''}`;
}
