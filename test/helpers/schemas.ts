import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { topicNames } from '../../src/help/topics/index.ts';
import { allCommands } from '../../src/program/commands.ts';

const folder = new URL('../../schemas/', import.meta.url);
const ending = '.schema.json';

/** A JSON Schema as it stands in its file. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
  readonly [keyword: string]: unknown;
}

/** By the name of its file: `wait-code`. */
export const schemas: ReadonlyMap<string, Schema> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => [file.slice(0, -ending.length), JSON.parse(readFileSync(new URL(file, folder), 'utf8'))]),
);

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
formats.default(ajv);
for (const [name, schema] of schemas) ajv.addSchema(schema, `${name}${ending}`);

/** What is wrong with a document; an empty list is nothing. */
export function complaints(name: string, document: unknown): string[] {
  const validate: ValidateFunction | undefined = ajv.getSchema(`${name}${ending}`);
  assert.ok(validate, `there is no schema ${name}`);
  if (validate(document)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
}

export function assertFits(name: string, document: unknown): void {
  const found = complaints(name, document);
  assert.deepEqual(found, [], `no ${name}: ${JSON.stringify(document)}`);
}

const names = allCommands.map((command) => command.name);

/** The command in a command line, or null. None of our tests names an option's value like a command. */
export function commandOf(args: readonly string[]): string | null {
  return args.find((arg) => names.includes(arg)) ?? null;
}

/** The schema for one line of stdout that this command line gives. */
export function schemaFor(args: readonly string[], line: number): string {
  const command = commandOf(args);
  const has = (word: string) => args.includes(word);
  if (command === null || has('--help') || has('-h') || has('--version') || has('-V')) return 'help';
  if (command === 'config') return `config-${['get', 'set', 'list', 'path'].find(has) ?? ''}`;
  if (command === 'help') {
    const topic = topicNames.find(has);
    return topic === undefined ? 'help' : `help-${topic}`;
  }
  if (command === 'blacklist' && has('--check')) return 'blacklist-check';
  if (command === 'get-number' && has('--dry-run')) return 'get-number-dry-run';
  if (command === 'get-number' && line > 0) return 'wait-code';
  return command;
}

/** Whether this command line may write more than one document. */
export function isStream(args: readonly string[]): boolean {
  const command = commandOf(args);
  return command === 'wait-code' || (command === 'get-number' && args.includes('--wait'));
}

/**
 * Whether this command line may have written results when it fails (contract §3): numbers that were settled before, and
 * a number that was rented while the user was interrupting.
 */
export function mayHaveSettled(args: readonly string[], exitCode: number): boolean {
  const command = commandOf(args) ?? '';
  if (command === 'get-number' && exitCode > 128) return true;
  return isStream(args) || ['release', 'blacklist', 'status', 'reconcile', 'doctor'].includes(command);
}
