import type { Check } from '../check.ts';
import type { Judgement } from '../finding.ts';
import { judged, pass, warn } from '../judge.ts';

/** Suffixes of the files that belong to one org or hold its secrets (Metadata API Developer Guide). */
const SECRETS = 'ecaGlblOauth';
const NOT_PACKAGED = [SECRETS, 'ecaOauthSecurity', 'ecaOauthPlcy', 'ecaPlcy'];

export const forceignore: Check = {
  id: 'forceignore',
  area: 'workspace',
  title: '.forceignore keeps secrets and policies out of packages',
  judge: ({ ignoreFiles }) => [
    judged(ignoreFiles, (files) => judgeFile('.forceignore', files.forceignore, NOT_PACKAGED)),
  ],
};

export const gitignore: Check = {
  id: 'gitignore',
  area: 'workspace',
  title: '.gitignore keeps consumer keys and local state out of commits',
  judge: ({ ignoreFiles }) => [
    judged(ignoreFiles, (files) =>
      judgeFile('.gitignore', files.gitignore, [SECRETS, '.eca-release']),
    ),
  ],
};

function judgeFile(file: string, text: string | undefined, wanted: readonly string[]): Judgement {
  const lines = (text ?? '').split(/\r?\n/).filter((line) => !line.trimStart().startsWith('#'));
  const missing = wanted.filter((part) => !lines.some((line) => line.includes(part)));
  const evidence = [
    {
      asked: file,
      answer:
        text === undefined
          ? 'no such file'
          : `${wanted.length - missing.length} of ${wanted.length} entries`,
    },
  ];
  if (missing.length === 0) return pass(`It names ${wanted.join(', ')}.`, { evidence });
  return warn(`It does not name ${missing.join(', ')}.`, {
    evidence,
    fix: [`Add to ${file}: ${missing.map(patternOf).join(' ')}`],
  });
}

function patternOf(part: string): string {
  return part.startsWith('.') ? `${part}/` : `**/*.${part}-meta.xml`;
}
