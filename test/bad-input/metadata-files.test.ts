import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll } from '../support/make-project.ts';
import { writeProjectFiles } from '../support/project-settings.ts';
import { checkoutHere, refusedHere, runHere } from '../support/refused-here.ts';
import { handOut, retrievedZip } from '../support/retrieved-zip.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';

const APP = 'unpackaged/externalClientApps/Acme_Connector.eca';
const LOGIN = 'unpackaged/extlClntAppOauthSettings/Partner_Login.ecaOauth';
const OLD_LOGIN = 'force-app/main/default/extlClntAppOauthSettings/Old.ecaOauth-meta.xml';
const BASE = 'force-app/main/default/externalClientApps';

function appOf(inside: string, encoding = 'UTF-8'): string {
  return xmlOf('ExternalClientApplication', inside, encoding);
}

function loginOf(inside: string): string {
  return xmlOf('ExtlClntAppOauthSettings', inside);
}

function xmlOf(type: string, inside: string, encoding = 'UTF-8'): string {
  return `<?xml version="1.0" encoding="${encoding}"?>
<${type} xmlns="http://soap.sforce.com/2006/04/metadata">
${inside}
</${type}>
`;
}

/** Enough for the app to be released: lint wants to know which org it belongs to. */
const SOUND = [
  '<distributionState>Packaged</distributionState>',
  '<label>Söhne</label>',
  '<orgScopedExternalApp>00DHu00000EcaHb:Acme_Connector</orgScopedExternalApp>',
].join('\n');
const DEEP = 200_000;

interface Case {
  readonly title: string;
  readonly file?: string;
  readonly content: string | Buffer;
  readonly code?: string;
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  {
    title: 'UTF-16',
    content: Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(appOf(SOUND, 'UTF-16'), 'utf16le'),
    ]),
    says: /text that is not UTF-8/,
  },
  {
    title: 'ISO 8859-1',
    content: Buffer.from(appOf(SOUND, 'ISO-8859-1'), 'latin1'),
    says: /text that is not UTF-8/,
  },
  { title: 'a NUL', content: appOf(`${SOUND}\0`), says: /disallowed character/ },
  {
    title: 'an entity that reads a file',
    content: `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${appOf('<label>&b;</label>')}`,
    says: /a DOCTYPE, which no org writes/,
  },
  {
    title: 'entities of its own that grow',
    content: `<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>${appOf('<label>&c;</label>')}`,
    says: /a DOCTYPE/,
  },
  {
    title: 'an entity that nobody defined',
    content: appOf('<label>&b;</label>'),
    says: /undefined entity/,
  },
  {
    title: 'elements that lie very deep',
    content: appOf(`${SOUND}${'<a>'.repeat(DEEP)}${'</a>'.repeat(DEEP)}`),
    says: /nested more than 100 deep/,
  },
  { title: 'nothing', content: '', says: /root element/ },
  { title: 'half a file', content: appOf(SOUND).slice(0, -40), says: /unclosed tag/ },
  { title: 'a login page', content: '<html><body>Log in</body></html>', says: /a <html>/ },
  {
    title: 'another type than its name says',
    content: xmlOf('ConnectedApp', SOUND),
    says: /a <ConnectedApp>/,
  },
  {
    title: 'an element twice that decides',
    content: appOf(`${SOUND}<distributionState>Local</distributionState>`),
    says: /<distributionState> stands there 2 times/,
  },
  {
    title: 'no distribution state',
    content: appOf('<label>Acme</label>'),
    code: 'APP_IS_LOCAL',
    says: /not set/,
  },
  {
    title: 'a placeholder for the distribution state',
    // oxlint-disable-next-line no-template-curly-in-string
    content: appOf('<distributionState>${STATE}</distributionState>'),
    code: 'APP_IS_LOCAL',
    says: /\$\{STATE\}/,
  },
  {
    title: 'OAuth settings of nobody',
    file: LOGIN,
    content: loginOf('<label>Login</label>'),
    code: 'APP_INCOMPLETE',
    says: /none that names the app/,
  },
  {
    title: 'OAuth settings of a placeholder',
    file: LOGIN,
    // oxlint-disable-next-line no-template-curly-in-string
    content: loginOf('<externalClientApplication>${APP}</externalClientApplication>'),
    code: 'APP_INCOMPLETE',
    says: /none that names the app/,
  },
  {
    title: 'OAuth settings of two apps',
    file: LOGIN,
    content: loginOf(
      '<externalClientApplication>Acme_Connector</externalClientApplication><externalClientApplication>Acme_Analytics</externalClientApplication>',
    ),
    says: /<externalClientApplication> stands there 2 times/,
  },
  {
    title: 'a consumer secret where none belongs',
    file: LOGIN,
    content: loginOf(
      '<consumerSecret>0123456789ABCDEF</consumerSecret><externalClientApplication>Acme_Connector</externalClientApplication>',
    ),
    code: 'SECRET_IN_PACKAGE',
    says: /a consumer secret in .*Partner_Login/,
  },
];

