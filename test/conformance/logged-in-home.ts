import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningHub } from '../../src/embedded-hub/start-hub.ts';
import type { InstalledSf } from './install-sf.ts';
import { runSf } from './run-sf.ts';

/** The aliases every row can use, in the order of the orgs of the hub. */
export const ALIASES = ['hub', 'vendor', 'customer', 'sandbox'] as const;
export type Alias = (typeof ALIASES)[number];

export interface HomeTemplate {
  readonly home: string;
  readonly url: string;
}

/** Logs in to every org of a hub. It takes a second for each of them: the rows copy what comes of it. */
export async function logInEverywhere(
  sf: InstalledSf,
  hub: RunningHub,
  folder: string,
): Promise<HomeTemplate> {
  const home = join(folder, 'home');
  await mkdir(home);
  for (const [index, alias] of ALIASES.entries()) {
    const outcome = await runSf(
      sf,
      ['org', 'login', 'access-token', '--instance-url', hub.url, '--alias', alias, '--no-prompt'],
      {
        cwd: folder,
        home,
        temporary: folder,
        environment: { SF_ACCESS_TOKEN: hub.logins[index]?.accessToken ?? '' },
      },
    );
    if (outcome.exitCode !== 0)
      throw new Error(`sf could not log in to the hub:\n${outcome.stdout}${outcome.stderr}`);
  }
  return { home, url: hub.url };
}

/** A HOME that is logged in to the same orgs at another address. */
export async function copyHome(
  template: HomeTemplate,
  home: string,
  hub: RunningHub,
): Promise<void> {
  await cp(template.home, home, { recursive: true });
  const logins = join(home, '.sfdx');
  for (const name of await readdir(logins)) {
    if (!name.includes('@')) continue;
    const file = join(logins, name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(template.url, hub.url));
  }
}
