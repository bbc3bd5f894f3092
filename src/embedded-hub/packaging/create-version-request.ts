import type { FieldValues } from '../objects/object-definition.ts';
import { Refusal } from '../refusal.ts';
import { limitUsage, spend } from '../state/daily-limits.ts';
import type { DailyLimit } from '../state/daily-limits.ts';
import { timestamp } from '../state/hub.ts';
import { nextId } from '../state/org.ts';
import type { Hub } from '../state/hub.ts';
import type { CreateRequestRecord, PackageRecord } from '../state/hub-records.ts';
import { isWellFormedId } from '../state/record-id.ts';
import { stepDurations } from './build-steps.ts';
import { developerZip } from './developer-zip.ts';
import { booleanValue, requiredTexts, textValue } from './field-values.ts';
import { packageById } from './packages.ts';
import { planVersion } from './plan-version.ts';
import type { Plan } from './plan-version.ts';
import { UnreadableVersionInfo, readVersionInfo } from './version-info.ts';
import type { VersionInfo } from './version-info.ts';

/** Takes a request in. What is wrong with its contents shows later, in its status; what is wrong with itself, now. */
export async function createVersionRequest(hub: Hub, values: FieldValues): Promise<string> {
  const owner = ownerOf(hub, values);
  const limit: DailyLimit = booleanValue(values, 'SkipValidation')
    ? 'Package2VersionCreatesWithoutValidation'
    : 'Package2VersionCreates';
  refuseSpentLimit(hub, limit);
  const upload = await readUpload(values);
  const zipBase64 =
    booleanValue(values, 'IsDevUsePkgZipRequested') && typeof upload !== 'string'
      ? await developerZip(upload)
      : null;
  // From here on nothing waits, so that no two requests get the last slot or the same build number.
  refuseSpentLimit(hub, limit);
  const plan: Plan =
    typeof upload === 'string'
      ? { planned: null, problems: [upload], dependencyGraph: null }
      : planVersion(hub, owner, upload, values, zipBase64);
  spend(hub, limit);
  const record = recordOf(hub, owner, values, plan);
  hub.records.createRequests.push(record);
  return record.id;
}

function ownerOf(hub: Hub, values: FieldValues): PackageRecord {
  const { Package2Id: id } = requiredTexts(values, 'Package2Id', 'VersionInfo');
  // @salesforce/packaging knows a bad id by MALFORMED_ID and "Package2 ID"; the rest of the text is assumed.
  if (!id.startsWith('0Ho') || !isWellFormedId(id))
    throw new Refusal(400, 'MALFORMED_ID', `Package2 ID: id value of incorrect type: ${id}`, [
      'Package2Id',
    ]);
  const owner = packageById(hub, id);
  if (owner === undefined)
    throw new Refusal(400, 'MALFORMED_ID', `Package2 ID: no such package in this Dev Hub: ${id}`, [
      'Package2Id',
    ]);
  if (owner.isDeprecated)
    throw new Refusal(400, 'INVALID_INPUT', `The package ${owner.name} is deleted.`, [
      'Package2Id',
    ]);
  return owner;
}

function refuseSpentLimit(hub: Hub, limit: DailyLimit): void {
  if (limitUsage(hub, limit).Remaining > 0) return;
  // Assumed, after "TotalRequests Limit exceeded.", which is how the API limit reads.
  throw new Refusal(400, 'LIMIT_EXCEEDED', `${limit} Limit exceeded.`);
}

/** The upload, or what makes it unreadable. */
async function readUpload(values: FieldValues): Promise<VersionInfo | string> {
  try {
    return await readVersionInfo(Buffer.from(textValue(values, 'VersionInfo') ?? '', 'base64'));
  } catch (error) {
    if (error instanceof UnreadableVersionInfo) return error.message;
    throw error;
  }
}

function recordOf(
  hub: Hub,
  owner: PackageRecord,
  values: FieldValues,
  plan: Plan,
): CreateRequestRecord {
  const time = timestamp(hub);
  const stepsMs = stepDurations(hub.buildMs, hub.seed.buildSteps);
  return {
    id: nextId(hub.devHub, '08c'),
    createdAt: time,
    modifiedAt: time,
    packageId: owner.id,
    tag: textValue(values, 'Tag'),
    branch: textValue(values, 'Branch'),
    hasInstallKey: textValue(values, 'InstallKey') !== null,
    calculateCodeCoverage: booleanValue(values, 'CalculateCodeCoverage'),
    skipValidation: booleanValue(values, 'SkipValidation'),
    asyncValidation: booleanValue(values, 'AsyncValidation'),
    wantsDeveloperZip: booleanValue(values, 'IsDevUsePkgZipRequested'),
    calcTransitiveDependencies: booleanValue(values, 'CalcTransitiveDependencies'),
    dependencyGraph: plan.dependencyGraph,
    language: textValue(values, 'Language'),
    startedAtMs: hub.clock.now(),
    buildMs: hub.buildMs,
    stepsMs,
    problems: plan.problems,
    planned: plan.planned,
    versionId: null,
  };
}