async function hubHandingOut(file: string, content: string | Buffer): Promise<SeededHub> {
  const hub = await startSeededHub();
  const zip = await retrievedZip(hub);
  zip.file(file, content);
  await handOut(hub, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
  return hub;
}

describe('metadata of the hub is refused, and nothing is written, for', () => {
  it.each(CASES)('$title', async ({ file = APP, content, code = 'METADATA_INVALID', says }) => {
    const hub = await hubHandingOut(file, content);
    const projectDir = await checkoutHere();

    const { failure, text } = await refusedHere({ projectDir, hub, args: ['retrieve'] });

    expect(failure).toMatchObject({ code });
    expect(text).toMatch(says);
    expect(text).not.toContain('0123456789ABCDEF');
  });

  it.each([
    ['that leads out of the project', '../../evil'],
    ['with a colon', 'Acme:evil'],
    ['with a backslash', '..\\evil'],
    ['that is a device of Windows', 'NUL'],
  ])('a name %s', async (_what, name) => {
    const hub = await startSeededHub((seed) => ({
      ...seed,
      metadata: [
        {
          type: 'ExtlClntAppCanvasSettings',
          name,
          xml: xmlOf(
            'ExtlClntAppCanvasSettings',
            '<externalClientApplication>Acme_Connector</externalClientApplication>',
          ),
        },
      ],
    }));
    const projectDir = await checkoutHere();

    const { failure } = await refusedHere({ projectDir, hub, args: ['retrieve'] });

    expect(['UNSAFE_PATH', 'HUB_ANSWER_UNUSABLE', 'COMPONENT_MISSING']).toContain(failure.code);
  });
});

describe('metadata of the hub is taken byte for byte', () => {
  it.each([
    [
      'with ten megabytes of text',
      appOf(`${SOUND}\n<description>${'ä'.repeat(5e6)}</description>`),
    ],
    ['with elements that nobody knows yet', appOf(`${SOUND}\n<isFlying>true</isFlying>`)],
    ['with entities, CDATA and comments', appOf(`<!-- & -->${SOUND}\n<a>&#228;<![CDATA[<&]]></a>`)],
    [
      'with a byte order mark and Windows line ends',
      `\uFEFF${appOf(SOUND).replaceAll('\n', '\r\n')}`,
    ],
    // oxlint-disable-next-line no-template-curly-in-string
    ['with a placeholder in a text', appOf(`${SOUND}\n<description>\${ORG}</description>`)],
  ])('%s', async (_what, content) => {
    const hub = await hubHandingOut(APP, content);
    const projectDir = await checkoutHere();

    const run = await runHere({ projectDir, hub, args: ['retrieve'] });

    expect(run).toMatchObject({ exitCode: 0 });
    const written = await readFile(join(projectDir, BASE, 'Acme_Connector.eca-meta.xml'));
    expect(written.equals(Buffer.from(content))).toBe(true);
  });
});

/** The line that is named where one is known: line 3 is the first inside the root element. */
const LOCAL_CASES: readonly (readonly [
  title: string,
  content: string | Buffer,
  line: number | undefined,
])[] = [
  ['a tag that is not closed', loginOf('<label>Old'), 4],
  ['a tag that is closed twice', loginOf('<label>Old</label>\n</label>'), 4],
  ['half a file', loginOf('<label>Old</label>').slice(0, -10), 4],
  ['nothing', '', 1],
  ['ISO 8859-1', Buffer.from(loginOf('<label>Söhne</label>'), 'latin1'), undefined],
  [
    'UTF-16',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(loginOf('<a/>'), 'utf16le')]),
    undefined,
  ],
  ['a NUL', loginOf('<label>Old</label>\n<label>\0</label>'), 4],
  [
    'an entity that reads a file',
    `\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${loginOf('<label>&b;</label>')}`,
    2,
  ],
  [
    'entities of its own that grow',
    `<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>${loginOf('<label>&c;</label>')}`,
    1,
  ],
  ['an entity that nobody defined', loginOf('<a/>\n<label>&b;</label>'), 4],
  ['elements that lie very deep', loginOf(`<a/>\n${'<a>'.repeat(DEEP)}${'</a>'.repeat(DEEP)}`), 4],
  [
    'an owner that stands there twice',
    loginOf(
      '<externalClientApplication>A</externalClientApplication>\n<externalClientApplication>B</externalClientApplication>',
    ),
    4,
  ],
  ['a login page', '\n<html></html>', 2],
  ['another type than its name says', xmlOf('ConnectedApp', '<label>Old</label>'), 2],
];

