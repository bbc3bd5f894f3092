import { ecaType } from '../../eca/metadata-types.ts';
import { placeOfRoot } from '../metadata-file.ts';
import type { LintRule } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const apiVersionKnowsType: LintRule = {
  id: 'api-version-knows-type',
  severity: 'error',
  title: 'sourceApiVersion is new enough for every type in the package directory.',
  why: 'In an older version the type does not exist: it is not found in the hub, and a package with it does not build.',
  source: SOURCES.registry,
  fix: 'Raise sourceApiVersion in sfdx-project.json; every type around External Client Apps says in which version it came.',
  good: {
    apiVersion: '66.0',
    beside: [
      {
        type: 'ExtlClntAppCanvasSettings',
        fullName: 'Acme_Connector_canvas',
        elements:
          '<accessMethod>Post</accessMethod>\n<canvasUrl>https://app.acme.example/canvas</canvasUrl>\n<externalClientApplication>Acme_Connector</externalClientApplication>',
      },
    ],
  },
  bad: {
    apiVersion: '64.0',
    beside: [
      {
        type: 'ExtlClntAppCanvasSettings',
        fullName: 'Acme_Connector_canvas',
        elements:
          '<accessMethod>Post</accessMethod>\n<canvasUrl>https://app.acme.example/canvas</canvasUrl>\n<externalClientApplication>Acme_Connector</externalClientApplication>',
      },
    ],
  },
  reads: 'files',
  check: ({ files, apiVersion }) =>
    files.flatMap((file) => {
      const since = ecaType(file.type)?.since ?? 0;
      if (Number(apiVersion) >= since) return [];
      return [
        {
          place: placeOfRoot(file),
          message: `API ${apiVersion} does not know ${file.type}`,
          found: `sourceApiVersion ${apiVersion}`,
          wanted: `${since}.0 or newer`,
        },
      ];
    }),
};
