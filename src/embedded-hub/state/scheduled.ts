/** Something the hub does by itself when its time comes. */
export interface Scheduled {
  /** Epoch ms. */
  readonly atMs: number;
  run(): void;
}
