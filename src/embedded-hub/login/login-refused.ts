/** What the OAuth endpoints refuse, in their own two fields: not the REST array. */
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused';
  readonly code: string;

  constructor(code: string, description: string) {
    super(description);
    this.code = code;
  }
}
