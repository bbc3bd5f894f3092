import { describe, expect, it } from 'vitest';
import { ERRORS, EXIT } from '../../src/domain/errors.ts';
import { hurryRetries } from '../support/hurry-retries.ts';
import { endingOf } from '../support/release-ending.ts';
import { startRewritingServer } from '../support/rewriting-server.ts';
import { startSeededHub } from '../support/seeded-hub.ts';
import { shortened } from '../support/shortened-question.ts';

type Change = readonly [title: string, rewrite: (answer: string) => string];

/** What a release uses of what it is told; the rest may be anything. */
const READ = new Set(
  [
    'sub organization_id preferred_username version records done id success',
    'Package2VersionCreates Remaining NamespacePrefix Name ContainerOptions IsDeprecated',
    'Id SubscriberPackageVersionId Package2Id Package2VersionId Package2Version Tag Status CreatedDate',
    'MajorVersion PatchVersion BuildNumber IsReleased IsPasswordProtected ValidationSkipped',
    'HasPassedCodeCoverageCheck HasMetadataRemoved DeveloperUsePkgZip TotalNumberOfMetadataFiles',
    'fullName status zipFile',
  ].flatMap((line) => line.split(' ')),
);

/** Limits of what no release spends. */
const OTHER_LIMIT = /^(?!Package2Version)[A-Z]/;

/** A value that is none of these types in turn, so that every question meets each of them. */
function another(was: unknown, turn: number): unknown {
  const others = [7, null, ['x']].filter((other) => typeof other !== typeof was);
  return others[turn % others.length];
}

/** Each field of a JSON answer that is read, one at a time, with a value of another type; of lists the last entry stands for all. */
function changesOfJson(answer: string): readonly Change[] {
  const value: unknown = JSON.parse(answer);
  return fieldsOf(value)
    .filter(({ path }) => READ.has(path.at(-1) ?? '') && !OTHER_LIMIT.test(path[0] ?? ''))
    .map(({ path, value: was }, turn): Change => {
      const other = another(was, turn);
      return [
        `${path.join('.')}: ${JSON.stringify(other)}`,
        (text) => JSON.stringify(replaced(JSON.parse(text), path, other)),
      ];
    });
}

interface Field {
  readonly path: readonly string[];
  readonly value: unknown;
}

function fieldsOf(value: unknown, path: readonly string[] = []): readonly Field[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const some = Array.isArray(value) ? entries.slice(-1) : entries;
  return some.flatMap(([key, inner]) => [
    { path: [...path, key], value: inner },
    ...fieldsOf(inner, [...path, key]),
  ]);
}

/** An answer that has no such place stays as it is. */
function replaced(value: unknown, [step, ...rest]: readonly string[], other: unknown): unknown {
  if (step === undefined) return other;
  if (typeof value !== 'object' || value === null || !(step in value)) return value;
  const inner: unknown = Object.entries(value).find(([key]) => key === step)?.[1];
  const after = replaced(inner, rest, other);
  return Array.isArray(value) ? value.with(Number(step), after) : { ...value, [step]: after };
}

const ELEMENT = /<(?<name>\w+)>[^<]+<\/\k<name>>/g;

/** The same for XML: a number, nothing, and the element twice. */
function changesOfXml(answer: string): readonly Change[] {
  const names = [
    ...new Set([...answer.matchAll(ELEMENT)].map(({ groups }) => groups?.['name'] ?? '')),
  ];
  return (
    names
      // What is not done is asked for again, whatever stands there instead.
      .filter((name) => READ.has(name) && name !== 'done')
      .map((name, turn): Change => {
        const others = [
          `<${name}>7</${name}>`,
          `<${name}/>`,
          `<${name}>a</${name}><${name}>b</${name}>`,
        ];
        const other = others[turn % others.length] ?? '';
        const element = new RegExp(`<${name}>([^<]+)</${name}>`);
        return [other, (text) => text.replace(element, other)];
      })
  );
}

