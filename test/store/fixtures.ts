import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { RentedNumber, RentRequest } from '../../src/core/model.ts';
import type { Ledger, Limits, NewIntent } from '../../src/core/ports.ts';
import { type LedgerOptions, openLedger } from '../../src/store/ledger.ts';
import { rentWish } from '../helpers/rent-wish.ts';

export const start = Date.UTC(2026, 10, 21, 12);
export const minute = 60_000;
export const day = 24 * 60 * minute;
export const noLimits: Limits = { maxHeld: null, maxPerDay: null, minBalance: null };

/** A new folder, gone after the test. */
export function tempDir(t: Pick<TestContext, 'after'>): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'smsctl-store-')));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function steppedClock(): { now: () => number; pass: (ms: number) => void } {
  let time = start;
  return {
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
  };
}

/** A ledger in a new folder with a clock that stands still until told. */
export function newLedger(t: TestContext, options: Partial<LedgerOptions> = {}) {
  const clock = steppedClock();
  const path = join(tempDir(t), 'ledger.sqlite');
  const ledger = openLedger({ path, clock, ...options });
  t.after(() => ledger.close());
  return { ledger, clock, path };
}

export const newRequest = rentWish;

export function newIntent(wishes: Partial<RentRequest> = {}, rest: Partial<NewIntent> = {}): NewIntent {
  return {
    provider: 'durian',
    profile: 'default',
    account: 'an account',
    requestId: null,
    request: newRequest(wishes),
    ...rest,
  };
}

export function rentedNumber(digits: string): RentedNumber {
  return { platformNumber: digits, number: `+${digits}`, country: 'BO', callingCode: '591' };
}

/** Reserves without limits and returns the new intent's id. */
export function reserveNew(ledger: Ledger, intent: NewIntent = newIntent()): string {
  const reservation = ledger.reserve(intent, noLimits);
  if (reservation.kind !== 'reserved') throw new Error('expected a new reservation');
  return reservation.intentId;
}

/** Rents numbers the whole way. */
export function rentNumbers(ledger: Ledger, digits: readonly string[], intent = newIntent({ count: digits.length })) {
  const intentId = reserveNew(ledger, intent);
  ledger.attempt(intentId);
  return ledger.fulfil(intentId, digits.map(rentedNumber), 5 * minute);
}

export function modeOf(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

/** Every file of a folder with its content's digest, to see that nothing has changed. */
export function contentOf(dir: string): Record<string, string> {
  const files = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ name }) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex'),
    ]),
  );
}

export interface ChildEnd {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Runs an ES module, in which `src` is the URL of the sources and `args` what was passed, in a process of its own. */
export function runChild(
  code: string,
  args: readonly string[],
  onOutput: (stdout: string, kill: () => void) => void = () => {},
): Promise<ChildEnd> {
  const child = spawn(process.execPath, childArguments(code, args));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onOutput(stdout, () => child.kill('SIGKILL'));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ stdout, stderr, status, signal }));
  });
}

/** The same while this process stands still. Returns what it printed. */
export function runChildNow(code: string, args: readonly string[]): string {
  return spawnSync(process.execPath, childArguments(code, args), { encoding: 'utf8' }).stdout;
}

function childArguments(code: string, args: readonly string[]): string[] {
  const src = new URL('../../src/', import.meta.url).href;
  const program = `const src = ${JSON.stringify(src)}; const args = process.argv.slice(1);\n${code}`;
  return ['--input-type=module', '-e', program, ...args];
}
