import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readSeed } from '../../src/embedded-hub/seed/read-seed.ts';
import { commitAll, makeProject } from '../support/make-project.ts';
import { configure, demoPackage, writeProjectFiles } from '../support/project-settings.ts';
import { SHIPPED_SEED } from '../support/shipped-seed.ts';

/** Canaries: they must stand nowhere. Given in environment variables, as a CI gives them. */
export const INSTALLATION_KEY = 'Canary+Key/With=Signs&<quotes> 4711';
export const CLIENT_SECRET = 'client-secret-of-the-login';

const STRAY = 'force-app/main/default/extlClntAppOauthSettings/Old_Login.ecaOauth-meta.xml';

/**
 * A project in which a release has everything to do: nothing is retrieved yet, something has to be pruned, the version needs
 * a key. Its seed lies elsewhere, so that whatever secret of the hub is found in the project came out of the hub.
 */
export async function makeMatrixProject(): Promise<{ projectDir: string; seedFile: string }> {
  const projectDir = await makeProject();
  const seed = readSeed(SHIPPED_SEED);
  const seedFile = join(projectDir, '..', 'embedded-hub.yaml');
  await writeFile(
    seedFile,
    stringify({ ...seed, login: { ...seed.login, clientSecret: CLIENT_SECRET } }),
  );
  await rm(join(projectDir, 'config', 'embedded-hub.yaml'));
  await rm(join(projectDir, 'force-app'), { recursive: true });
  await rm(join(projectDir, 'manifest'), { recursive: true });
  await mkdir(join(projectDir, 'force-app'));
  await writeProjectFiles(projectDir, {
    [STRAY]: `<?xml version="1.0" encoding="UTF-8"?>
<ExtlClntAppOauthSettings xmlns="http://soap.sforce.com/2006/04/metadata">
    <commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>
    <externalClientApplication>Old_App</externalClientApplication>
    <label>Old Login</label>
</ExtlClntAppOauthSettings>
`,
  });
  await configure(projectDir, {
    packages: [demoPackage({ installationKey: { fromEnvironment: 'ACME_KEY' } })],
  });
  await commitAll(projectDir, 'A project before its first release');
  return { projectDir, seedFile };
}
