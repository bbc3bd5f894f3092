/** The statuses a version request goes through, in their order. */
export const BUILD_STEPS = [
  'Queued',
  'Initializing',
  'VerifyingFeaturesAndSettings',
  'VerifyingDependencies',
  'VerifyingMetadata',
  'FinalizingPackageVersion',
] as const;

export type BuildStep = (typeof BUILD_STEPS)[number];

/** How long each status lasts, in ms: equal parts of the whole, except those that are set. */
export function stepDurations(
  buildMs: number,
  set: Readonly<Partial<Record<BuildStep, number>>> = {},
): readonly number[] {
  return BUILD_STEPS.map((step) => set[step] ?? buildMs / BUILD_STEPS.length);
}
