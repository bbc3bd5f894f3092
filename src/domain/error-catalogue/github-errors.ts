import type { Theme } from './error-entry.ts';

/** The release on GitHub (--github-release). */
export const GITHUB_ERRORS = {
  GITHUB_NOT_SET_UP: {
    meaning: 'The environment does not say how to write the release on GitHub.',
    found: 'what the variable holds',
    wanted: 'what it should hold',
    cause:
      'GITHUB_TOKEN, GITHUB_REPOSITORY or GITHUB_API_URL is missing or cannot be used. Asked for before anything is built.',
    steps: [
      'Hand the token to the step: env: GITHUB_TOKEN: ${{ github.token }}',
      'Or leave out --github-release.',
    ],
  },
  GITHUB_TAG_MISSING: {
    meaning: 'There is no tag to make the release of.',
    found: 'the tags of this commit, or of the repository',
    wanted: 'the tag that the version was built from',
    cause:
      'The tag was not pushed, or the commit has none or several. Publishing without it would make the tag, on whatever the default branch holds.',
    steps: ['Push it: git push origin v1.4.0', 'Or name it: --github-release v1.4.0'],
  },
  GITHUB_REFUSED: {
    meaning: 'GitHub said no.',
    found: "GitHub's status and text",
    wanted: 'a token that may write releases of the repository',
    cause:
      'The token is missing, ended, or lacks a right. The version is in the hub whatever happens here.',
    steps: [
      'Give the job the right: permissions: contents: write',
      'Run again: the version is found, not built a second time.',
    ],
  },
  GITHUB_UNREACHABLE: {
    meaning: 'GitHub did not answer, or something else did.',
    found: 'the status, or what came',
    cause: 'The network, a proxy, or GitHub. The version is in the hub whatever happens here.',
    steps: [
      'Run the same command again: it goes on where this run stopped.',
      'Check GITHUB_API_URL, the proxy, and https://www.githubstatus.com.',
    ],
  },
} as const satisfies Theme;
