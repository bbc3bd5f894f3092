import type { ProjectFile } from '../domain/project-file.ts';

/** A file to write, relative to the project, with forward slashes. */
export interface FileWrite {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface WorkspaceChange {
  readonly writes: readonly FileWrite[];
  /** Files to remove, relative to the project, with forward slashes. */
  readonly removals: readonly string[];
}

export interface AppliedChange {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** A set of edits of sfdx-project.json; what is not named stays byte for byte as it is. */
export interface ProjectEdit {
  readonly namespace?: string;
  readonly packageDirectories?: readonly PackageDirectoryEdit[];
  /** Alias to id; merged into what is there. */
  readonly packageAliases?: Readonly<Record<string, string>>;
}

export interface PackageDirectoryEdit {
  /** Finds the entry; a missing entry is added. */
  readonly path: string;
  /** Properties to set; null removes one. */
  readonly set: Readonly<Record<string, string | boolean | null>>;
}

/** The files of the project the run works on: the user's checkout, or the rehearsal's copy of it. */
export interface Workspace {
  /** Absolute path. */
  readonly projectDir: string;
  /** Throws PROJECT_FILE_INVALID or PROJECT_FILE_HAS_COMMENTS, with file and line. */
  readProject(): Promise<ProjectFile>;
  /** The bytes that an edit would lead to; nothing is written. */
  editedProject(edit: ProjectEdit): Promise<FileWrite>;
  /** The bytes of a file, or nothing where there is none. Throws UNSAFE_PATH for a path that leaves the project. */
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * Throws UNCOMMITTED_WORK, naming every file, where applying the change would destroy something no commit has and this
   * tool did not write itself; also UNSAFE_PATH for paths that leave the project or lead through a symbolic link.
   * Writes that would not change a byte are no change.
   */
  check(change: WorkspaceChange): Promise<void>;
  /** Checks, then writes each file to a temporary name and renames it, then removes. Unchanged files are not touched. */
  apply(change: WorkspaceChange): Promise<AppliedChange>;
}
