/** Aborted when the transport of the run closes. One per process, as the transport is. */
let signal: AbortSignal | undefined;

export function transportSignal(): AbortSignal | undefined {
  return signal;
}

/** @param opened aborted with the reason that whoever pauses between two tries is to end with */
export function setTransportSignal(opened: AbortSignal): void {
  signal = opened;
}
