import { appendFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach } from 'vitest';
import type { Reached } from './reached.ts';

// Stands before every test of the copied hub: notes which test comes to which rule, and takes out the one that is named.

const { HUB_RULE_OUT: ruleOut, HUB_RULES_REACHED: log } = process.env;
const reached: Reached[] = [];
let current = { file: '', title: '' };
let rules = new Set<string>();

declare global {
  var hubRuleHolds: ((id: string) => boolean) | undefined;
}

globalThis.hubRuleHolds = (rule) => {
  rules.add(rule);
  return rule !== ruleOut;
};

beforeEach(({ task }) => {
  rules = new Set();
  current = { file: task.file.name, title: `${task.suite?.name ?? ''} > ${task.name}` };
});

afterEach(({ task }) => {
  // A test that fails by itself cannot notice anything.
  if (task.result?.state === 'fail') return;
  for (const rule of rules) reached.push({ rule, ...current });
});

afterAll(() => {
  if (log === undefined) return;
  for (const line of reached) appendFileSync(log, `${JSON.stringify(line)}\n`);
});
