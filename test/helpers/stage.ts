import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/context/clock.ts';
import type { Run } from './check-run.ts';
import { type BinOptions, type RunOptions, runBin, runCli, temporaryFolder } from './run-cli.ts';
import { startTestSimulator, type TestSimulator } from './simulator.ts';

/** One account at the simulated Durian, a home of its own, and the program. */
export interface Stage extends AsyncDisposable {
  readonly simulator: TestSimulator;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command in this process. */
  run(line: string | readonly string[], options?: RunOptions): Promise<Run>;
  /** Runs the built program. */
  bin(line: string | readonly string[], options?: BinOptions): Promise<Run>;
  /** The options that `run` adds. */
  with<T extends RunOptions | BinOptions>(options: T): T;
  /** Rents one number and gives its lease. */
  rent(pid: string, more?: string): Promise<StagedLease>;
  /** Requests the platform has seen: `getMsg?pn=…&pid=…`, credentials left out, of this call only where one is named. */
  requests(call?: string): Promise<string[]>;
  /** Every lease in the ledger. */
  leases(): Promise<readonly StagedLease[]>;
  fault(fault: Readonly<Record<string, unknown>>): Promise<void>;
  /** A message that comes now. Its code is the first run of digits in it, unless given. */
  message(number: string, text: string, project?: string, code?: string): Promise<void>;
}

export interface StagedLease {
  readonly id: string;
  readonly number: string;
  readonly project: string;
  readonly state: string;
  readonly code: string | null;
}

export const apiKey = 'U3RhZ2U+L2tleQ/+==';
/** For scenarios that say more about the platform. */
export const account = { name: 'stage-user', key: apiKey, balance: 100 };

/** Projects of every kind; a code is there at once for 123, never by itself for 9001. */
export async function startStage(scenario: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const folder = temporaryFolder();
  const simulator = await startTestSimulator({
    clock: systemClock,
    scenario: {
      rate: { burst: 10_000, perSecond: 10_000 },
      projects: { '123': { delay: 0 }, '0257': { delay: 0 }, '9002': { kind: 'several', delay: 0, every: 0 } },
      platforms: { durian: { accounts: [account] } },
      ...scenario,
    },
  });
  const env = {
    SMSCTL_DURIAN_BASE_URL: simulator.baseUrls.durian ?? '',
    SMSCTL_DURIAN_NAME: account.name,
    SMSCTL_DURIAN_API_KEY: apiKey,
  };
  const staged = <T extends RunOptions | BinOptions>(options: T): T => ({
    secrets: [apiKey],
    home: folder.path,
    ...options,
    env: { ...env, ...options.env },
  });
  const run: Stage['run'] = (line, options = {}) => runCli(wordsOf(line), staged(options));
  return {
    simulator,
    home: folder.path,
    env,
    run,
    bin: (line, options = {}) => runBin(wordsOf(line), staged(options)),
    with: staged,
    async rent(pid, more = '') {
      const { documents, stderr } = await run(`get-number --pid ${pid} ${more}`, { mode: 'json' });
      const [lease] = (documents[0]?.numbers ?? []) as StagedLease[];
      if (lease === undefined) throw new Error(`No number: ${stderr}`);
      return lease;
    },
    async requests(call) {
      const journal = await simulator.journal();
      return journal
        .filter((entry) => call === undefined || entry.call === call)
        .map((entry) => entry.url.slice(entry.url.lastIndexOf('/') + 1).replace(/name=[^&]*&ApiKey=[^&]*&?/, ''));
    },
    async leases() {
      const { documents } = await run('numbers --all', { mode: 'json' });
      return documents[0]?.leases as StagedLease[];
    },
    async fault(fault) {
      const { status, json } = await simulator.control('POST /fault', fault);
      if (status !== 200) throw new Error(String(json.error));
    },
    async message(number, text, project = '9001', code = undefined) {
      const { status, json } = await simulator.control('POST /message', { project, number, text, code });
      if (status !== 200) throw new Error(String(json.error));
    },
    async [Symbol.asyncDispose]() {
      await simulator.close();
      const told = filesWith(folder.path, apiKey);
      folder[Symbol.dispose]();
      // Only settings.json may hold the key, where a test stored it.
      assert.deepEqual(
        told.filter((file) => file !== 'settings.json'),
        [],
        'files with the key in them',
      );
    },
  };
}

function wordsOf(line: string | readonly string[]): readonly string[] {
  return typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
}

function filesWith(folder: string, text: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(text))
    .map(({ name }) => name);
}
