import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { z } from 'zod';
import type { JobFacts, MachineFacts } from '../domain/doctor/facts.ts';
import type { DoctorQuestion } from '../pipeline/doctor.ts';
import { variable, type Environment } from './environment.ts';
import type { RunFlags } from './run-flags.ts';

const LIBRARIES = [
  '@salesforce/core',
  '@salesforce/packaging',
  '@salesforce/source-deploy-retrieve',
] as const;

const MANIFEST = z.object({
  version: z.string(),
  engines: z.object({ node: z.string() }).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

export function doctorQuestion(flags: RunFlags, environment: Environment): DoctorQuestion {
  return {
    machine: machineFacts(),
    job: jobFacts(environment),
    targetOrgs: flags.targetOrg ?? [],
    connectedApp: flags.connectedApp,
  };
}

function machineFacts(): MachineFacts {
  const own = manifestAt(findPackageJSON('..', import.meta.url));
  return {
    nodeVersion: process.versions.node,
    oldestNode: (own?.engines?.node ?? '').replace('>=', ''),
    libraries: LIBRARIES.map((name) => ({
      name,
      installed: manifestAt(installedAt(name))?.version,
      wanted: own?.dependencies?.[name] ?? '',
    })),
  };
}

function installedAt(name: string): string | undefined {
  try {
    return findPackageJSON(name, import.meta.url);
  } catch {
    return undefined;
  }
}

function manifestAt(file: string | undefined): z.infer<typeof MANIFEST> | undefined {
  return file === undefined
    ? undefined
    : MANIFEST.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
}

/** What a login is made of, by kind: half of one is as good as none. */
const LOGINS = [
  ['DEVHUB_JWT_CLIENT_ID', 'DEVHUB_JWT_USERNAME', 'DEVHUB_JWT_KEY'],
  ['DEVHUB_AUTH_URL'],
  ['SF_ACCESS_TOKEN', 'SF_ORG_INSTANCE_URL'],
] as const;

/** Names only; what the variables hold is nobody's business here. */
function jobFacts(environment: Environment): JobFacts | undefined {
  if (variable(environment, 'GITHUB_ACTIONS') !== 'true') return undefined;
  const isSet = (name: string) => variable(environment, name) !== undefined;
  const begun = LOGINS.find((names) => names.some(isSet)) ?? LOGINS[0];
  return { present: begun.filter(isSet), missing: begun.filter((name) => !isSet(name)) };
}