/** What a release asks, with the last answer to each question: the one that has most in it. */
async function recordedAnswers(): Promise<ReadonlyMap<string, string>> {
  const hub = await startSeededHub();
  const answers = new Map<string, string>();
  const { url } = await startRewritingServer(hub, ({ question, answer }) => {
    if ((answers.get(question)?.length ?? 0) <= answer.length) answers.set(question, answer);
    return answer.replaceAll(hub.url, url);
  });
  await endingOf(hub, url);
  return answers;
}

/** Fields that a release gets on without, by their beginnings, and why that is right. */
const DISPENSABLE = [
  // Which org it is, the login says, and of the org only its namespace counts; what is left to spend is good to know.
  'GET /services/oauth2/userinfo: sub',
  'GET …/limits: ',
  'SELECT Id, Name, NamespacePrefix, … FROM Organization: records.0.Id',
  'SELECT Id, Name, NamespacePrefix, … FROM Organization: records.0.Name',
  'SELECT Id, NamespacePrefix FROM NamespaceRegistry: records.0.Id',
  // What was asked for, whatever came of it, is looked for by its name or its tag.
  'POST …/tooling/sobjects/Package2: ',
  'POST …/tooling/sobjects/Package2VersionCreateRequest: ',
  // By then the package is known, as well as the id of the request; what was validated, the hub knows when it promotes.
  'SELECT Id, Name, NamespacePrefix, … FROM Package2: records.0.NamespacePrefix',
  'SELECT Id, Status, Tag, … FROM Package2VersionCreateRequest: records.0.Tag',
  'SELECT Id, SubscriberPackageVersionId, Package2Id, … FROM Package2Version: records.0.ValidationSkipped',
  // Only the library looks there: right after the request, and before it promotes.
  'SELECT Id, Status, Package2Id, … FROM Package2VersionCreateRequest: ',
  'SELECT Id, IsDeleted, CreatedDate, … FROM Package2Version: ',
  // The files tell what they are, and the end of a retrieve that it went well.
  'checkRetrieveStatus: <fullName>',
  'checkRetrieveStatus: <id',
  'checkRetrieveStatus: <status>',
  'listMetadata: <id',
];

/** What does not end with "run again later", and is no success either. */
const OTHER_REFUSALS = {
  'SELECT Id, IsDeleted, CreatedDate, … FROM Package2Version: records.0.Id: ["x"]':
    'PROMOTE_REFUSED',
  'checkRetrieveStatus: <success>7</success>': 'HUB_REFUSED',
  'listMetadata: <fullName>7</fullName>': 'COMPONENT_MISSING',
};

describe('an answer of the wrong type', () => {
  it('in a single field ends the run with a code, or does no harm', async () => {
    hurryRetries();
    const answers = await recordedAnswers();
    const harmful: unknown[] = [];
    const ignored: string[] = [];
    const refused: Record<string, string> = {};
    let tried = 0;

    for (const [question, recorded] of answers)
      for (const [title, change] of changesOf(recorded)) {
        const hub = await startSeededHub();
        const server = await startRewritingServer(hub, (exchange) => {
          const answer = exchange.answer.replaceAll(hub.url, server.url);
          return exchange.question === question ? change(answer) : answer;
        });
        const { code, harm } = await endingOf(hub, server.url);
        server.close();
        await hub.close();
        tried += 1;
        const name = `${shortened(question)}: ${title}`;
        if (code === undefined) ignored.push(name);
        else if (EXIT[ERRORS[code].exit] !== EXIT.unfinished) refused[name] = code;
        if (harm.length > 0) harmful.push({ question, title, code, harm });
      }

    expect(tried).toBeGreaterThan(60);
    expect(harmful).toEqual([]);
    expect(ignored.filter((name) => !DISPENSABLE.some((start) => name.startsWith(start)))).toEqual(
      [],
    );
    expect(DISPENSABLE.filter((start) => !ignored.some((name) => name.startsWith(start)))).toEqual(
      [],
    );
    expect(refused).toEqual(OTHER_REFUSALS);
  }, 600_000);
});

/** What a recorded answer is changed to, one field at a time; nothing where it was empty. */
function changesOf(recorded: string): readonly Change[] {
  if (recorded === '') return [];
  return recorded.startsWith('<') ? changesOfXml(recorded) : changesOfJson(recorded);
}
