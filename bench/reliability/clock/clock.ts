import { inParallel } from '../rig/in-parallel.ts';
import { createMemoryDatabase, type MemoryDatabase } from '../rig/memory-database.ts';
import type { Breach, Outcome, Section, Wish } from '../section.ts';
import { faultOf } from './judge.ts';
import { playPace } from './pace.ts';
import { type RealRound, realRounds } from './real.ts';
import { sceneOf } from './scenes.ts';
import { type Watched, watchScene } from './virtual.ts';

export const clock: Section = {
  name: 'clock',
  title: 'waits while clocks jump, the machine sleeps and the process is stopped',
  count: 1_134,
  run,
};

/** `--count` is the number of virtual waits; the pace is played as often, and every real round is run once. */
async function run(wish: Wish): Promise<Outcome> {
  const isWanted = (round: string) => wish.only === null || wish.only === round;
  const breaches: Breach[] = [];
  const note = (round: string, what: string | null) => {
    if (what !== null) breaches.push({ round, what });
  };

  const real = realRounds.filter(({ name }) => isWanted(`real ${name}`));
  const canStop = process.platform !== 'win32';
  await inParallel(canStop ? real : [], 2, async ({ name, play }: RealRound) => {
    note(`real ${name}`, await play());
    wish.say(`real ${name}`);
  });

  const memory = createMemoryDatabase();
  let waits = 0;
  let paces = 0;
  for (let index = 0; index < wish.count; index += 1) {
    if (isWanted(`virtual ${index}`)) {
      note(`virtual ${index}`, await playScene(index, wish, memory));
      waits += 1;
    }
    if (isWanted(`pace ${index}`)) {
      note(`pace ${index}`, playPace(wish.seed * 7_919 + index, memory));
      paces += 1;
    }
  }
  const all = wish.only === null;
  return {
    figures: [
      { what: 'waits of three numbers under clocks that jump', value: waits, ...(all ? { wanted: wish.count } : {}) },
      { what: 'queues for the pace under clocks that jump', value: paces, ...(all ? { wanted: wish.count } : {}) },
      { what: 'waits of the built program, stopped and continued', value: canStop ? real.length : 0 },
    ],
    breaches,
    ...(canStop ? {} : { notRun: 'the built program cannot be stopped and continued on this system' }),
  };
}

async function playScene(index: number, { seed, only, say }: Wish, memory: MemoryDatabase): Promise<string | null> {
  const scene = sceneOf(index, seed);
  try {
    const watched = await watchScene(scene, memory);
    if (only !== null) for (const line of [scene, ...watched.map(summary)]) say(JSON.stringify(line));
    return watched.map((one) => faultOf(scene, one)).find((fault) => fault !== null) ?? null;
  } catch (error) {
    return `the wait broke off: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const summary = ({ number, looks, blacklisted, result, row }: Watched) => ({
  number,
  looks: looks.map(({ left, answered }) => `${left}→${answered}`).join(' '),
  blacklisted,
  status: result?.status,
  after: result?.after,
  row,
});
