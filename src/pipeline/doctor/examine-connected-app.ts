import type { ConnectedAppFacts } from '../../domain/doctor/facts.ts';
import { both, readingFrom, type Reading } from '../../domain/doctor/reading.ts';
import type { ProjectFile } from '../../domain/project-file.ts';
import type { OrgInspector } from '../../ports/org-inspector.ts';

export async function examineConnectedApp(
  name: string,
  inspector: Reading<OrgInspector>,
  project: Reading<ProjectFile>,
): Promise<ConnectedAppFacts> {
  const names = await readingFrom(inspector, 'the Connected Apps', async (opened) =>
    opened.listConnectedApps(),
  );
  const component = await readingFrom(
    both(both(inspector, project), names),
    `ConnectedApp ${name}`,
    async ([[opened, { sourceApiVersion }], found]) =>
      found.includes(name) ? opened.readConnectedApp(name, sourceApiVersion) : undefined,
  );
  return { name, names, component };
}
