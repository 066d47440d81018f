import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/context/clock.ts';
import { md5Hex } from '../../src/core/digest.ts';
import { durianSimulator } from '../../src/providers/durian/simulator.ts';
import { taomaSimulator } from '../../src/providers/taoma/simulator.ts';
import { zhimaSimulator } from '../../src/providers/zhima/simulator.ts';
import type { WorldState } from '../../src/simulator/state.ts';
import type { Run } from './check-run.ts';
import { type BinOptions, type RunOptions, runBin, runCli, temporaryFolder } from './run-cli.ts';
import { startTestSimulator, type TestSimulator } from './simulator.ts';

/** One account at each simulated platform, a home of its own, and the program. */
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
export const pkey = 'c3RhZ2U+L3poaW1h/+==';
/** As it is typed; what is kept and sent is its digest. */
export const password = 'Stage-Passw0rd 淘码';
export const passwordDigest = md5Hex(password);
/** For scenarios that say more about the platform. */
export const account = { name: 'stage-user', key: apiKey, balance: 100 };

const stagings = {
  durian: {
    simulator: durianSimulator,
    account,
    credentials: { SMSCTL_DURIAN_NAME: account.name, SMSCTL_DURIAN_API_KEY: apiKey },
  },
  zhima: {
    simulator: zhimaSimulator,
    account: { ...account, key: pkey },
    credentials: { SMSCTL_ZHIMA_ACCOUNT: account.name, SMSCTL_ZHIMA_PKEY: pkey },
  },
  taoma: {
    simulator: taomaSimulator,
    account: { ...account, key: passwordDigest, maxHeld: 100 },
    credentials: { SMSCTL_TAOMA_USER_ID: account.name, SMSCTL_TAOMA_PASSWORD: password },
  },
};

export type StagedPlatform = keyof typeof stagings;

/** What a scenario says of one platform, the stage's account included. */
export function platformOf(id: StagedPlatform, more: Readonly<Record<string, unknown>> = {}) {
  return { [id]: { accounts: [stagings[id].account], ...more } };
}

/** Projects of every kind; a code is there at once for 123, never by itself for 9001. */
export async function startStage(
  scenario: Readonly<Record<string, unknown>> = {},
  ids: readonly StagedPlatform[] = ['durian'],
): Promise<Stage> {
  const folder = temporaryFolder();
  const simulator = await startTestSimulator({
    clock: systemClock,
    platforms: ids.map((id) => stagings[id].simulator),
    scenario: {
      rate: { burst: 10_000, perSecond: 10_000 },
      projects: { '123': { delay: 0 }, '0257': { delay: 0 }, '9002': { kind: 'several', delay: 0, every: 0 } },
      platforms: Object.assign({}, ...ids.map((id) => platformOf(id))),
      ...scenario,
    },
  });
  const env: Readonly<Record<string, string>> = Object.assign(
    {},
    ...ids.map((id) => ({
      ...stagings[id].credentials,
      [`SMSCTL_${id.toUpperCase()}_BASE_URL`]: simulator.baseUrls[id] ?? '',
    })),
  );
  const staged = <T extends RunOptions | BinOptions>(options: T): T => ({
    secrets: [apiKey, pkey, password, passwordDigest],
    home: folder.path,
    ...options,
    env: { ...env, ...options.env },
  });
  const run: Stage['run'] = async (line, options = {}) => {
    const ended = await runCli(wordsOf(line), staged(options));
    assertUntold(simulator, ended);
    return ended;
  };
  return {
    simulator,
    home: folder.path,
    env,
    run,
    async bin(line, options = {}) {
      const ended = await runBin(wordsOf(line), staged(options));
      assertUntold(simulator, ended);
      return ended;
    },
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
        .map((entry) => `${entry.call}?${parametersOf(entry)}`);
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
      const told = [apiKey, pkey, passwordDigest].flatMap((secret) => filesWith(folder.path, secret));
      const clear = filesWith(folder.path, password);
      folder[Symbol.dispose]();
      // Only settings.json may hold a key, where a test stored it, and no file a password that is kept as its digest.
      assert.deepEqual(
        [...told.filter((file) => file !== 'settings.json'), ...clear],
        [],
        'files with a secret in them',
      );
    },
  };
}

const credentialNames = ['action', 'name', 'ApiKey', 'account', 'pkey', 'userID', 'password'];

/** Query and form as they came, credentials left out. */
function parametersOf({ url, body }: { readonly url: string; readonly body: string }): string {
  const [, query = ''] = url.split('?');
  const parameters = [query, body].flatMap((part) => part.split('&'));
  return parameters.filter((one) => one !== '' && !credentialNames.includes(one.split('=', 1)[0] ?? '')).join('&');
}

/** The ids of all sessions the simulated platforms have given out. */
export function sessionsOf({ state }: TestSimulator): string[] {
  const { platforms } = state.update((text) => ({ text: text ?? '', result: JSON.parse(text ?? '{}') as WorldState }));
  return Object.values(platforms).flatMap((platform) => Object.keys(platform.sessions));
}

/** A session is as good as a key while it lasts. */
function assertUntold(simulator: TestSimulator, { stdout, stderr }: Run): void {
  for (const session of sessionsOf(simulator)) {
    assert.ok(!`${stdout}\n${stderr}`.includes(session), 'a session is shown');
  }
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
