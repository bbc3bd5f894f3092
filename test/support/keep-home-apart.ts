import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The Salesforce libraries keep logins under HOME and read the user's defaults from there: every test process gets an
// empty one, so that no test sees, or overwrites, a login of whoever runs it.
process.env['HOME'] = mkdtempSync(join(tmpdir(), 'eca-release-home-'));
process.env['SF_DISABLE_LOG_FILE'] = 'true';
process.env['SF_USE_GENERIC_UNIX_KEYCHAIN'] = 'true';
for (const name of Object.keys(process.env)) {
  if (/^(SF_(TARGET|ACCESS|ORG)|DEVHUB_|GITHUB_|ECA_RELEASE_|https?_proxy$|all_proxy$)/i.test(name))
    delete process.env[name];
}
