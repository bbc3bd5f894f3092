import type { FailedRequest, PackageFacts } from '../../domain/doctor/facts.ts';
import {
  answered,
  both,
  readingFrom,
  readingOf,
  type Reading,
} from '../../domain/doctor/reading.ts';
import { closureOf } from '../../domain/eca/closure.ts';
import type { Component } from '../../domain/eca/component.ts';
import type { GlobalOauthReading } from '../../domain/eca/global-oauth.ts';
import type { HubFacts } from '../../domain/hub-facts.ts';
import { requireDevHub } from '../../domain/plan/hub-requirements.ts';
import type { PackagePlan } from '../../domain/plan/package-plan.ts';
import type { ProjectFile } from '../../domain/project-file.ts';
import type { PackageConfig } from '../../domain/release-config.ts';
import type { TagFacts } from '../../domain/version/resolve-number.ts';
import type { DevHub } from '../../ports/dev-hub.ts';
import { packageState } from '../package-state.ts';
import { planPackage } from '../plan-package.ts';
import type { ReleasePorts, ReleaseRequest } from '../release-context.ts';
import { lintReport, plannedLint } from '../stages/lint.ts';

interface Examination {
  readonly request: ReleaseRequest;
  readonly ports: ReleasePorts;
  readonly hub: Reading<DevHub>;
  readonly project: Reading<ProjectFile>;
  readonly facts: Reading<HubFacts>;
  readonly components: Reading<readonly Component[]>;
  readonly globalOauth: Reading<GlobalOauthReading>;
}

/** What a release of one package would meet, as far as it can be read. */
export async function examinePackage(
  config: PackageConfig,
  { request, ports, hub, project, facts, components, globalOauth }: Examination,
): Promise<PackageFacts> {
  const state = await readingFrom(
    both(both(hub, facts), project),
    `the package ${config.name}`,
    async ([[opened, read], file]) =>
      packageState(config, request.config.namespace, requireDevHub(read), {
        project: file,
        tags: await tagFacts(request, ports),
        hub: opened,
      }),
  );
  const apps = await Promise.all(
    config.apps.map(async (name) => ({
      name,
      components,
      closure: await readingFrom(components, `the app ${name}`, async (found) =>
        closureOf(name, found),
      ),
    })),
  );
  const plan = await readingFrom(
    both(both(hub, state), both(project, components)),
    `a release of ${config.name}`,
    async ([[opened, known], [{ sourceApiVersion }, inHub]]) =>
      planPackage(known, { request, ports, hub: opened, inHub, apiVersion: sourceApiVersion }),
  );
  return {
    config,
    state,
    apps,
    plan,
    lint: await readingFrom(
      both(both(hub, globalOauth), both(project, plan)),
      `lint of ${config.name}`,
      async ([[{ identity }, read], [{ sourceApiVersion }, planned]]) =>
        lintReport(
          request,
          ports,
          plannedLint({ identity, readGlobalOauth: async () => read }, [planned], sourceApiVersion),
        ),
    ),
    failedRequest: await readingFrom(
      both(hub, plan),
      'the request that failed',
      async ([opened, planned]) => failedRequestOf(opened, planned),
    ),
    definition: await readDefinition(config.definitionFile, ports),
  };
}

async function tagFacts({ buildTag }: ReleaseRequest, { git }: ReleasePorts): Promise<TagFacts> {
  return { tagsAtHead: await git.tagsAtHead(), ...(buildTag !== undefined && { buildTag }) };
}

async function failedRequestOf(
  hub: DevHub,
  { decision }: PackagePlan,
): Promise<FailedRequest | undefined> {
  if (decision.kind !== 'failed-before') return undefined;
  const { id } = decision.request;
  const progress = await hub.readProgress(id);
  return { id, errors: progress?.errors ?? [] };
}

async function readDefinition(
  path: string | undefined,
  { workspace }: ReleasePorts,
): Promise<Reading<string | undefined>> {
  if (path === undefined) return answered('definitionFile', undefined);
  return readingOf(path, async () => {
    const bytes = await workspace.read(path);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
  });
}
