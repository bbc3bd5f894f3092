/** Why a hub did not start, other than a bad seed; the reader of `reason` decides what to tell the user. */
export type HubStartFailure =
  | 'seed-unreadable'
  | 'scenario-unreadable'
  | 'state-unreadable'
  | 'state-unwritable'
  | 'state-of-another-org'
  | 'state-in-use'
  | 'port-taken';

export class HubStartFailed extends Error {
  override readonly name = 'HubStartFailed';
  readonly reason: HubStartFailure;

  constructor(reason: HubStartFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
