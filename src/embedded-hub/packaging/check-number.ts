import type { Hub } from '../state/hub.ts';
import type { VersionNumber } from '../state/hub-records.ts';
import { numberText, releasedVersionNumbered } from './promotion.ts';

export interface RequestedNumber {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly build: number | 'NEXT';
}

export function parseVersionNumber(text: string | undefined): RequestedNumber | undefined {
  const [, major, minor, patch, build] =
    /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})\.(\d{1,5}|NEXT)$/i.exec(text ?? '') ?? [];
  if (build === undefined) return undefined;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    build: build.toUpperCase() === 'NEXT' ? 'NEXT' : Number(build),
  };
}

/** That Salesforce refuses a second build of a released number is assumed, and so is the text. */
export function numberProblems(hub: Hub, packageId: string, number: RequestedNumber): string[] {
  if (releasedVersionNumbered(hub, packageId, number) === undefined) return [];
  return [
    `The package version number ${numberText(number)} is already released. Increase the major, minor, or patch number.`,
  ];
}

/** NEXT is one more than the highest build of the number so far, requests under way included. */
export function resolvedNumber(
  hub: Hub,
  packageId: string,
  number: RequestedNumber,
): VersionNumber {
  if (number.build !== 'NEXT') return { ...number, build: number.build };
  const taken = [
    ...hub.records.versions
      .filter((version) => version.packageId === packageId)
      .map((version) => version.number),
    ...hub.records.createRequests
      .filter((request) => request.packageId === packageId)
      .flatMap(({ planned }) => (planned === null ? [] : [planned.number])),
  ].filter((other) => numberText(other) === numberText(number));
  return { ...number, build: Math.max(0, ...taken.map(({ build }) => build)) + 1 };
}
