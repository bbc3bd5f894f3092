/** Where something stands in the configuration: ['packages', 0, 'version']. */
export type ConfigPath = readonly (string | number)[];

/** The path as people write it: packages[0].version */
export function configPathText(path: ConfigPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/**
 * Whether a value here may be a secret that somebody pasted by mistake: never to be repeated. Installation keys end up
 * in the place that asks for the name of their variable.
 */
export function maySecretStandAt(path: ConfigPath): boolean {
  return path.includes('installationKey');
}
