import type { IgnoreFiles, WorkflowFile } from '../domain/doctor/facts.ts';

/** Files of a checkout that a release does not touch, and that decide whether it goes well. */
export interface ProjectSurroundings {
  readIgnoreFiles(): Promise<IgnoreFiles>;
  /** The workflows of GitHub Actions; none where there is no such folder. */
  readWorkflows(): Promise<readonly WorkflowFile[]>;
}
