/** A request that Salesforce would refuse, with the status and error code that Salesforce answers. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[] | undefined;

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
  }
}

/** What was asked for is declared nowhere in the hub: a client's mistake, or a gap. The request log says which it was. */
export class Undeclared extends Refusal {
  readonly what: string;

  constructor(what: string, refusal: Refusal) {
    super(refusal.status, refusal.errorCode, refusal.message, refusal.fields);
    this.what = what;
  }
}

/** Salesforce can do this; the embedded hub cannot. Loud, so that no client takes silence for an answer. */
export function notBuilt(what: string): Undeclared {
  const refusal = new Refusal(
    501,
    'NOT_IMPLEMENTED_BY_EMBEDDED_HUB',
    `The embedded Dev Hub does not do this yet: ${what}`,
  );
  return new Undeclared(what, refusal);
}

export function notFound(): Refusal {
  return new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
}

export function sessionInvalid(): Refusal {
  return new Refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}
