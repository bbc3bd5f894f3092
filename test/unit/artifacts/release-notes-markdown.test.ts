import { describe, expect, it } from 'vitest';
import { installLinksOf } from '../../../src/artifacts/install-links-document.ts';
import { releaseNotesMarkdown } from '../../../src/artifacts/release-notes-markdown.ts';
import type { ReleaseNotes } from '../../../src/domain/release-notes.ts';
import { idFrom } from '../../../src/domain/version/ids.ts';
import { acmeConnector, acmeConnectorRehearsal } from './acme-connector.ts';

const since = { versionId: idFrom('04t', '04tWs000000GVKdIAO'), number: '1.3.0' };

function markdownOf(notes: ReleaseNotes | undefined, version = acmeConnector): string | undefined {
  const published = notes === undefined ? version : { ...version, notes };
  return releaseNotesMarkdown(published, installLinksOf(published, []));
}

describe('releaseNotesMarkdown', () => {
  it('has nothing to tell of a first release', () => {
    expect(markdownOf(undefined)).toBeUndefined();
  });

  it('lists the commits below what changed in the app', () => {
    const text = markdownOf({
      since,
      commits: ['Ask for MCP', 'Tidy `up` <b>'],
      changes: [{ app: 'Acme_Connector', kind: 'scope-added', value: 'MCP' }],
    });

    expect(text).toMatch(
      /New since 1\.3\.0[\s\S]*MCP[\s\S]*## Commits since 1\.3\.0\n\n- Ask for MCP/,
    );
    expect(text).not.toContain('<b>');
  });

  it.each([
    ['the app is as it was', [], 'The app is as it was in 1.3.0.'],
    ['nobody can compare', undefined, 'The hub does not hand out what 1.3.0 holds'],
  ])('says where %s', (_what, changes, said) => {
    expect(markdownOf({ since, ...(changes !== undefined && { changes }) })).toContain(said);
  });

  it('shows fifty commits and counts the rest', () => {
    const commits = Array.from({ length: 53 }, (_, index) => `Commit ${index}`);

    expect(markdownOf({ since, commits, changes: [] })).toMatch(/- Commit 49\n\nAnd 3 more\.\n$/);
  });

  it('says REHEARSAL in a rehearsal', () => {
    expect(markdownOf({ since }, acmeConnectorRehearsal)).toContain('REHEARSAL');
  });
});
