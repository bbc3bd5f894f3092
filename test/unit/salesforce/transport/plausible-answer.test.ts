import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  implausibility,
  type Answer,
} from '../../../../src/salesforce/transport/plausible-answer.ts';

const REST = '/services/data/v68.0/query?q=SELECT+Id+FROM+Organization';
const SOAP = '/services/Soap/m/68.0';
const ENVELOPE =
  '<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="x"><soapenv:Body><listMetadataResponse/></soapenv:Body></soapenv:Envelope>';

interface Answered extends Partial<Omit<Answer, 'body' | 'headers'>> {
  readonly body?: string | Buffer;
  readonly type?: string;
  readonly encoding?: string;
}

function answered({ body = '{}', type = 'application/json', encoding, ...rest }: Answered) {
  return implausibility({
    path: REST,
    statusCode: 200,
    headers: {
      'content-type': type,
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    },
    body: Buffer.from(body),
    ...rest,
  });
}

describe('implausibility', () => {
  it.each([
    ['a JSON answer', { body: '{"records":[]}', type: 'application/json;charset=UTF-8' }],
    ['no content, as an update answers', { statusCode: 204, body: '', type: '' }],
    ['a created record without a word', { statusCode: 201, body: '' }],
    ['a zip', { body: 'PK\u0003\u0004', type: 'application/octet-stream' }],
    ['CSV', { body: 'Id\n', type: 'text/csv' }],
    ['an envelope', { path: SOAP, body: `${ENVELOPE}\n`, type: 'text/xml;charset=UTF-8' }],
    ['gzip', { body: gzipSync('{}'), encoding: 'gzip' }],
    ['deflate', { body: deflateSync('{}'), encoding: 'deflate' }],
    ['brotli', { body: brotliCompressSync('{}'), encoding: 'br' }],
    ['zstd', { body: zstdCompressSync('{}'), encoding: 'zstd' }],
    ['an encoding in capitals', { body: gzipSync('{}'), encoding: 'GZIP' }],
    ['a redirect', { statusCode: 302, body: '<html>moved</html>', type: 'text/html' }],
    ['an error, whatever is in it', { statusCode: 503, body: '<html>', type: 'text/html' }],
    ['an error that is cut', { statusCode: 400, body: '[{"errorCode":"INV' }],
  ])('takes %s', (_what, answer) => {
    expect(answered(answer)).toBeUndefined();
  });

  it.each([
    ['HTML in the place of JSON', { body: '<html>', type: 'text/html' }, 'an HTML page'],
    ['an empty body', { body: '' }, 'an empty body'],
    [
      'an empty body that was compressed',
      { body: gzipSync(''), encoding: 'gzip' },
      'an empty body',
    ],
    ['JSON that is cut', { body: '{"records":[{"Id":"0' }, 'JSON that is cut short'],
    [
      'JSON that is cut, packed as it is',
      { body: gzipSync('{"records":['), encoding: 'gzip' },
      'JSON that is cut short',
    ],
    [
      'gzip that is cut',
      { body: gzipSync('{"records":[]}').subarray(0, 20), encoding: 'gzip' },
      'a compressed body that cannot be unpacked',
    ],
    [
      'what is no gzip',
      { body: '{}', encoding: 'gzip' },
      'a compressed body that cannot be unpacked',
    ],
    [
      'HTML in the place of SOAP',
      { path: SOAP, body: '<html>', type: 'text/html' },
      'an HTML page',
    ],
    ['JSON in the place of SOAP', { path: SOAP, body: '{}' }, 'content of type application/json'],
    ['nothing in the place of SOAP', { path: SOAP, body: '', type: '' }, 'content of type unknown'],
    [
      'XML that is no SOAP',
      { path: SOAP, body: '<x/>', type: 'text/xml' },
      'XML that is no SOAP envelope',
    ],
    [
      'an envelope that is cut',
      { path: SOAP, body: ENVELOPE.slice(0, -12), type: 'text/xml' },
      'a SOAP envelope that is cut short',
    ],
    [
      'an envelope that holds nothing',
      { path: SOAP, body: ENVELOPE.replace('<listMetadataResponse/>', ''), type: 'text/xml' },
      'a SOAP envelope without an answer',
    ],
    [
      'an envelope that holds something else',
      { path: SOAP, body: ENVELOPE.replace('listMetadataResponse', 'busy'), type: 'text/xml' },
      'a SOAP envelope without an answer',
    ],
  ])('refuses %s', (_what, answer, reason) => {
    expect(answered(answer)).toBe(reason);
  });

  it('takes no cut of an envelope for the whole', () => {
    const plausible = Array.from({ length: ENVELOPE.length }, (_, end) =>
      answered({ path: SOAP, type: 'text/xml', body: ENVELOPE.slice(0, end) }),
    ).filter((reason) => reason === undefined);

    expect(plausible).toEqual([]);
  });
});
