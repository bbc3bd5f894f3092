import type { Check } from '../check.ts';
import { fail, pass } from '../judge.ts';

export const nodeVersion: Check = {
  id: 'node-version',
  area: 'machine',
  title: "Node can load Salesforce's libraries",
  judge: ({ machine: { nodeVersion: version, oldestNode } }) => {
    const evidence = [{ asked: 'node --version', answer: version }];
    return [
      isAtLeast(version, oldestNode)
        ? pass(`Node ${version} is new enough.`, { evidence })
        : fail(`Salesforce's libraries need Node ${oldestNode} or newer.`, {
            evidence,
            fix: [
              'Run it by npm (npm run eca -- doctor): the project brings its own Node.',
              'npm ci',
            ],
          }),
    ];
  },
};

function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldest.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
