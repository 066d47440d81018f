import { build, temporaryFolder } from '../../../test/helpers/run-cli.ts';
import { breachesOf, countBroken } from '../rig/findings.ts';
import { randomFrom, shuffle } from '../rig/random.ts';
import { countHits, type RoundOutcome, runRounds } from '../rig/rounds.ts';
import { scenes } from '../rig/scenes.ts';
import { whyNoStrace } from '../rig/strace.ts';
import type { Figure, Outcome, Section, Wish } from '../section.ts';
import { roundsAtCalls, type Survey, surveyScene } from './at-calls.ts';
import { measureScenes, roundsAtRandom } from './at-random.ts';
import { byItself, type KillPromise, promises } from './judge.ts';

/** Rounds at random moments. Those at system calls are as many as there are calls. */
const usual = 300;

/** From so many random rounds on every call is killed at, and not only those that change something: that takes hours. */
const forAllCalls = 10 * usual;

/** Without strace the random rounds are all there is. */
const inItsPlace = 3;

/** Some scenes sleep for most of their time, so that four keep two cores busy. */
const atATime = 4;

export const section: Section = {
  name: 'kills',
  title: 'kill -9 at every system call that changes something, and at random moments',
  count: usual,
  run,
};

async function run(wish: Wish): Promise<Outcome> {
  build();
  using folder = temporaryFolder();
  const durations = await measureScenes(folder.path);
  const missing = whyNoStrace();
  const surveys = missing === null ? await surveyScenes(wish, folder.path) : [];
  const count = missing === null ? wish.count : wish.count * inItsPlace;
  const rounds = [
    ...surveys.flatMap((survey) => roundsAtCalls(survey, folder.path)),
    ...roundsAtRandom(durations, { count, seed: wish.seed, folder: folder.path }),
  ];
  const kills = await runRounds(shuffle(rounds, randomFrom(wish.seed)), wish, { atATime, thrown: 'ended' });
  const orders = surveys.map(({ scene, findings }) => ({ round: `order of ${scene.name}`, findings }));
  const all = [...kills, ...orders.filter(({ round }) => wish.only === null || wish.only === round)];
  return {
    figures: [...countKills(kills), ...countBroken(promises, all)],
    breaches: breachesOf(all),
    ...(missing === null ? {} : { notRun: `kills at system calls and the order of calls: ${missing}` }),
  };
}

/** Of the scenes that the wish is about. */
async function surveyScenes({ only, count }: Wish, folder: string): Promise<Survey[]> {
  const calls = count >= forAllCalls ? 'all' : 'changing';
  const surveys: Survey[] = [];
  for (const scene of scenes) {
    if (only === null || only.includes(scene.name)) surveys.push(await surveyScene(scene, calls, folder));
  }
  return surveys;
}

function countKills(outcomes: readonly RoundOutcome<KillPromise>[]): Figure[] {
  const killed = outcomes.filter(({ hit }) => hit !== byItself);
  const atRandom = killed.filter(({ round }) => round.startsWith('random'));
  return [
    { what: 'kills at a system call', value: killed.length - atRandom.length },
    { what: 'kills at a random moment', value: atRandom.length },
    ...[...countHits(killed)].map(([hit, value]) => ({ what: `of them ${hit}`, value })),
    { what: 'runs that ended before their kill', value: outcomes.length - killed.length },
  ];
}
