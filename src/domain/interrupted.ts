import { ReleaseError } from './errors.ts';

/** Whatever breaks after Ctrl-C breaks because of it. */
export function interrupted(cause?: unknown): ReleaseError {
  return new ReleaseError('INTERRUPTED', 'The run was interrupted', {
    actions: [
      'Run the same command again: it goes on where this run stopped, and asks for nothing twice.',
    ],
    cause,
  });
}
