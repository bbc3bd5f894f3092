import type { InstallLinks } from './install-links-schema.ts';

/** Where a version can go, and what becomes of it there. */
export function stateText({
  rehearsal,
  version,
}: Pick<InstallLinks, 'rehearsal' | 'version'>): string {
  if (rehearsal) return 'Shows what a real release hands out.';
  if (version.state === 'released')
    return 'Can be installed in production orgs, sandboxes and scratch orgs, and upgraded later.';
  return version.validation === 'skipped'
    ? 'Built without validation: a throw-away build that can never be released. Sandboxes and scratch orgs only.'
    : 'For tests in sandboxes and scratch orgs only. An installed beta can never be upgraded: uninstall it before the released version comes.';
}