describe('metadata that lies in the project is refused with its place for', () => {
  it.each(LOCAL_CASES)('%s', async (_title, content, line) => {
    const hub = await startSeededHub();
    const projectDir = await checkoutWith(content);

    const { failure, text } = await refusedHere({ projectDir, hub, args: ['retrieve'] });

    expect(failure).toMatchObject({ code: 'METADATA_INVALID', location: { file: OLD_LOGIN } });
    expect(failure.location?.line).toBe(line);
    expect(text).toContain(line === undefined ? OLD_LOGIN : `${OLD_LOGIN}:${line}`);
  });
});

/** Sound XML, whatever it means: the hub has the last word. */
const LOCAL_TEXTS: readonly (readonly [title: string, content: string])[] = [
  ['no elements', loginOf('')],
  ['no owner', loginOf('<label>Old</label>')],
  // oxlint-disable-next-line no-template-curly-in-string
  ['a placeholder for its owner', loginOf(ownedBy('${APP}'))],
  // oxlint-disable-next-line no-template-curly-in-string
  ['a placeholder in a text', loginOf(`${ownedBy('Nobody')}<label>\${LABEL}</label>`)],
  ['elements that nobody knows', loginOf(`${ownedBy('Nobody')}<isFlying>true</isFlying>`)],
  [
    'entities, CDATA and comments',
    loginOf(`<!-- & -->${ownedBy('Nobody')}<a>&#228;<![CDATA[<&]]></a>`),
  ],
  [
    'a byte order mark and Windows line ends',
    `\uFEFF${loginOf(ownedBy('Nobody')).replaceAll('\n', '\r\n')}`,
  ],
  ['ten megabytes of text', loginOf(`${ownedBy('Nobody')}<a>${'ä'.repeat(5e6)}</a>`)],
];

function ownedBy(app: string): string {
  return `<externalClientApplication>${app}</externalClientApplication>`;
}

describe('metadata that lies in the project gives way to that of the hub, with', () => {
  it.each(LOCAL_TEXTS)('%s', async (_title, content) => {
    const hub = await startSeededHub();
    const projectDir = await checkoutWith(content);
    const own = OLD_LOGIN.replace('Old', 'Partner_Login');
    await writeProjectFiles(projectDir, { [own]: content });
    await commitAll(projectDir, 'Change a file of the app by hand');

    const run = await runHere({ projectDir, hub, args: ['retrieve'] });

    expect(run).toMatchObject({ exitCode: 0, outcome: 'succeeded' });
    expect(await readFile(join(projectDir, own))).toEqual(await fileInHub(hub, LOGIN));
    await expect(readFile(join(projectDir, OLD_LOGIN))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

async function fileInHub(hub: SeededHub, file: string): Promise<Buffer | undefined> {
  return (await retrievedZip(hub)).file(file)?.async('nodebuffer');
}

async function checkoutWith(content: string | Buffer): Promise<string> {
  const projectDir = await checkoutHere();
  await writeProjectFiles(projectDir, { [OLD_LOGIN]: content });
  await commitAll(projectDir, 'Add a file by hand');
  return projectDir;
}
