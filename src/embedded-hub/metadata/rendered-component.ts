export interface RenderedComponent {
  readonly type: string;
  readonly fullName: string;
  readonly xml: string;
}
