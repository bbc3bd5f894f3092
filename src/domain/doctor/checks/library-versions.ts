import type { Check } from '../check.ts';
import { fail, pass } from '../judge.ts';

export const libraryVersions: Check = {
  id: 'library-versions',
  area: 'machine',
  title: "Salesforce's libraries are the ones this was tested with",
  judge: ({ machine: { libraries } }) => {
    const evidence = libraries.map(({ name, installed }) => ({
      asked: name,
      answer: installed ?? 'not installed',
    }));
    const others = libraries.filter(({ installed, wanted }) => installed !== wanted);
    return [
      others.length === 0
        ? pass(libraries.map(({ name, wanted }) => `${name} ${wanted}`).join(', '), { evidence })
        : fail(
            `Installed otherwise than package.json says: ${others.map(({ name, wanted }) => `${name} (${wanted} wanted)`).join(', ')}.`,
            { evidence, fix: ['npm ci'] },
          ),
    ];
  },
};
