/** What a real run is about to do that costs something, or cannot be undone. */
export interface ConsentRequest {
  /** One line: "Release to the Dev Hub of admin@acme.example (00D…)?" */
  readonly question: string;
  /** What will happen, a line each. */
  readonly lines: readonly string[];
}

export interface Consent {
  /** Resolves where the user agrees. Throws NOT_CONFIRMED where they do not, or where nobody can be asked. */
  require(request: ConsentRequest): Promise<void>;
}
