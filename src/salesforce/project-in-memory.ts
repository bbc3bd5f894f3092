import { SfProject, type SfProjectJson } from '@salesforce/core';

type Json = Parameters<SfProjectJson['set']>[1];

/**
 * The libraries' view of a project, changed in memory only. Made anew for each use: SfProject.resolve remembers a project
 * by its path, and goes on showing its old package directories after a change.
 */
export class ProjectInMemory extends SfProject {
  constructor(projectDir: string, changes: Readonly<Record<string, Json>>) {
    super(projectDir);
    const json = this.getSfProjectJson();
    for (const [key, value] of Object.entries(changes)) json.set(key, value);
  }
}
