/** The token endpoint answers with an object {error, error_description}, not with the REST array. */
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused';
  readonly code: string;

  constructor(code: string, description: string) {
    super(description);
    this.code = code;
  }
}
