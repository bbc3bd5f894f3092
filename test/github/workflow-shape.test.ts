import { describe, expect, it } from 'vitest';
import { actionErrors, workflowErrors } from './github-parser.ts';
import { readAction, readWorkflow, textOf, WORKFLOWS, type Step } from './workflow-files.ts';

const FILES = [...WORKFLOWS.map((name) => `.github/workflows/${name}`), 'action.yml'];

/** Everything a job may do beyond reading the repository, and what for. */
const RIGHTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ci.yml check': { contents: 'read' },
  'ci.yml test': { contents: 'read' },
  'ci.yml rehearse': { contents: 'read' },
  'ci.yml code-scanning': { contents: 'read', 'security-events': 'write' },
  'release.yml release': { contents: 'write' },
  'release.yml attest': { 'id-token': 'write', attestations: 'write' },
  'promote.yml promote': { contents: 'write' },
};

function allSteps(): readonly (readonly [string, Step])[] {
  return [
    ...WORKFLOWS.flatMap((name) =>
      Object.entries(readWorkflow(name).jobs).flatMap(([id, job]) =>
        job.steps.map((step) => [`${name} ${id}`, step] as const),
      ),
    ),
    ...readAction().runs.steps.map((step) => ['action.yml', step] as const),
  ];
}

describe('the workflows', () => {
  it.each(WORKFLOWS)('hold to the schema of GitHub: %s', async (name) => {
    expect(await workflowErrors(name, textOf(`.github/workflows/${name}`))).toEqual([]);
  });

  it('are an action that holds to the schema of GitHub', async () => {
    expect(await actionErrors('action.yml', textOf('action.yml'))).toEqual([]);
  });

  it('are checked by a parser that finds mistakes', async () => {
    const release = textOf('.github/workflows/release.yml');
    const action = textOf('action.yml');

    expect(await workflowErrors('x', release.replace('steps:', 'stepz:'))).not.toEqual([]);
    expect(await workflowErrors('x', release.replace('secrets.', 'secretz.'))).not.toEqual([]);
    expect(await actionErrors('x', action.replace('shell: bash', ''))).not.toEqual([]);
  });

  it.each(FILES)('pin every action to a commit, and say which version that is: %s', (file) => {
    const uses = textOf(file).match(/^.*\buses:.*$/gm) ?? [];

    expect(uses).not.toEqual([]);
    for (const line of uses)
      expect(line).toMatch(/uses: [\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('pin an action to the same commit everywhere', () => {
    const pins = new Map<string, Set<string>>();
    for (const [, { uses = '' }] of allSteps()) {
      const [name = '', commit = ''] = uses.split('@');
      pins.set(name, (pins.get(name) ?? new Set()).add(commit));
    }

    expect([...pins].filter(([, commits]) => commits.size > 1)).toEqual([]);
  });

  it('give no job more rights than it needs', () => {
    const rights = WORKFLOWS.flatMap((name) =>
      Object.entries(readWorkflow(name).jobs).map(
        ([id, { permissions }]) => [`${name} ${id}`, permissions] as const,
      ),
    );

    expect(Object.fromEntries(rights)).toEqual(RIGHTS);
    for (const name of WORKFLOWS) expect(readWorkflow(name).permissions).toEqual({});
  });

  it('leave no token behind in the checkout, and read the history where tags count', () => {
    const checkouts = allSteps().filter(([, { uses }]) => uses?.startsWith('actions/checkout@'));

    expect(checkouts).toHaveLength(6);
    for (const [place, step] of checkouts) {
      expect(step.with?.['persist-credentials']).toBe(false);
      const readsTags = /rehearse|release|promote/.test(place);
      expect(step.with?.['fetch-depth']).toBe(readsTags ? 0 : undefined);
    }
  });

  it('put nothing that others wrote into a script', () => {
    for (const [, { run = '' }] of allSteps()) expect(run).not.toContain('${{');
  });

  it('hand secrets and tokens only to the step that needs them', () => {
    const knowing = allSteps().filter(([, step]) =>
      /secrets\.|github\.token|inputs\.github-token/.test(JSON.stringify(step)),
    );

    expect(knowing.map(([place, step]) => `${place}: ${step.name ?? ''}`)).toEqual([
      'release.yml release: Release',
      'promote.yml promote: Promote',
      'action.yml: Run eca-release',
    ]);
    for (const name of WORKFLOWS) expect(textOf(`.github/workflows/${name}`)).not.toMatch(/^env:/m);
  });

  it('end by themselves, and never two of them for one tag at once', () => {
    for (const name of WORKFLOWS)
      for (const job of Object.values(readWorkflow(name).jobs))
        expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
    expect(readWorkflow('release.yml').concurrency).toEqual({
      group: 'release-${{ github.ref_name }}',
      'cancel-in-progress': false,
    });
    expect(readWorkflow('promote.yml').concurrency).toEqual({
      group: 'release-${{ inputs.tag }}',
      'cancel-in-progress': false,
    });
  });

  it('document every output of a step in docs/github.md, and hand all of them on', () => {
    const { outputs, inputs } = readAction();
    const documentation = textOf('docs/github.md');

    for (const name of [...Object.keys(outputs), ...Object.keys(inputs)])
      expect(documentation).toContain(`\`${name}\``);
  });
});
