import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import { ReleaseError } from '../domain/errors.ts';
import { isId, type CreateRequestId } from '../domain/version/ids.ts';
import type { BeforeLeaving, OutgoingFile } from '../ports/dev-hub.ts';
import { filesInZip } from './zip-files.ts';

export type Leaving =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'stayed' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'accepted'; readonly requestId: CreateRequestId };

type Create = (type: string, record: unknown, options: unknown) => Promise<unknown>;

const OUTGOING = z.object({ VersionInfo: z.string() });

/**
 * Stands where every version create passes: shows the exact files before they leave, and catches the request's id the
 * moment it arrives. The library would hand it out only after two more reads, and lose it where one of them fails.
 */
export function interceptVersionCreate(
  connection: Connection,
  beforeLeaving: BeforeLeaving,
): { readonly leaving: Leaving; stop(): void } {
  const tooling = connection.tooling as unknown as { create: Create };
  const original = tooling.create;
  const state: { leaving: Leaving } = { leaving: { kind: 'not-yet' } };

  tooling.create = async function intercepted(type, record, options) {
    if (type !== 'Package2VersionCreateRequest')
      return original.call(tooling, type, record, options);
    const { packaged, besides } = await filesOf(record);
    if ((await beforeLeaving(packaged, besides)) === 'stay') {
      state.leaving = { kind: 'stayed' };
      // The library cannot be stopped in another way.
      throw new ReleaseError('DEFECT', 'The request for a version was to stay');
    }
    state.leaving = { kind: 'sent' };
    const answer = await original.call(tooling, type, record, options);
    const id =
      typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
    if (!isId('08c', id)) {
      state.leaving = { kind: 'unanswered' };
      throw new ReleaseError('ANSWER_LOST', 'The answer to the request for a version held no id', {
        found: JSON.stringify(answer)?.slice(0, 200) ?? 'nothing',
      });
    }
    state.leaving = { kind: 'accepted', requestId: id };
    return answer;
  };

  return {
    get leaving() {
      return state.leaving;
    },
    stop: () => {
      tooling.create = original;
    },
  };
}

const PACKAGE = 'package.zip';

async function filesOf(
  record: unknown,
): Promise<Readonly<Record<'packaged' | 'besides', readonly OutgoingFile[]>>> {
  const { VersionInfo } = OUTGOING.parse(record);
  const outer = await filesInZip(Buffer.from(VersionInfo, 'base64'));
  const packageZip = outer.find(({ name }) => name === PACKAGE);
  if (packageZip === undefined)
    throw new ReleaseError('DEFECT', 'The library built a version request without a package.zip');
  const besides = outer.filter((file) => file !== packageZip).map(unzipped);
  return {
    packaged: await filesInZip(packageZip.bytes),
    besides: (await Promise.all(besides)).flat(),
  };
}

/** A zip within the zip as the files in it: what is compressed cannot be searched. */
async function unzipped(file: OutgoingFile): Promise<readonly OutgoingFile[]> {
  if (!file.name.endsWith('.zip')) return [file];
  const files = await filesInZip(file.bytes);
  return files.map(({ name, bytes }) => ({ name: `${file.name}/${name}`, bytes }));
}
