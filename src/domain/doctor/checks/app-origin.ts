import { allowsLinkedOrg } from '../../eca/linked-org.ts';
import type { AppClosure } from '../../eca/closure.ts';
import { metadataDocument } from '../../eca/metadata-document.ts';
import { APP_TYPE, OAUTH_SETTINGS_TYPE } from '../../eca/metadata-types.ts';
import type { Check } from '../check.ts';
import type { LoginFacts, PackageFacts } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { fail, judged, pass } from '../judge.ts';

const SETTING =
  '{"settings": {"externalClientAppSettings": {"enablePackageEcaOauthFromDevOrg": true}}}';

/** An app belongs to the org that keeps its consumer key: this hub, or one whose namespace is linked and let in. */
export const appOrigin: Check = {
  id: 'app-origin',
  area: 'app',
  title: "The app and its OAuth link are this hub's own",
  judge: ({ login, packages }) =>
    packages.flatMap((entry) =>
      entry.apps.map(({ name, closure }) =>
        judged(closure, (app) => judged(login, (hub) => judgeOrigin(app, hub, entry), name), name),
      ),
    ),
};

function judgeOrigin(
  app: AppClosure,
  hub: LoginFacts,
  { config, definition }: PackageFacts,
): Judgement {
  const scoped = elementOf(app, APP_TYPE, 'orgScopedExternalApp');
  const link = elementOf(app, OAUTH_SETTINGS_TYPE, 'oauthLink');
  const evidence = [
    { asked: 'orgScopedExternalApp', answer: scoped ?? 'not there' },
    { asked: 'oauthLink', answer: link ?? 'not there' },
    { asked: 'id of the hub', answer: hub.orgId },
  ];
  const told = { about: app.name, evidence };
  const orgs = [orgOf(scoped), orgOf(link)];
  const [first] = orgs;
  if (first === undefined || orgs.includes(undefined))
    return fail('The app does not say which org it belongs to.', {
      ...told,
      fix: [
        `In the org of the app: Setup › External Client App Manager › ${app.name} › open it, save it, and look again.`,
      ],
    });
  if (orgs.some((org) => org !== first))
    return fail('The app and its OAuth link come from two orgs.', {
      ...told,
      fix: ['Release the app from the org it was made in; do not copy its files between orgs.'],
    });
  if (first === hub.orgId.slice(0, first.length)) return pass('Both name this hub.', told);
  return judged(definition, (text) =>
    allowsLinkedOrg(text)
      ? pass(
          `Both name ${first}, and ${config.definitionFile ?? 'the definition file'} lets apps of a linked org in.`,
          told,
        )
      : fail(`Both name ${first}, which is not this hub.`, {
          ...told,
          fix: [
            `Name the org of the app: --target-dev-hub ALIAS of ${first}.`,
            `Or, where its namespace is linked to this hub: definitionFile: with ${SETTING}.`,
          ],
        }),
  );
}

function elementOf({ components }: AppClosure, type: string, element: string): string | undefined {
  const component = components.find((candidate) => candidate.type === type);
  return component === undefined ? undefined : metadataDocument(component).text(element);
}

/** 15 characters of org id stand before the colon; 18 are accepted too. */
function orgOf(link: string | undefined): string | undefined {
  return /^(00D[a-zA-Z0-9]{12})(?:[a-zA-Z0-9]{3})?:./.exec(link ?? '')?.[1];
}
