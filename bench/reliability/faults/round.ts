import { AssertionError } from 'node:assert/strict';
import type { Run } from '../../../test/helpers/check-run.ts';
import { type Mode, startCli } from '../../../test/helpers/run-cli.ts';
import { type Stage, sessionsOf, startStage } from '../../../test/helpers/stage.ts';
import { program } from '../rig/in-process.ts';
import { randomFrom } from '../rig/random.ts';
import { type Books, booksOf } from './books.ts';
import type { Call } from './call.ts';
import { openFront, type Seen } from './front.ts';
import { judge } from './judge.ts';
import { judgeRepeat } from './judge-repeat.ts';
import type { Finding } from './promises.ts';
import type { Trap } from './trap.ts';
import type { Kind } from './wire.ts';

/** One call, one fault, before or after the platform acts, at every request of the call or at the first alone. */
export interface Round {
  readonly name: string;
  readonly call: Call;
  readonly kind: Kind;
  readonly when: 'before' | 'after';
  readonly hits: 'every' | 'once';
}

/** What is there to judge by when the command has ended. */
export interface Evidence {
  readonly round: Round;
  readonly mode: Mode;
  readonly run: Run;
  /** Exactly as they were written. */
  readonly stdout: string;
  readonly stderr: string;
  readonly seen: readonly Seen[];
  /** The platform's and the ledger's, before and after. */
  readonly before: Books;
  readonly after: Books;
  /** The lease that the command is about. */
  readonly leaseId: string | null;
}

export interface RoundResult {
  readonly findings: readonly Finding[];
  readonly hits: number;
}

/** Stages what the call needs, arms the fault, runs the command, and judges what came of it. */
export async function playRound(round: Round, { seed, trap }: { seed: number; trap: Trap }): Promise<RoundResult> {
  const { call, kind, when, hits } = round;
  const random = randomFrom(seed ^ hashOf(round.name));
  const mode = modeFrom(random());
  const lang = random() < 0.2 ? { lang: 'zh-CN' } : {};
  const bait = trap.set();
  const findings: Finding[] = [];
  const stage = await startStage({}, [call.platform]);
  try {
    const lease = call.held === undefined ? null : await stage.rent(call.held);
    const wordsOf = (command: string) => command.replace('{id}', lease?.id ?? '').split(' ');
    if (call.earlier !== undefined)
      await stage.run(wordsOf(call.earlier), call.env === undefined ? {} : { env: call.env });
    const before = booksOf(stage, call.platform);
    await using front = await openFront({
      platform: call.platform,
      behind: stage.simulator.baseUrls[call.platform] ?? '',
      call,
      keep: () => keepState(stage),
      trap: bait.url,
      random,
      fault: { kind, when, hits: hits === 'once' ? 1 : Number.POSITIVE_INFINITY },
    });
    const env = { ...call.env, [`SMSCTL_${call.platform.toUpperCase()}_BASE_URL`]: front.baseUrl };
    const running = startCli(wordsOf(call.command), stage.with({ mode, ...lang, env, program }));
    const run = await running.finished;
    const [stdout, stderr] = [running.stdout(), running.stderr()];
    const after = booksOf(stage, call.platform);
    const evidence = {
      round,
      mode,
      run,
      stdout,
      stderr,
      seen: [...front.seen],
      before,
      after,
      leaseId: lease?.id ?? null,
    };
    findings.push(...judge(evidence));
    const shown = sessionsOf(stage.simulator).filter((session) => `${stdout}${stderr}`.includes(session));
    if (shown.length > 0) findings.push({ broke: 'secret', what: 'a session is shown' });

    await front.disarm();
    if (call.does === 'send' || call.isPatient === true) {
      const again = await startCli(wordsOf(call.command), stage.with({ mode: 'json', env, program })).finished;
      findings.push(...judgeRepeat(evidence, again, front.seen.slice(evidence.seen.length)));
    }
    return { findings: [...findings, ...sprung(bait.asked())], hits: front.seen.filter(({ isHit }) => isHit).length };
  } catch (error) {
    return { findings: [...findings, asFinding(error)], hits: 0 };
  } finally {
    try {
      await stage[Symbol.asyncDispose]();
    } catch (error) {
      findings.push(asFinding(error));
    }
  }
}

function sprung(asked: readonly string[]): Finding[] {
  return asked.map((line) => ({ broke: 'redirect', what: `another host was asked: ${line}` }));
}

/** The helpers assert what holds for every run; anything else that is thrown is a crash. */
function asFinding(error: unknown): Finding {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof AssertionError) return { broke: /secret|session/u.test(words) ? 'secret' : 'form', what: words };
  return { broke: 'crash', what: error instanceof Error ? (error.stack ?? words) : words };
}

/** Most as JSON, where everything that is said can be compared. */
function modeFrom(chance: number): Mode {
  return chance < 0.7 ? 'json' : chance < 0.9 ? 'pipe' : 'terminal';
}

function keepState({ simulator }: Stage): () => void {
  const { state } = simulator;
  const kept = state.update((text) => ({ text: text ?? '', result: text ?? '' }));
  return () => state.update(() => ({ text: kept, result: null }));
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
