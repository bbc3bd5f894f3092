import { describe, expect, it } from 'vitest';
import { load, problemsOf } from './config-folder.ts';

const START = `namespace: acmeconnect
packages:
  - { name: Acme, installationKey: none, apps: [Acme_Connector] }
lint:
`;

describe('lint: in the configuration', () => {
  it('sets rules, each with a reason, and profiles of apps', async () => {
    const config = await load(`${START}  apps:
    Acme_Connector: { profile: mobile-public }
  rules:
    full-scope: { severity: warning, reason: Until the next major version. }
    description: { severity: off, reason: The label says it all. }
`);

    expect(config.lint).toEqual({
      profiles: { Acme_Connector: 'mobile-public' },
      rules: {
        'full-scope': { severity: 'warning', reason: 'Until the next major version.' },
        description: { severity: 'off', reason: 'The label says it all.' },
      },
    });
  });

  it.each([
    [
      'a rule that does not exist',
      '  rules:\n    refresh-token-rotate: { severity: off, reason: Later. }\n',
      'config/release.yaml:6:5 lint.rules.refresh-token-rotate is not known | wanted refresh-token-rotation: did you mean that?',
    ],
    [
      'a rule that is like none',
      '  rules:\n    no-console: { severity: off, reason: Later. }\n',
      'config/release.yaml:6:5 lint.rules.no-console is not known | wanted the id of a rule; docs/lint-rules.md lists them',
    ],
    [
      'a rule without a reason',
      '  rules:\n    pkce: { severity: off }\n',
      'config/release.yaml:6:11 lint.rules.pkce.reason is missing | wanted a sentence: why this project differs',
    ],
    [
      'an empty reason',
      '  rules:\n    pkce: { severity: off, reason: " " }\n',
      'config/release.yaml:6:36 lint.rules.pkce.reason is not valid | found " " | wanted a sentence: why this project differs',
    ],
    [
      'a severity that does not exist',
      '  rules:\n    pkce: { severity: ignore, reason: Later. }\n',
      'config/release.yaml:6:23 lint.rules.pkce.severity is not valid | found ignore | wanted off, error, warning or info',
    ],
    [
      'the short form of other linters',
      '  rules:\n    pkce: off\n',
      'config/release.yaml:6:11 lint.rules.pkce is not valid | found off | wanted { severity: off, reason: why this project differs }',
    ],
    [
      'an unknown key of a rule',
      '  rules:\n    pkce: { severity: off, why: Later., reason: Later. }\n',
      'config/release.yaml:6:28 lint.rules.pkce.why is not known | wanted only severity, reason',
    ],
    [
      'a profile that does not exist',
      '  apps:\n    Acme_Connector: { profile: webserver }\n',
      'config/release.yaml:6:32 lint.apps.Acme_Connector.profile is not valid | found webserver | wanted web-server, jwt-bearer, client-credentials, device, mobile-public',
    ],
    [
      'an app that nobody releases',
      '  apps:\n    Acme_Conector: { profile: web-server }\n',
      'config/release.yaml:6:20 lint.apps names an app that no package has | found Acme_Conector | wanted Acme_Connector: did you mean that?',
    ],
    [
      'a label in place of an API name',
      '  apps:\n    "Acme Connector": { profile: web-server }\n',
      'config/release.yaml:6:23 lint.apps names an app that no package has | found Acme Connector | wanted Acme_Connector: did you mean that?',
    ],
    [
      'a list of rules',
      '  rules: [pkce]\n',
      'config/release.yaml:5:10 lint.rules is not valid | found a list | wanted ids of rules, each with { severity: off, reason: why this project differs }',
    ],
    [
      'an unknown group',
      '  rule: {}\n',
      'config/release.yaml:5:3 lint.rule is not known | wanted rules: did you mean that?',
    ],
  ])('refuses %s, and says where', async (_what, lint, problem) => {
    expect(await problemsOf(`${START}${lint}`)).toEqual([problem]);
  });

  it('knows where lint belongs', async () => {
    const problems = await problemsOf(
      'namespace: acmeconnect\npackages:\n  - { name: A, installationKey: none, apps: [A], rules: {} }\n',
    );

    expect(problems).toEqual([expect.stringContaining('wanted rules inside lint')]);
  });
});
