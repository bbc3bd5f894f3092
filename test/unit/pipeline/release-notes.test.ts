import { describe, expect, it } from 'vitest';
import { closureOf } from '../../../src/domain/eca/closure.ts';
import { notesFor } from '../../../src/pipeline/release-notes.ts';
import type { VersionContents } from '../../../src/ports/dev-hub.ts';
import { app, oauthSettings } from '../../support/eca-components.ts';
import { COMMIT, outsideInMemory } from '../../support/in-memory-ports.ts';
import { hubVersion } from '../../support/release-state.ts';

const OLD_COMMIT = 'a'.repeat(40);
const ANCESTOR = hubVersion('1.3.0', {
  isReleased: true,
  description: `The first · commit ${OLD_COMMIT}`,
});
const LOGIN = oauthSettings('Login', 'Acme');
const NOW = [closureOf('Acme', [app('Acme', { label: 'Acme 2' }), LOGIN])];
const BEFORE: VersionContents = {
  by: 'package-zip',
  components: [app('Acme', { label: 'Acme' }), LOGIN],
};

async function notes(
  changes: Partial<Parameters<typeof notesFor>[0]> = {},
  contents: VersionContents = BEFORE,
) {
  const { hub, ports } = outsideInMemory();
  hub.readContents = async () => Promise.resolve(contents);
  const git = {
    ...ports.git,
    subjectsBetween: async (after: string, upTo: string) =>
      Promise.resolve([`from ${after.slice(0, 4)} to ${upTo.slice(0, 4)}`]),
  };
  return notesFor({ hub, git, ancestor: ANCESTOR, apps: NOW, commit: COMMIT, ...changes });
}

describe('notesFor', () => {
  it('tells of the commits, and of what changed, since the ancestor', async () => {
    expect(await notes()).toEqual({
      since: { versionId: ANCESTOR.versionId, number: '1.3.0' },
      commits: ['from aaaa to 5f0c'],
      changes: [{ app: 'Acme', kind: 'label-changed', value: 'Acme 2' }],
    });
  });

  it('has nothing to tell of a first release', async () => {
    expect(await notes({ ancestor: undefined })).toBeUndefined();
  });

  it.each([
    ['the ancestor does not tell its commit', { ancestor: { ...ANCESTOR, description: '' } }],
    ['there is no commit', { commit: undefined }],
  ])('does without commits where %s', async (_what, changes) => {
    expect(await notes(changes)).not.toHaveProperty('commits');
  });

  it.each([
    ['hands out no zip', { by: 'file-count', files: 2 }],
    ['hands out an app that cannot be read', { by: 'package-zip', components: [app('Acme')] }],
  ] satisfies [string, VersionContents][])(
    'does without changes where the hub %s',
    async (_what, contents) => {
      expect(await notes({}, contents)).not.toHaveProperty('changes');
    },
  );

  it('tells of an app that the ancestor did not have', async () => {
    const other = closureOf('Other', [app('Other'), oauthSettings('Other_Login', 'Other')]);

    const { changes } = (await notes({ apps: [...NOW, other] })) ?? {};

    expect(changes).toContainEqual({
      app: 'Other',
      kind: 'component-added',
      value: 'ExternalClientApplication:Other',
    });
  });
});
