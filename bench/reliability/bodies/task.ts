import { calls, samples } from './calls.ts';
import { judgeRound, type Wrong } from './judge.ts';
import { makeLongRound } from './long.ts';
import { makeRound, type Round } from './round.ts';
import { shrink } from './shrink.ts';

/** Some rounds of one call. */
export interface Task {
  readonly call: number;
  readonly from: number;
  readonly to: number;
  readonly isLong: boolean;
}

interface Found {
  readonly round: string;
  readonly kind: Wrong;
  readonly what: string;
}

export interface Tally {
  readonly bodies: number;
  readonly taken: number;
  readonly wrong: Readonly<Partial<Record<Wrong, number>>>;
  /** Told in full; of each kind only the first few. */
  readonly found: readonly Found[];
}

const toldOfAKind = 3;

function roundOf({ call, isLong }: Pick<Task, 'call' | 'isLong'>, seed: number, index: number): Round {
  const one = calls[call];
  if (one === undefined) throw new Error(`there is no call ${call}`);
  return isLong ? makeLongRound(one, index) : makeRound(one, seed, { index, others: samples });
}

/** Runs the rounds one after the other. `onRound` is told which is next. */
export async function runTask(task: Task, seed: number, onRound: (index: number) => void): Promise<Tally> {
  let taken = 0;
  const wrong: Partial<Record<Wrong, number>> = {};
  const found: Found[] = [];
  for (let index = task.from; index < task.to; index += 1) {
    onRound(index);
    const round = roundOf(task, seed, index);
    const judgement = await judgeRound(round);
    if (judgement.end === 'taken') taken += 1;
    if (judgement.wrong === null) continue;
    const { kind, what } = judgement.wrong;
    const count = (wrong[kind] ?? 0) + 1;
    wrong[kind] = count;
    if (count <= toldOfAKind) found.push({ round: round.name, kind, what: await describe(round, kind, what) });
  }
  return { bodies: task.to - task.from, taken, wrong, found };
}

async function describe(round: Round, kind: Wrong, what: string): Promise<string> {
  const [first, second] = round.said;
  const body = cut(await shrink(round, kind));
  const then = second === undefined ? '' : `, then ${second.status} ${cut(second.text)}`;
  return `${round.call.name}: ${cut(what)}; from ${first?.status} ${body}${then}`;
}

/** On one line, with nothing in it that a terminal would obey. */
function cut(text: string): string {
  const plain = text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
  return plain.length <= 400 ? plain : `${plain.slice(0, 400)}… (${plain.length} characters)`;
}
