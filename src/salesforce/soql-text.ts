/** A text as it stands between the quotes of a SOQL string. */
export function soqlText(text: string): string {
  return text.replaceAll(/[\\']/g, String.raw`\$&`);
}
