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

/** Salesforce can do this; the embedded hub cannot. Loud, so that no client takes silence for an answer. */
export function notBuilt(what: string): Refusal {
  return new Refusal(
    501,
    'NOT_IMPLEMENTED_BY_EMBEDDED_HUB',
    `The embedded Dev Hub does not do this yet: ${what}`,
  );
}

export function notFound(): Refusal {
  return new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
}

export function sessionInvalid(): Refusal {
  return new Refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}
