import type { Check } from './check.ts';
import { ancestor } from './checks/ancestor.ts';
import { apiVersion } from './checks/api-version.ts';
import { appFound } from './checks/app-found.ts';
import { appOauthSettings } from './checks/app-oauth-settings.ts';
import { appOrigin } from './checks/app-origin.ts';
import { appPackaged } from './checks/app-packaged.ts';
import { appPermission } from './checks/app-permission.ts';
import { appWithoutSaml } from './checks/app-without-saml.ts';
import { connectedApp } from './checks/connected-app.ts';
import { createPermission } from './checks/create-permission.ts';
import { devHub } from './checks/dev-hub.ts';
import { drift } from './checks/drift.ts';
import { failedBefore } from './checks/failed-before.ts';
import { fileChanges } from './checks/file-changes.ts';
import { gitState } from './checks/git-state.ts';
import { forceignore, gitignore } from './checks/ignore-files.ts';
import { installationKey } from './checks/installation-key.ts';
import { jobSecrets } from './checks/job-secrets.ts';
import { lastingOrg } from './checks/lasting-org.ts';
import { libraryVersions } from './checks/library-versions.ts';
import { lint } from './checks/lint.ts';
import { login } from './checks/login.ts';
import { namespace } from './checks/namespace.ts';
import { nodeVersion } from './checks/node-version.ts';
import { packageContents } from './checks/package-contents.ts';
import { packageRecord } from './checks/package-record.ts';
import { projectFile } from './checks/project-file.ts';
import { promotePermission } from './checks/promote-permission.ts';
import { secondGenerationPackaging } from './checks/second-generation-packaging.ts';
import { sessionEnd } from './checks/session-end.ts';
import { targetReachable, targetInstallable } from './checks/target-orgs.ts';
import { versionBuildsLeft } from './checks/version-builds-left.ts';
import { versionNumber } from './checks/version-number.ts';
import { workflowConcurrency } from './checks/workflow-concurrency.ts';
import { workflowPermissions } from './checks/workflow-permissions.ts';
import { workflowSecrets } from './checks/workflow-secrets.ts';

/** In the order in which they are shown: by area, and what others rest on first. */
export const CHECKS: readonly Check[] = [
  nodeVersion,
  libraryVersions,
  login,
  sessionEnd,
  apiVersion,
  lastingOrg,
  devHub,
  secondGenerationPackaging,
  namespace,
  appPermission,
  createPermission,
  promotePermission,
  versionBuildsLeft,
  appFound,
  appPackaged,
  appWithoutSaml,
  appOauthSettings,
  appOrigin,
  lint,
  packageRecord,
  packageContents,
  versionNumber,
  ancestor,
  failedBefore,
  installationKey,
  projectFile,
  forceignore,
  gitignore,
  gitState,
  drift,
  fileChanges,
  targetReachable,
  targetInstallable,
  workflowSecrets,
  workflowPermissions,
  workflowConcurrency,
  jobSecrets,
  connectedApp,
];
