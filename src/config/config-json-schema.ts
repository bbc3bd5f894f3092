import * as z from 'zod';
import { RULES } from '../domain/lint/all-rules.ts';
import { isRuleId } from '../domain/lint/rule-ids.ts';
import { writtenConfig } from './written-config.ts';

/**
 * The JSON schema of config/release.yaml, for editors. Draft 7, because that is what yaml-language-server and most
 * editors fully support.
 */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(writtenConfig, {
    io: 'input',
    target: 'draft-7',
    // The rules' own titles: reading a configuration does not need them, so the schema itself does not load them.
    override({ zodSchema, jsonSchema, path }) {
      const name = path.at(-1);
      if (zodSchema._zod.def.type !== 'optional' || path.at(-3) !== 'rules') return;
      if (typeof name === 'string' && isRuleId(name)) jsonSchema.description = RULES[name].title;
    },
  });
  return `${JSON.stringify({ ...schema, title: 'eca-release configuration' }, null, 2)}\n`;
}
