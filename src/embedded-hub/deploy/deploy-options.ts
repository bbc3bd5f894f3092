import { z } from 'zod';
import type { XmlElement } from '../metadata/parse-xml.ts';

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** Metadata API guide, DeployOptions. What the hub has no use for (Apex tests, performRetrieve) is taken and ignored. */
const optionsSchema = z.object({
  allowMissingFiles: flag.default(false),
  autoUpdatePackage: flag.default(false),
  checkOnly: flag.default(false),
  ignoreWarnings: flag.default(false),
  performRetrieve: flag.default(false),
  purgeOnDelete: flag.default(false),
  rollbackOnError: flag.default(false),
  runTests: z.array(z.string()).nullish(),
  singlePackage: flag.default(false),
  testLevel: z.string().nullish(),
});

export type DeployOptions = z.infer<typeof optionsSchema>;

/** From the `deployOptions` of a REST deploy; undefined: they are something else. */
export function deployOptionsOf(json: unknown): DeployOptions | undefined {
  const parsed = optionsSchema.safeParse(json ?? {});
  return parsed.success ? parsed.data : undefined;
}

/** From the DeployOptions element of a SOAP deploy. */
export function soapDeployOptions(element: XmlElement | undefined): DeployOptions | undefined {
  const values = (element?.all ?? [])
    .filter(({ name }) => name !== 'runTests')
    .map(({ name, text }) => [name, text]);
  return deployOptionsOf({
    ...Object.fromEntries(values),
    runTests: element?.children('runTests').map(({ text }) => text),
  });
}

export function runsTests({ testLevel }: DeployOptions): boolean {
  return typeof testLevel === 'string' && testLevel !== 'NoTestRun';
}
