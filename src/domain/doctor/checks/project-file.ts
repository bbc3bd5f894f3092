import type { Check } from '../check.ts';
import { pass, stoppedBy, warn } from '../judge.ts';

export const projectFile: Check = {
  id: 'project-file',
  area: 'workspace',
  title: 'sfdx-project.json fits the configuration',
  judge: ({ project, config }) => {
    if (project.kind === 'unanswered') return [stoppedBy(project.failure, { evidence: [] })];
    const { namespace, packageDirectories, sourceApiVersion } = project.value;
    const told = {
      evidence: [
        { asked: 'namespace', answer: namespace ?? 'not there' },
        { asked: 'sourceApiVersion', answer: sourceApiVersion },
        {
          asked: 'packageDirectories',
          answer: packageDirectories.map(({ path }) => path).join(', ') || 'none',
        },
      ],
    };
    if (namespace !== undefined && namespace !== '' && namespace !== config.namespace)
      return [
        warn(
          `It names the namespace ${namespace}, the configuration ${config.namespace}: a release writes the latter into it.`,
          {
            ...told,
            fix: ['Correct namespace: in config/release.yaml or in sfdx-project.json.'],
          },
        ),
      ];
    return [pass('A release keeps it in shape.', told)];
  },
};
