import type { Connection } from '@salesforce/core';
import { z } from 'zod';
import { ReleaseError } from '../domain/errors.ts';
import { isId, type CreateRequestId } from '../domain/version/ids.ts';
import type { OutgoingFile } from '../ports/dev-hub.ts';
import { filesInZip, fileInZip } from './zip-files.ts';

export type Leaving =
  | { readonly kind: 'not-yet' }
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
  beforeLeaving: (files: readonly OutgoingFile[]) => Promise<void>,
): { readonly leaving: Leaving; stop(): void } {
  const tooling = connection.tooling as unknown as { create: Create };
  const original = tooling.create;
  const state: { leaving: Leaving } = { leaving: { kind: 'not-yet' } };

  tooling.create = async function intercepted(type, record, options) {
    if (type !== 'Package2VersionCreateRequest')
      return original.call(tooling, type, record, options);
    await beforeLeaving(await packagedFiles(record));
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

async function packagedFiles(record: unknown): Promise<readonly OutgoingFile[]> {
  const { VersionInfo } = OUTGOING.parse(record);
  const packageZip = await fileInZip(Buffer.from(VersionInfo, 'base64'), 'package.zip');
  if (packageZip !== undefined) return filesInZip(packageZip);
  throw new ReleaseError('DEFECT', 'The library built a version request without a package.zip');
}
