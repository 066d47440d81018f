import assert from 'node:assert/strict';
import type { Run } from '../helpers/check-run.ts';
import type { RunOptions } from '../helpers/run-cli.ts';
import type { Stage } from '../helpers/stage.ts';

export interface Expected {
  /** Texts that a person sees, in English and in Chinese. */
  readonly en: readonly (string | RegExp)[];
  readonly zh: readonly (string | RegExp)[];
  /** All of stdout in a pipe. */
  readonly pipe: string | RegExp;
  /** The document; its schema is checked besides. */
  json(document: Readonly<Record<string, unknown>>): void;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on stderr in a terminal and in a pipe; nothing unless said. */
  readonly stderr?: RegExp;
}

/**
 * Runs a command for a person in both languages, for a pipe and for a program, and looks at both streams each time.
 * `line` may prepare what the command is to find; in CI there is no spinner.
 */
export async function assertEveryMode(
  stage: Stage,
  line: string | (() => Promise<string>),
  expected: Expected,
): Promise<void> {
  const run = async (options: RunOptions): Promise<Run> => {
    const text = typeof line === 'string' ? line : await line();
    const ended = await stage.run(text, { ...options, env: { CI: '1', ...expected.env } });
    assert.equal(ended.exitCode, 0, ended.stderr);
    return ended;
  };
  for (const [lang, texts] of [
    ['en', expected.en],
    ['zh-CN', expected.zh],
  ] as const) {
    const { stdout, stderr } = await run({ mode: 'terminal', lang });
    for (const text of texts) assertHas(stdout, text);
    if (lang === 'en') assertStderr(stderr, expected.stderr);
    else if (expected.stderr === undefined) assert.equal(stderr, '');
  }
  const piped = await run({ mode: 'pipe' });
  if (typeof expected.pipe === 'string') assert.equal(piped.stdout, expected.pipe);
  else assert.match(piped.stdout, expected.pipe);
  assert.doesNotMatch(piped.stdout, /\x1b/, 'no colour in a pipe');
  assertStderr(piped.stderr, expected.stderr);

  const json = await run({ mode: 'json' });
  const [document, ...others] = json.documents;
  assert.ok(document !== undefined);
  assert.deepEqual(others, []);
  expected.json(document);
  if (expected.stderr === undefined) assert.equal(json.stderr, '');
}

function assertHas(stdout: string, text: string | RegExp): void {
  if (typeof text === 'string') assert.ok(stdout.includes(text), `${text} is not in:\n${stdout}`);
  else assert.match(stdout, text);
}

function assertStderr(stderr: string, expected: RegExp | undefined): void {
  if (expected === undefined) assert.equal(stderr, '');
  else assert.match(stderr, expected);
}
