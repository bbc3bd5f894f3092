/** A command line: what is written is split at blanks, what is put in stays whole, and a list gives several words. */
export function words(
  texts: TemplateStringsArray,
  ...values: readonly (string | readonly string[])[]
): readonly string[] {
  return texts.flatMap((text, index) => {
    const value = values[index] ?? [];
    return [...text.split(/\s+/).filter((word) => word !== ''), ...[value].flat()];
  });
}
