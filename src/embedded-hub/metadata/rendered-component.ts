export interface RenderedComponent {
  readonly type: string;
  readonly fullName: string;
  /** Its file as a retrieve returns it, made anew each time. */
  readonly xml: () => string;
}
