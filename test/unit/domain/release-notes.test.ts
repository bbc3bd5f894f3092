import { describe, expect, it } from 'vitest';
import { closureOf, type AppClosure } from '../../../src/domain/eca/closure.ts';
import type { Component } from '../../../src/domain/eca/component.ts';
import { changesBetween, isScopeChange, notesLine } from '../../../src/domain/release-notes.ts';
import { idFrom } from '../../../src/domain/version/ids.ts';
import { app, componentOf, notifications } from '../../support/eca-components.ts';

const SINCE = { versionId: idFrom('04t', '04tHu000000V001IAG'), number: '1.3.0' };

interface Looks {
  readonly label?: string;
  readonly scopes?: string;
  readonly ranges?: readonly (readonly [start: string, end: string])[];
  readonly description?: string;
  readonly more?: readonly Component[];
}

function acme({ label = 'Acme', scopes = 'Api', ranges = [], description, more = [] }: Looks = {}) {
  const rangeXml = ranges
    .map(
      ([start, end]) =>
        `<trustedIpRanges><endIpAddress>${end}</endIpAddress><startIpAddress>${start}</startIpAddress></trustedIpRanges>`,
    )
    .join('');
  return closureOf('Acme', [
    app('Acme', { label, ...(description !== undefined && { description }) }),
    componentOf(
      'ExtlClntAppOauthSettings',
      'Login',
      `<ExtlClntAppOauthSettings><commaSeparatedOauthScopes>${scopes}</commaSeparatedOauthScopes><externalClientApplication>Acme</externalClientApplication>${rangeXml}</ExtlClntAppOauthSettings>`,
    ),
    ...more,
  ]);
}

describe('changesBetween', () => {
  it.each([
    ['nothing', {}, {}, []],
    [
      'the order of scopes, as of a component that is another one',
      { scopes: 'Api, Web' },
      { scopes: 'Web,Api' },
      ['component-changed ExtlClntAppOauthSettings:Login'],
    ],
    ['a scope more', { scopes: 'Api' }, { scopes: 'Api, Full' }, ['scope-added Full']],
    ['a scope less', { scopes: 'Api, Full' }, { scopes: 'Api' }, ['scope-removed Full']],
    ['the label', {}, { label: 'Acme 2' }, ['label-changed Acme 2']],
    [
      'addresses',
      { ranges: [['10.0.0.1', '10.0.0.9']] },
      { ranges: [['10.0.0.2', '10.0.0.2']] },
      ['trusted-range-added 10.0.0.2', 'trusted-range-removed 10.0.0.1–10.0.0.9'],
    ],
    [
      'a component more',
      {},
      { more: [notifications('Notif', 'Acme')] },
      ['component-added ExtlClntAppNotificationSettings:Notif'],
    ],
    [
      'what has no name of its own',
      {},
      { description: 'Another one' },
      ['component-changed ExternalClientApplication:Acme'],
    ],
  ] satisfies [string, Looks, Looks, string[]][])('tells of %s', (_what, before, after, wanted) => {
    const changes = changesBetween([acme(before)], [acme(after)]);

    expect(changes.map(({ kind, value }) => `${kind} ${value}`)).toEqual(wanted);
  });

  it('tells of scopes first: an admin has to look at them', () => {
    const other = (scopes: string): AppClosure => ({ ...acme({ scopes }), name: 'Other' });

    const changes = changesBetween(
      [acme(), other('Api')],
      [acme({ label: 'Acme 2' }), other('Api, Full')],
    );

    expect(changes.map(isScopeChange)).toEqual([true, false]);
  });

  it('tells of apps that came and went by all that they bring and take', () => {
    const other: AppClosure = { ...acme({ scopes: 'Web' }), name: 'Other' };

    expect(changesBetween([acme()], [acme(), other])).toContainEqual({
      app: 'Other',
      kind: 'scope-added',
      value: 'Web',
    });
    expect(changesBetween([acme(), other], [acme()])).toContainEqual({
      app: 'Other',
      kind: 'scope-removed',
      value: 'Web',
    });
  });
});

describe('notesLine', () => {
  const SCOPE = { app: 'Acme', kind: 'scope-added', value: 'Full' } as const;
  const LABEL = { app: 'Acme', kind: 'label-changed', value: 'Acme 2' } as const;

  it.each([
    [{ since: SINCE }, ''],
    [{ since: SINCE, changes: [], commits: [] }, ''],
    [{ since: SINCE, commits: ['one'] }, 'Since 1.3.0: 1 commit'],
    [
      {
        since: SINCE,
        changes: [SCOPE, { ...SCOPE, kind: 'scope-removed', value: 'Api' } as const],
      },
      'Since 1.3.0: OAuth scopes +Full -Api',
    ],
    [
      { since: SINCE, changes: [SCOPE, LABEL, LABEL], commits: ['one', 'two'] },
      'Since 1.3.0: OAuth scopes +Full, 2 other changes, 2 commits',
    ],
  ])('of %j is %j', (notes, line) => {
    expect(notesLine(notes)).toBe(line);
  });
});
