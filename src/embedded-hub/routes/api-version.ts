import type { Hub } from '../state/hub.ts';

/** 68 for "v68.0" or "68.0"; undefined for what this org does not speak. */
export function supportedVersion(hub: Hub, text: string): number | undefined {
  const version = Number(/^v?(\d+)\.0$/.exec(text)?.[1]);
  const { oldest, newest } = hub.seed.apiVersions;
  return version >= oldest && version <= newest ? version : undefined;
}

const FIRST_SPRING = 51;
const FIRST_SPRING_YEAR = 21;

/** Three releases a year: 51 is Spring '21, 53 Winter '22. */
export function releaseName(version: number): string {
  const index = version - FIRST_SPRING;
  const season = ['Spring', 'Summer', 'Winter'][((index % 3) + 3) % 3] ?? '';
  const year = FIRST_SPRING_YEAR + Math.floor((index + 1) / 3);
  return `${season} '${String(year).padStart(2, '0')}`;
}
