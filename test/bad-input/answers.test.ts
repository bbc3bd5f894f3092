import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/embedded-hub/faults/fault.ts';
import { hurryRetries } from '../support/hurry-retries.ts';
import { checkoutHere, runHere } from '../support/refused-here.ts';
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
    return { method, path: path.replace(/\/[a-zA-Z0-9]{18}$/, '') };
  });
  return [...new Map(matches.map((match) => [JSON.stringify(match), match])).values()];
}

function wrongAnswersTo(match: Match): readonly (readonly [title: string, answer: Answer])[] {
  return match.soap === undefined
    ? WRONG_JSON.map(([title, text]) => [title, { status: 200, headers: JSON_TYPE, body: text }])
    : WRONG_XML.map(([title, body]) => [title, { status: 200, headers: XML_TYPE, body }]);
}

const ARGS = [
  'release',
  '--yes',
  '--promote',
  '--lost-answer-seconds',
  '0.1',
  '--wait-minutes',
  '0.01',
];

describe('an answer of the wrong type', () => {
  it('to whatever a release asks ends the run with a code, or does no harm', async () => {
    hurryRetries();
    const recorded = await startSeededHub();
    await runHere({ projectDir: await checkoutHere(), hub: recorded, args: ARGS });
    const questions = questionsIn(recorded.requests);
    const harmful: unknown[] = [];

    for (const match of questions)
      for (const [title, action] of wrongAnswersTo(match)) {
        const hub = await startSeededHub(undefined, {
          faults: [{ match, times: 'forever', action }],
        });
        const { failure, exitCode } = await runHere({
          projectDir: await checkoutHere(),
          hub,
          args: ARGS,
        });
        const { versions } = await hub.records();
        await hub.close();
        if (failure?.code === 'DEFECT' || versions.length > 1)
          harmful.push({ match, title, exitCode, failure, versions: versions.length });
      }

    expect(questions.length).toBeGreaterThan(15);
    expect(harmful).toEqual([]);
  }, 600_000);
});
