import * as z from 'zod';
import { writtenConfig } from './written-config.ts';

/**
 * The JSON schema of config/release.yaml, for editors. Draft 7, because that is what yaml-language-server and most
 * editors fully support.
 */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(writtenConfig, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'eca-release configuration' }, null, 2)}\n`;
}
