import { Refusal } from '../refusal.ts';
import type { Hub } from '../state/hub.ts';
import type { VersionNumber, VersionRecord } from '../state/hub-records.ts';

export function isValidated(hub: Hub, version: VersionRecord): boolean {
  return version.validatedAtMs !== null && version.validatedAtMs <= hub.clock.now();
}

/** Throws what keeps this version from being released. Codes are assumed where no comment says otherwise. */
export function refusePromotion(hub: Hub, version: VersionRecord): void {
  if (version.isDeprecated) {
    throw new Refusal(400, 'INVALID_INPUT', 'A deleted package version can not be promoted.');
  }
  if (version.validatedAtMs === null) {
    throw new Refusal(
      400,
      'INVALID_INPUT',
      'This package version was created without validation and can not be promoted. Create it again without skipping validation.',
    );
  }
  if (!isValidated(hub, version)) {
    throw new Refusal(
      400,
      'INVALID_INPUT',
      'This package version can not be promoted before its validations are complete.',
    );
  }
  if (!version.coverageCalculated) {
    // The text is Salesforce's, from a public report; its code is assumed.
    throw new Refusal(
      400,
      'INVALID_INPUT',
      'The code coverage required to promote this version has not been met. Please add additional test coverage and ensure ' +
        'the code coverage check passes during version creation.',
    );
  }
  const released = releasedVersionNumbered(hub, version.packageId, version.number);
  if (released !== undefined && released.id !== version.id) {
    // Code and "previously released": what @salesforce/plugin-packaging looks for.
    throw new Refusal(
      400,
      'DUPLICATE_VALUE',
      `Version ${numberText(version.number)} of this package was previously released. ` +
        'For each major.minor.patch number only one version can be promoted.',
    );
  }
}

export function releasedVersionNumbered(
  hub: Hub,
  packageId: string,
  number: Pick<VersionNumber, 'major' | 'minor' | 'patch'>,
): VersionRecord | undefined {
  return hub.records.versions.find(
    (version) =>
      version.packageId === packageId &&
      version.isReleased &&
      version.number.major === number.major &&
      version.number.minor === number.minor &&
      version.number.patch === number.patch,
  );
}

export function numberText(number: Pick<VersionNumber, 'major' | 'minor' | 'patch'>): string {
  return `${number.major}.${number.minor}.${number.patch}`;
}
