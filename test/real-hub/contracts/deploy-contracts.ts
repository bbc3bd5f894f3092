import assert from 'node:assert/strict';
import { contractsOf, problemTexts } from '../contract.ts';
import type { OrgUnderTest } from '../org-under-test.ts';

const HEADER = {
  contactEmail: 'contract@example.com',
  distributionState: 'Local',
  label: 'Contract of eca-release',
};
const OAUTH = {
  commaSeparatedOauthScopes: 'Api',
  externalClientApplication: 'EcaReleaseContract',
  label: 'Contract of eca-release',
};

export const deployContracts = [
  ...contractsOf('a deploy', 'nothing', {
    'that only validates changes nothing': async (org) => {
      const { status, problems } = await org.validate(appFiles());
      assert.deepEqual([status, problemTexts(problems)], ['Succeeded', []]);
      const { text } = await org.soap(
        '<listMetadata><queries><type>ExternalClientApplication</type></queries></listMetadata>',
      );
      assert.ok(!text.includes('EcaReleaseContract'));
    },
    'warns of a deletion of what is not there, and fails unless warnings are ignored': async (
      org,
    ) => {
      const files = {
        'package.xml': packageXml({}),
        'destructiveChangesPost.xml': packageXml({ ExternalClientApplication: ['NoSuchApp'] }),
      };
      const strict = await org.validate(files);
      const lenient = await org.validate(files, { ignoreWarnings: true });
      assert.deepEqual([strict.status, lenient.status], ['Failed', 'Succeeded']);
      assert.deepEqual(problemTexts(strict.problems), [
        'destructiveChangesPost.xml: No ExternalClientApplication named: NoSuchApp found',
      ]);
    },
    'cannot be cancelled when it is over': async (org) => {
      const { id } = await org.validate({ 'package.xml': packageXml({}) });
      const { faultString } = await org.soap(`<cancelDeploy><id>${id}</id></cancelDeploy>`);
      assert.equal(faultString, 'INVALID_ID_FIELD: Deployment already completed');
    },
    'cannot be deployed quickly without a recent validation that ran tests': async (org) => {
      const { id } = await org.validate({
        ...appFiles(),
        'package.xml': packageXml({ NoSuchType: ['*'] }),
      });
      const { faultCode } = await org.soap(
        `<deployRecentValidation><validationId>${id}</validationId></deployRecentValidation>`,
      );
      assert.equal(faultCode, 'sf:INVALID_ID_FIELD');
    },
    'that nobody started is unknown': async ({ soap }) => {
      const { faultString } = await soap(
        '<checkDeployStatus><asyncProcessId>0Af000000000000AAA</asyncProcessId></checkDeployStatus>',
      );
      assert.equal(faultString, 'INVALID_CROSS_REFERENCE_KEY: invalid cross reference id');
    },
  }),
  ...contractsOf('a component is not deployed', 'nothing', {
    'without package.xml': async (org) => {
      const { 'package.xml': _, ...files } = appFiles();
      await fails(org, files, 'package.xml: No package.xml found');
    },
    'when the API version of package.xml is newer than the org, or none': async (org) => {
      const files = { ...appFiles(), 'package.xml': packageXml({}, '99.0') };
      await fails(org, files, 'package.xml: Invalid version specified:99.0');
    },
    'when package.xml names a type that the org does not have': async (org) => {
      const files = { 'package.xml': packageXml({ NoSuchType: ['*'] }) };
      await fails(org, files, "*: Unknown type name 'NoSuchType' specified in package.xml");
    },
    'when package.xml names it and it is not there': async (org) => {
      const files = { 'package.xml': packageXml({ ExternalClientApplication: ['NoSuchApp'] }) };
      await fails(
        org,
        files,
        "NoSuchApp: An object 'NoSuchApp' of type ExternalClientApplication was named in package.xml, but was not found in zipped directory",
      );
    },
    'when package.xml does not name it': async (org) => {
      const { problems } = await org.validate({ ...appFiles(), 'package.xml': packageXml({}) });
      assert.deepEqual(
        [...new Set(problems.map(({ problem }) => problem))],
        ['Not in package.xml'],
      );
    },
    'when its file is not well-formed, with line and column': async (org) => {
      const { problems } = await org.validate({
        'package.xml': packageXml({ ExternalClientApplication: ['EcaReleaseContract'] }),
        'externalClientApps/EcaReleaseContract.eca':
          '<?xml version="1.0"?>\n<ExternalClientApplication>\n<label>x\n</ExternalClientApplication>',
      });
      assert.deepEqual(
        problems.map(({ problem, line }) => [problem, line]),
        [
          [
            'Error parsing file: The element type "label" must be terminated by the matching end-tag "</label>".',
            '4',
          ],
        ],
      );
    },
    'when its file has an element that the type does not have, with its place': async (org) => {
      await fails(
        org,
        appFiles({ header: { noSuchElement: 'x' } }),
        'EcaReleaseContract: Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}noSuchElement invalid at this location in type ExternalClientApplication',
      );
    },
    'without a required element': async (org) => {
      const { label: _, ...header } = HEADER;
      await fails(
        org,
        {
          'package.xml': packageXml({ ExternalClientApplication: ['EcaReleaseContract'] }),
          'externalClientApps/EcaReleaseContract.eca': componentXml(
            'ExternalClientApplication',
            header,
          ),
        },
        'EcaReleaseContract: Required field is missing: label',
      );
    },
    'with a name or a distribution state that an app cannot have': async (org) => {
      await fails(
        org,
        appFiles({ header: { distributionState: 'Packageable' } }),
        "EcaReleaseContract: 'Packageable' is not a valid value for the enum 'ExtlClntAppDistState'",
      );
    },
    'when orgScopedExternalApp does not name it': async (org) => {
      await fails(
        org,
        appFiles({ header: { orgScopedExternalApp: `${org.orgId.slice(0, 15)}:Another` } }),
        'EcaReleaseContract: The Org Scoped External Client App must be in the format DeveloperOrganizationId:ExternalClientAppDeveloperName',
      );
    },
    'without the app that it belongs to': async (org) => {
      await fails(
        org,
        appFiles({ oauth: { externalClientApplication: 'NoSuchApp' } }),
        'EcaReleaseContractOauth: In field: externalClientApplication - no ExternalClientApplication named NoSuchApp found',
      );
    },
    'with an OAuth scope that does not exist': async (org) => {
      await fails(
        org,
        appFiles({ oauth: { commaSeparatedOauthScopes: 'no_such_scope' } }),
        'EcaReleaseContractOauth: Invalid value for commaSeparatedOauthScopes: no_such_scope',
      );
    },
    'with an OAuth link that is not the app’s': async (org) => {
      const oauthLink = `${org.orgId.slice(0, 15)}:888000000000000`;
      await fails(
        org,
        appFiles({ oauth: { oauthLink } }),
        `EcaReleaseContractOauth: The OAuth link ${oauthLink} doesn't belong to the external client app EcaReleaseContract.`,
      );
    },
    'as global OAuth settings of an app that has no OAuth settings': async (org) => {
      await fails(
        org,
        {
          'package.xml': packageXml({
            ExternalClientApplication: ['EcaReleaseContract'],
            ExtlClntAppGlobalOauthSettings: ['EcaReleaseContractGlobal'],
          }),
          'externalClientApps/EcaReleaseContract.eca': componentXml(
            'ExternalClientApplication',
            HEADER,
          ),
          'extlClntAppGlobalOauthSets/EcaReleaseContractGlobal.ecaGlblOauth': componentXml(
            'ExtlClntAppGlobalOauthSettings',
            { externalClientApplication: 'EcaReleaseContract', label: 'Contract of eca-release' },
          ),
        },
        "EcaReleaseContractGlobal: The external client app configured in your global OAuth Settings doesn't have a valid OAuth settings configuration.",
      );
    },
  }),
];

