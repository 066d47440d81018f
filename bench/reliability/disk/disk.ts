import { build, temporaryFolder } from '../../../test/helpers/run-cli.ts';
import { breachesOf, countBroken } from '../rig/findings.ts';
import { randomFrom, shuffle } from '../rig/random.ts';
import { countHits, runRounds } from '../rig/rounds.ts';
import { whyNoStrace } from '../rig/strace.ts';
import type { Outcome, Section, Wish } from '../section.ts';
import { enlarge, makeBase } from './base-ledger.ts';
import { roundsOfBrokenOutput } from './broken-output.ts';
import { roundsOfDamage, roundsOfLargeDamage } from './damaged-ledgers.ts';
import { roundsOfFailingCalls } from './failing-calls.ts';
import { roundsOfOddities, whyNotAllOddities } from './odd-ledgers.ts';
import { promises } from './promises.ts';
import { roundsOfReadOnly, whyNotReadOnly } from './read-only.ts';

/** Flipped bits. Lost sectors and cuts are an eighth as many each; the other rounds are as many as there are cases. */
const usual = 200;

/** From so many flipped bits on, every call of every scene fails in every way: that takes the better part of an hour. */
const forAllFailures = 10 * usual;

const atATime = 3;

export const section: Section = {
  name: 'disk',
  title: 'disks that fail, ledgers that are damaged, output that cannot be written',
  count: usual,
  run,
};

async function run(wish: Wish): Promise<Outcome> {
  build();
  using folder = temporaryFolder();
  const base = await makeBase();
  const noStrace = whyNoStrace();
  const noReadOnly = await whyNotReadOnly();
  const wishes = { ...wish, all: wish.count >= forAllFailures };
  const rounds = [
    ...(noStrace === null ? await roundsOfFailingCalls(wishes, folder.path) : []),
    ...roundsOfDamage(base, wish.count, wish.seed),
    ...roundsOfLargeDamage(enlarge(base), Math.ceil(wish.count / 4), wish.seed),
    ...roundsOfOddities(base, folder.path),
    ...(noReadOnly === null ? roundsOfReadOnly(base) : []),
    ...roundsOfBrokenOutput(folder.path, noStrace === null),
  ];
  const outcomes = await runRounds(shuffle(rounds, randomFrom(wish.seed)), wish, { atATime, thrown: 'ended' });
  const missing = [noStrace && `calls that fail: ${noStrace}`, noReadOnly, whyNotAllOddities()].filter(
    (one) => one !== null,
  );
  return {
    figures: [
      ...[...countHits(outcomes)].map(([what, value]) => ({ what, value })),
      ...countBroken(promises, outcomes),
    ],
    breaches: breachesOf(outcomes),
    ...(missing.length === 0 ? {} : { notRun: missing.join('; ') }),
  };
}
