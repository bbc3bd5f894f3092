/** What a release asks of the repository. Always the user's own checkout, also in a rehearsal, which works on a copy. */
export interface Git {
  /** Whether the project lies in a git repository at all. */
  isRepository(): Promise<boolean>;
  /** The full hash of HEAD; nothing without a repository or a first commit. */
  headCommit(): Promise<string | undefined>;
  /** The tags that point at HEAD, sorted. */
  tagsAtHead(): Promise<readonly string[]>;
  /** Subjects of the commits after one and up to another, newest first; nothing where either is not in the history here. */
  subjectsBetween(after: string, upTo: string): Promise<readonly string[] | undefined>;
  /**
   * Which of these files (relative to the project, forward slashes) hold something that no commit has: modified, staged
   * or untracked, also when git ignores them. Files that do not exist are never among them. Without a repository: all that
   * exist.
   */
  uncommitted(paths: readonly string[]): Promise<readonly string[]>;
}
