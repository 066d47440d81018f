import { startBin } from '../../../test/helpers/run-cli.ts';
import { type Stage, type StagedPlatform, startStage } from '../../../test/helpers/stage.ts';

/** The built program waits at the simulator, is stopped with SIGSTOP while looks fall due, and goes on. */
export interface RealRound {
  readonly name: string;
  /** What was wrong; null for nothing. */
  readonly play: () => Promise<string | null>;
}

interface Plan {
  readonly platform: StagedPlatform;
  /** Of the wait, in seconds. */
  readonly timeout: number;
  /** A message comes while the process stands still. */
  readonly brings: boolean;
  /** It is stopped with a look under way, whose answer says that there is nothing. */
  readonly inLook: boolean;
}

const calls: Readonly<Record<StagedPlatform, { readonly look: string; readonly blacklist: string }>> = {
  durian: { look: 'getMsg', blacklist: 'addBlack' },
  zhima: { look: 'sms/get', blacklist: 'sms/block' },
  taoma: { look: 'getMessages', blacklist: 'addBlackMobiles' },
};

/** Between two looks, in ms. */
const interval = 400;

/** Longer than the timeouts below: whatever falls due meanwhile, falls due. */
const standsFor = 3_500;
const short = 3;
const long = 60;

const platforms: readonly StagedPlatform[] = ['durian', 'zhima', 'taoma'];

export const realRounds: readonly RealRound[] = platforms.flatMap((platform) => [
  round('code after', { platform, timeout: long, brings: true, inLook: false }),
  round('timeout', { platform, timeout: short, brings: false, inLook: false }),
  round('code at the last look', { platform, timeout: short, brings: true, inLook: true }),
]);

function round(what: string, plan: Plan): RealRound {
  return { name: `${plan.platform}: ${what}`, play: () => play(plan) };
}

async function play({ platform, timeout, brings, inLook }: Plan): Promise<string | null> {
  await using stage = await startStage({}, [platform]);
  const { look, blacklist } = calls[platform];
  const provider = ['--provider', platform];
  const { stdout } = await stage.run(['get-number', '--pid', '9001', ...provider]);
  const number = stdout.trim();
  // Its bytes come one by one, and the last of them long after the process was stopped.
  if (inLook) await stage.fault({ kind: 'slow', call: look, skip: 1, every: 0.02 });
  const words = ['wait-code', number, ...provider, '--timeout', String(timeout), '--interval', String(interval / 1000)];
  const running = startBin(words, stage.with({}));
  const early = running.finished.then(({ stderr }) => `it ended before it was stopped: ${stderr}`);
  const stillborn = await Promise.race([early, hasLooked(stage, look)]);
  if (stillborn !== null) return stillborn;
  running.kill('SIGSTOP');
  if (brings) await bring(stage, { platform, number });
  await new Promise((resolve) => setTimeout(resolve, standsFor));
  const before = (await looksAt(stage, look)).length;
  running.kill('SIGCONT');
  const ended = await running.finished;
  const looks = await looksAt(stage, look);
  const given = (await stage.requests(blacklist)).length;

  const since = looks.length - before;
  if (since === 0) return 'nobody looked once more after the process went on';
  const pauses = looks.slice(1).map((at, index) => at - (looks[index] ?? 0));
  // The last look of a wait that ends without a code comes at the end of it, whenever that is.
  const steady = brings && timeout === long ? pauses : pauses.slice(0, -1);
  const tooShort = steady.find((pause) => pause < interval - slack);
  if (tooShort !== undefined) return `two looks were only ${tooShort} ms apart`;
  if (brings) {
    if (ended.stdout.trim() !== '482913') return `the code was not told: ${ended.stdout}${ended.stderr}`;
    if (since > 1) return `it took ${since} looks to find a code that was there`;
    return given > 0 ? 'the number was blacklisted though its code had come' : null;
  }
  if (ended.exitCode !== 7) return `a wait without a code ended with ${ended.exitCode}: ${ended.stderr}`;
  if (given !== 1) return `the number was blacklisted ${given} times`;
  return (await isBlacklistedLast(stage, { look, blacklist })) ? null : 'it was blacklisted before the last look';
}

/** Null as soon as it has looked twice. */
async function hasLooked(stage: Stage, look: string): Promise<null> {
  while ((await looksAt(stage, look)).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  return null;
}

/** The journal's clock counts in whole milliseconds, and timers may wake a little early. */
const slack = 5;

async function looksAt({ simulator }: Stage, look: string): Promise<number[]> {
  const journal = await simulator.journal();
  return journal.filter((entry) => entry.call === look).map((entry) => Date.parse(entry.at));
}

async function bring(stage: Stage, { platform, number }: { platform: StagedPlatform; number: string }) {
  const message = { platform, project: '9001', number, text: 'Your code is 482913' };
  const { status, json } = await stage.simulator.control('POST /message', message);
  if (status !== 200) throw new Error(String(json.error));
}

async function isBlacklistedLast({ simulator }: Stage, { look, blacklist }: { look: string; blacklist: string }) {
  const order = (await simulator.journal()).map((entry) => entry.call);
  return order.lastIndexOf(look) < order.indexOf(blacklist);
}
