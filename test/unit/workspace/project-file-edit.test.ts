import { describe, expect, it } from 'vitest';
import type { ProjectEdit } from '../../../src/ports/workspace.ts';
import { editProjectText } from '../../../src/workspace/project-file-edit.ts';

const ID = '0Ho5e000000AbCdCAK';

const WIRE: ProjectEdit = {
  namespace: 'acmeconnect',
  packageDirectories: [
    { path: 'force-app/', set: { package: 'Acme Connector', versionNumber: '1.4.0.NEXT' } },
  ],
  packageAliases: { 'Acme Connector': ID },
};

describe('editProjectText', () => {
  it('adds what is missing the way its neighbours are written', () => {
    const edited = editProjectText(
      `{
  "packageDirectories": [
    {
      "path": "force-app",
      "default": true
    }
  ],
  "namespace": "",
  "sourceApiVersion": "67.0"
}
`,
      WIRE,
    );

    expect(edited).toBe(`{
  "packageDirectories": [
    {
      "path": "force-app",
      "default": true,
      "package": "Acme Connector",
      "versionNumber": "1.4.0.NEXT"
    }
  ],
  "namespace": "acmeconnect",
  "sourceApiVersion": "67.0",
  "packageAliases": {
    "Acme Connector": "${ID}"
  }
}
`);
  });

  it('keeps tabs, Windows line ends, a byte order mark, one-line objects and a missing last line end', () => {
    const edited = editProjectText(
      '\uFEFF{\r\n\t"sourceApiVersion" : "67.0",\r\n\t"packageDirectories" : [{ "path": "./force-app", "default": true }],\r\n\t"packageAliases" : {}\r\n}',
      WIRE,
    );

    expect(edited).toBe(
      `\uFEFF{\r\n\t"sourceApiVersion" : "67.0",\r\n\t"packageDirectories" : [{ "path": "./force-app", "default": true, "package" : "Acme Connector", "versionNumber" : "1.4.0.NEXT" }],\r\n\t"packageAliases" : {\r\n\t\t"Acme Connector" : "${ID}"\r\n\t},\r\n\t"namespace" : "acmeconnect"\r\n}`,
    );
  });

  it('keeps a file on one line', () => {
    const edited = editProjectText(
      '{"packageDirectories":[{"path":"force-app"}],"sourceApiVersion":"67.0"}',
      WIRE,
    );

    expect(edited).toBe(
      `{"packageDirectories":[{"path":"force-app","package":"Acme Connector","versionNumber":"1.4.0.NEXT"}],"sourceApiVersion":"67.0","namespace":"acmeconnect","packageAliases":{"Acme Connector":"${ID}"}}`,
    );
  });

  it('adds a package directory laid out like the last one', () => {
    const edit = { packageDirectories: [{ path: './events/', set: { package: 'Events' } }] };

    const long = editProjectText(
      '{\n    "sourceApiVersion": "67.0",\n    "packageDirectories": [\n        {\n            "path": "force-app",\n            "default": true\n        }\n    ]\n}\n',
      edit,
    );
    const short = editProjectText(
      '{\n  "packageDirectories": [\n    { "path": "force-app", "default": true }\n  ],\n  "sourceApiVersion": "67.0"\n}\n',
      edit,
    );

    expect(long).toBe(
      '{\n    "sourceApiVersion": "67.0",\n    "packageDirectories": [\n        {\n            "path": "force-app",\n            "default": true\n        },\n        {\n            "path": "events",\n            "package": "Events"\n        }\n    ]\n}\n',
    );
    expect(short).toBe(
      '{\n  "packageDirectories": [\n    { "path": "force-app", "default": true },\n    { "path": "events", "package": "Events" }\n  ],\n  "sourceApiVersion": "67.0"\n}\n',
    );
  });

  it.each([
    [
      'first',
      'path',
      '"ancestorId": "x", "path": "a", "default": true',
      '"path": "a", "default": true',
    ],
    [
      'middle',
      'path',
      '"path": "a", "ancestorId": "x", "default": true',
      '"path": "a", "default": true',
    ],
    [
      'last',
      'path',
      '"path": "a", "default": true, "ancestorId": "x"',
      '"path": "a", "default": true',
    ],
  ])('removes a %s property with its comma', (_place, _key, before, after) => {
    const project = (entry: string): string =>
      `{ "packageDirectories": [{ ${entry} }], "sourceApiVersion": "67.0" }`;

    const edited = editProjectText(project(before), {
      packageDirectories: [{ path: 'a', set: { ancestorId: null, ancestorVersion: null } }],
    });

    expect(edited).toBe(project(after));
  });

  it('merges aliases into the ones that are there', () => {
    const project = (aliases: string): string =>
      `{"packageDirectories":[{"path":"a"}],"sourceApiVersion":"67.0","packageAliases":{${aliases}}}`;

    const edited = editProjectText(
      project('"Other": "04t5e000000AbCdAAK", "Acme": "0Ho5e000000XxXxXXX"'),
      {
        packageAliases: { Acme: ID },
      },
    );

    expect(edited).toBe(project(`"Other": "04t5e000000AbCdAAK", "Acme": "${ID}"`));
  });

  it('returns the very same text for an edit that is done already', () => {
    const text = editProjectText(
      '{"packageDirectories":[{"path":"force-app"}],"sourceApiVersion":"67.0"}',
      WIRE,
    );

    expect(editProjectText(text, WIRE)).toBe(text);
  });

  it('does not guess between two entries of one path', () => {
    const text =
      '{"packageDirectories":[{"path":"a","default":true},\n{"path":"./a"}],"sourceApiVersion":"67.0"}';

    const editing = (): string =>
      editProjectText(text, { packageDirectories: [{ path: 'a', set: {} }] });

    expect(editing).toThrow(
      expect.objectContaining({
        code: 'PROJECT_FILE_INVALID',
        detail: expect.objectContaining({ location: expect.objectContaining({ line: 2 }) }),
      }),
    );
  });

  it('does not edit a file that cannot be read', () => {
    expect(() => editProjectText('{', { namespace: 'acme' })).toThrow(
      expect.objectContaining({ code: 'PROJECT_FILE_INVALID' }),
    );
  });
});
