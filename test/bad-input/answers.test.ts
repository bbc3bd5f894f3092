import { describe, expect, it } from 'vitest';
import { ERRORS, EXIT } from '../../src/domain/errors.ts';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import { hurryRetries } from '../support/hurry-retries.ts';
import { endingOf } from '../support/release-ending.ts';
import { shortened } from '../support/shortened-question.ts';
import { startSeededHub, type SeededHub } from '../support/seeded-hub.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const XML_TYPE = { 'content-type': 'text/xml;charset=UTF-8' };

type Answer = Exclude<Fault['action'], string>;

const WRONG_JSON: readonly (readonly [title: string, text: string])[] = [
  ['null', 'null'],
  ['records that are no list', '{"totalSize":1,"done":true,"records":"none"}'],
  ['a record without fields', '{"totalSize":1,"done":true,"records":[{}]}'],
];

const WRONG_XML: readonly (readonly [title: string, text: string])[] = [
  ['an empty answer', envelope('<nothing/>')],
  [
    'values of another kind',
    envelope(
      ['listMetadata', 'retrieve', 'checkRetrieveStatus']
        .map(
          (name) =>
            `<${name}Response><result><done>maybe</done><id>x</id></result></${name}Response>`,
        )
        .join(''),
    ),
  ],
];

function envelope(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
}

type Match = Fault['match'];

/** What a run asks for, each once, so that a question that is added later is tried too. */
function questionsIn(requests: SeededHub['requests']): readonly Match[] {
  const matches = requests.map(({ method, path, soap, soql }): Match => {
    if (soap !== undefined) return { soap };
    if (soql !== undefined) return { soql: soql.split(' WHERE ')[0] ?? soql };
    return { method, path: path.replace(/\/(?=\w*\d)\w{18}$/, '') };
  });
  return [...new Map(matches.map((match) => [JSON.stringify(match), match])).values()];
}

function wrongAnswersTo(match: Match): readonly (readonly [title: string, answer: Answer])[] {
  return match.soap === undefined
    ? WRONG_JSON.map(([title, text]) => [title, { status: 200, headers: JSON_TYPE, body: text }])
    : WRONG_XML.map(([title, body]) => [title, { status: 200, headers: XML_TYPE, body }]);
}

/** Whole answers that do not end a release with "run again later", and why that is right. */
const ENDS_OTHERWISE = {
  // How much is left to spend is good to know, and not needed.
  'GET …/limits: null': 'success',
  'GET …/limits: records that are no list': 'success',
  'GET …/limits: a record without fields': 'success',
  // That the object is there makes it a Dev Hub; and an org may have no namespace.
  'SELECT Id FROM ScratchOrgInfo: a record without fields': 'success',
  'SELECT Id, Name, NamespacePrefix, … FROM Organization: a record without fields': 'success',
  // The library asks for the package, and uses nothing of it where it is managed.
  'GET …/tooling/sobjects/Package2: null': 'HUB_REFUSED',
  'GET …/tooling/sobjects/Package2: records that are no list': 'success',
  'GET …/tooling/sobjects/Package2: a record without fields': 'success',
  // The request is followed by its tag, too.
  'SELECT Id, Status, Package2Id, … FROM Package2VersionCreateRequest: null': 'success',
  'SELECT Id, Status, Package2Id, … FROM Package2VersionCreateRequest: records that are no list':
    'success',
  'SELECT Id, Status, Package2Id, … FROM Package2VersionCreateRequest: a record without fields':
    'success',
  // Not every hub hands out the zip of a version, and then its files are counted.
  'SELECT DeveloperUsePkgZip, Package2.NamespacePrefix FROM Package2Version: a record without fields':
    'success',
  'GET …/tooling/sobjects/Package2Version/ID/DeveloperUsePkgZip: null': 'success',
  'GET …/tooling/sobjects/Package2Version/ID/DeveloperUsePkgZip: records that are no list':
    'success',
  'GET …/tooling/sobjects/Package2Version/ID/DeveloperUsePkgZip: a record without fields':
    'success',
  // The library looks for the version before it promotes it.
  'SELECT Id, IsDeleted, CreatedDate, … FROM Package2Version: records that are no list':
    'PROMOTE_REFUSED',
  'SELECT Id, IsDeleted, CreatedDate, … FROM Package2Version: a record without fields':
    'PROMOTE_REFUSED',
} as const;

describe('an answer of the wrong type', () => {
  it('to whatever a release asks ends the run with a code, or does no harm', async () => {
    hurryRetries();
    const recorded = await startSeededHub();
    await endingOf(recorded);
    const questions = questionsIn(recorded.requests);
    const others: Record<string, string> = {};
    const harmful: unknown[] = [];

    for (const match of questions)
      for (const [title, action] of wrongAnswersTo(match)) {
        const hub = await startSeededHub(undefined, {
          faults: [{ match, times: 'forever', action }],
        });
        const { code, harm } = await endingOf(hub);
        await hub.close();
        if (code === undefined || EXIT[ERRORS[code].exit] !== EXIT.unfinished)
          others[`${nameOf(match)}: ${title}`] = code ?? 'success';
        if (harm.length > 0) harmful.push({ match, title, code, harm });
      }

    expect(questions.length).toBeGreaterThan(15);
    expect(harmful).toEqual([]);
    expect(others).toEqual(ENDS_OTHERWISE);
  }, 600_000);
});

/** Short enough to be read in a list. */
function nameOf({ soap, soql, method, path }: Match): string {
  return soap ?? shortened(soql ?? `${method ?? ''} ${path ?? ''}`);
}
