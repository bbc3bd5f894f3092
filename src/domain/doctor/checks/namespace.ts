import { requireNamespace } from '../../plan/hub-requirements.ts';
import type { Check } from '../check.ts';
import { byRule, cannotTell, judged } from '../judge.ts';

export const namespace: Check = {
  id: 'namespace',
  area: 'hub',
  title: 'The namespace is linked, and is not that of the hub itself',
  judge: ({ hub, config }) => [
    judged(hub, (facts) => {
      const evidence = [
        {
          asked: 'SELECT NamespacePrefix FROM NamespaceRegistry',
          answer: facts.linkedNamespaces.join(', ') || 'none',
        },
        { asked: "the hub's own namespace", answer: facts.ownNamespace ?? 'none' },
      ];
      if (!facts.isDevHub)
        return cannotTell('Only a Dev Hub links namespaces.', {
          evidence,
          fix: ['First see to the check dev-hub.'],
        });
      return byRule({ evidence }, () => {
        requireNamespace(config.namespace, facts);
        return `${config.namespace} is linked.`;
      });
    }),
  ],
};
