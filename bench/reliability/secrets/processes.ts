import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tell } from '../rig/in-process.ts';
import type { Parrot } from '../rig/parrot.ts';
import { randomFrom } from '../rig/random.ts';
import { hasTerminal, onTerminal, type StartedBin, startBin, until } from '../rig/started-bin.ts';
import { dialogueScenes } from './dialogues.ts';
import { type Household, openHousehold } from './household.ts';
import { breakLater, brokenFunctions, onCue } from './preloads.ts';
import type { Scene, Watched } from './process-scene.ts';
import { judge, marker, type Report } from './report.ts';

const balance = ['balance', '-p', 'durian', '-v'];

const tracer = 'strace';
const canTrace = () => spawnSync(tracer, ['-qq', '-o', '/dev/null', 'true']).status === 0;

const scenes: Readonly<Record<string, (scene: Scene) => Promise<Watched>>> = {
  async 'the list of processes'({ hang }) {
    if (!existsSync('/proc/self/cmdline')) return { notRun: 'there is no /proc' };
    const started = await hang();
    const read = (path: string) => readFileSync(`/proc/${started.pid}/${path}`, 'utf8');
    const texts = { cmdline: read('cmdline'), comm: read('comm'), status: read('status') };
    const children = readdirSync(`/proc/${started.pid}/task`).map((task) => read(`task/${task}/children`).trim());
    started.kill('SIGTERM');
    const wrong = children.some((list) => list !== '') ? { wrong: 'it has children' } : {};
    return { texts, started: [started], ...wrong };
  },

  async 'child processes'({ start, household }) {
    const trace = join(household.home, 'trace.txt');
    const before = [tracer, '-f', '-qq', '-e', 'trace=execve,execveat', '-o', trace];
    if (!canTrace()) return { notRun: 'no strace, or no ptrace' };
    let executed = 0;
    const lines = [
      balance,
      ['get-number', '-p', 'durian', '--pid', '1'],
      ['config', 'set', 'durian.vip', '-'],
      ['providers'],
    ];
    const started: StartedBin[] = [];
    for (const words of lines) {
      started.push(start(words, {}, before));
      await started.at(-1)?.ended;
      executed += readFileSync(trace, 'utf8').match(/execve(?:at)?\(/gu)?.length ?? 0;
    }
    return { started, ...(executed === lines.length ? {} : { wrong: `${executed} programs in ${lines.length} runs` }) };
  },

  async 'a report on a signal'({ hang, household }) {
    const started = await hang(reporting(household, '--report-on-signal'));
    started.kill('SIGUSR2');
    return { started: [started], ...(await reportOf(household)), ...stop(started) };
  },

  async 'a report on an uncaught exception'({ hang, household }) {
    const options = `--report-uncaught-exception ${onCue("throw new Error('planted by the bench')")}`;
    const started = await hang(reporting(household, options));
    cue(household);
    await started.ended;
    return { started: [started], ...(await reportOf(household)) };
  },

  async 'a report on a fatal error'({ hang, household }) {
    const code = 'const all = []; for (;;) all.push(new Array(1e5).fill({}));';
    const options = `--report-on-fatalerror --max-old-space-size=60 ${onCue(code)}`;
    const started = await hang(reporting(household, options));
    cue(household);
    await started.ended;
    return { started: [started], ...(await reportOf(household)) };
  },

  async 'the journal of the ledger'({ start, household, parrot, room }) {
    await start(['get-number', '-p', 'durian', '--pid', '123']).ended;
    const key = household.canaries.find(({ name }) => name === 'durian.apiKey')?.value;
    const body = JSON.stringify({ code: 200, msg: '', data: `Your code is 482913. ${marker} ${key}` });
    parrot.say(room, 'getMsg', () => ({ body }));
    const path = join(household.home, 'ledger.sqlite');
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM leases').get(); // nobody can finish a write while this lasts
    const started = start(['wait-code', '--once', '-p', 'durian']);
    const isThere = await until(() => existsSync(`${path}-journal`));
    const texts = isThere ? { journal: readFileSync(`${path}-journal`, 'utf8') } : {};
    reader.exec('COMMIT');
    reader.close();
    await started.ended;
    return { texts, started: [started], ...(isThere ? {} : { wrong: 'there was no journal to look at' }) };
  },

  async 'no answer, ever'({ household, parrot, room }) {
    parrot.say(room, '*', () => 'hang');
    const options = { home: household.home, env: household.env, mode: 'json' } as const;
    const { stdout, stderr, exitCode } = await tell(['get-number', '-p', 'durian', '--pid', '123', '-v'], options);
    return { texts: { stdout, stderr }, ...(exitCode === 9 ? {} : { wrong: `exit ${exitCode}` }) };
  },

  async 'a stop on the way'({ hang }) {
    const first = await hang();
    first.kill('SIGINT');
    const second = await hang({ NODE_OPTIONS: '--stack-trace-limit=200' });
    second.kill('SIGTERM');
    second.kill('SIGTERM');
    return { started: [first, second] };
  },

  async 'an end by force'({ start, household }) {
    const typed = household.canaries.find(({ name }) => name === '--vip')?.value ?? '';
    const other = start(['get-number', '-p', 'durian', '--pid', '123', `--vip=${typed}`]);
    await until(() => existsSync(join(household.home, 'ledger.sqlite')));
    other.kill('SIGKILL');
    return { started: [other] };
  },

  ...dialogueScenes,

  async 'a key typed at the prompt'({ household }) {
    if (!hasTerminal()) return { notRun: 'no script(1) of util-linux' };
    const words = ['config', 'set', 'durian.work.vip'];
    const { home, env } = household;
    const started = startBin(words, { home, env: { ...env, TERM: 'xterm' }, input: null, ...onTerminal(words) });
    await until(() => started.shown().includes('hidden'));
    started.type(`${household.canaries.find(({ name }) => name === 'durian.work.vip')?.value}\r`);
    const { exitCode } = await started.ended;
    return { started: [started], ...(exitCode === 0 ? {} : { wrong: `exit ${exitCode}` }) };
  },

  async 'an end by force while settings are written'({ start }) {
    if (!canTrace()) return { notRun: 'no strace, or no ptrace' };
    const renaming = 'rename,renameat,renameat2';
    const before = [
      tracer,
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `trace=${renaming}`,
      '-e',
      `inject=${renaming}:signal=SIGKILL`,
    ];
    const killed = start(['config', 'set', 'durian.vip', '-'], {}, before);
    await killed.ended;
    // What the killed one has left behind goes with the next change.
    const next = start(['config', 'set', 'lang', 'en']);
    return { started: [killed, next] };
  },

  ...Object.fromEntries(
    brokenFunctions.map(([place, name, calls]) => [
      `a mistake inside: ${place}.${name} after ${calls}`,
      async ({ start }: Scene) => {
        const code = breakLater(place, name, calls);
        const limits = ['--stack-trace-limit=0', '--stack-trace-limit=100 --enable-source-maps', '--trace-uncaught'];
        const started = limits.map((limit) => start(balance, { NODE_OPTIONS: `${code} ${limit}` }));
        const ended = await Promise.all(started.map((one) => one.ended));
        return { started, ...(ended.every(({ exitCode }) => exitCode !== 0) ? {} : { wrong: 'nothing went wrong' }) };
      },
    ]),
  ),
};

const cue = ({ home }: Household): void => writeFileSync(join(home, 'cue'), '');

function reporting({ home }: Household, options: string): Record<string, string> {
  mkdirSync(join(home, 'reports'));
  return { NODE_OPTIONS: `--report-directory=${join(home, 'reports')} ${options}` };
}

/** The report stands among the files of the home, where everything is searched. */
async function reportOf({ home }: Household): Promise<Watched> {
  const folder = join(home, 'reports');
  const isWhole = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().endsWith('}');
  return (await until(() => readdirSync(folder).some(isWhole))) ? {} : { wrong: 'Node wrote no report' };
}

function stop(started: StartedBin): Watched {
  started.kill('SIGTERM');
  return {};
}

export const namesOfProcesses = (): string[] => Object.keys(scenes).map((name) => `process ${name}`);

/** What a round with real processes came to. */
export interface ProcessReport extends Report {
  readonly notRun: string | null;
}

export async function watchProcess(
  parrot: Parrot,
  { seed, name }: { seed: number; name: string },
): Promise<ProcessReport> {
  const room = `${name.replaceAll(/[^a-z]/giu, '-')}${name.length}-${seed}`;
  const random = randomFrom(seed * 11_000_027 + name.length);
  const wish = { parrot, room, platform: 'durian', slot: 'environment', kind: 'base64', hasProxy: true } as const;
  using household = openHousehold({ ...wish, random });
  const start: Scene['start'] = (words, env = {}, before = []) =>
    startBin(words, { home: household.home, env: { ...household.env, ...env }, before, input: 'piped-value' });
  const hang: Scene['hang'] = async (env) => {
    parrot.say(room, '*', () => 'hang');
    const before = parrot.heard(room);
    const started = start(balance, env);
    if (!(await until(() => parrot.heard(room) > before))) throw new Error(`${room}: no request came`);
    return started;
  };
  const watched = (await scenes[name.slice('process '.length)]?.({ household, parrot, room, start, hang })) ?? {};
  const ended = await Promise.all(
    (watched.started ?? []).map(async (one) => ({ line: one.line, ...(await one.ended) })),
  );
  const texts = Object.entries(watched.texts ?? {}).map(([line, stdout]) => ({
    line,
    stdout,
    stderr: '',
    exitCode: 0,
  }));
  const report = judge(household, { round: name, told: [...ended, ...texts].map((one) => ({ ...one, broken: null })) });
  const breaches = watched.wrong === undefined ? report.breaches : [...report.breaches, watched.wrong];
  const notRun = watched.notRun === undefined ? null : `${name}: ${watched.notRun}`;
  return { ...report, breaches, runs: ended.length, notRun };
}

/** How many of the keys in use Node's own debugging shows, when the user turns it on. */
export async function countKeysInDebugOutput(parrot: Parrot, seed: number): Promise<number> {
  const wish = { parrot, room: `debug-${seed}`, platform: 'durian', slot: 'environment', kind: 'base64' } as const;
  using household = openHousehold({ ...wish, hasProxy: false, random: randomFrom(seed) });
  const env = { ...household.env, NODE_DEBUG: 'http,net' };
  const { stdout, stderr } = await startBin(balance, { home: household.home, env }).ended;
  return household.search(stdout + stderr).length;
}