async function fails(
  org: OrgUnderTest,
  files: Readonly<Record<string, string>>,
  problem: string,
): Promise<void> {
  const { status, problems } = await org.validate(files);
  const texts = problemTexts(problems);
  assert.equal(status, 'Failed');
  assert.ok(texts.includes(problem), `the org says: ${texts.join(' | ')}`);
}

function appFiles(
  changes: {
    readonly header?: Readonly<Record<string, string>>;
    readonly oauth?: Readonly<Record<string, string>>;
  } = {},
): Record<string, string> {
  return {
    'package.xml': packageXml({
      ExternalClientApplication: ['EcaReleaseContract'],
      ExtlClntAppOauthSettings: ['EcaReleaseContractOauth'],
    }),
    'externalClientApps/EcaReleaseContract.eca': componentXml('ExternalClientApplication', {
      ...HEADER,
      ...changes.header,
    }),
    'extlClntAppOauthSettings/EcaReleaseContractOauth.ecaOauth': componentXml(
      'ExtlClntAppOauthSettings',
      { ...OAUTH, ...changes.oauth },
    ),
  };
}

function packageXml(types: Readonly<Record<string, readonly string[]>>, version = '66.0'): string {
  const blocks = Object.entries(types).map(
    ([name, members]) =>
      `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${blocks.join('')}<version>${version}</version></Package>`;
}

function componentXml(type: string, values: Readonly<Record<string, string>>): string {
  const elements = Object.entries(values).map(([name, text]) => `<${name}>${text}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata">${elements.join('')}</${type}>`;
}
