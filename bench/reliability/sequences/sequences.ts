import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { inParallel } from '../rig/in-parallel.ts';
import { randomFrom } from '../rig/random.ts';
import type { Breach, Outcome, Section, Wish } from '../section.ts';
import { addTallies, noTally, replay, type Tally } from './play.ts';

/** So many sequences share a seed. */
const chunk = 250;

/** Making a broken sequence small takes its time, and after a few the rest has nothing new to tell. */
const enough = 8;

export const sequences: Section = {
  name: 'sequences',
  title: 'the flows of several processes under a virtual clock, with a network, a ledger and processes that fail',
  count: 20_000,
  run: (wish) => (wish.only === null ? runAll(wish) : runOne(wish.only, wish)),
};

/** Each chunk is told its seed, so that a sequence can be found again whatever the count and the machine. */
async function runAll({ count, seed, say }: Wish): Promise<Outcome> {
  const random = randomFrom(seed);
  const chunks = Array.from({ length: Math.ceil(count / chunk) }, (_, index) => ({
    seed: Math.floor(random() * 2 ** 31),
    count: Math.min(chunk, count - index * chunk),
  }));
  const workers = Array.from({ length: Math.min(availableParallelism(), 8) }, startWorker);
  let tally = noTally;
  try {
    const idle = [...workers];
    await inParallel(chunks, workers.length, async (one, index) => {
      const worker = idle.pop();
      if (worker === undefined) return;
      if (tally.breaches.length >= enough) return void idle.push(worker);
      const played = await worker.play(one);
      tally = addTallies(tally, played);
      idle.push(worker);
      if (index % 20 === 19) say(`${(index + 1) * chunk} of ${count} sequences`);
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
  return outcomeOf(tally, count);
}

async function runOne(round: string, { say }: Wish): Promise<Outcome> {
  return outcomeOf(await replay(round, say), 1);
}

function outcomeOf(tally: Tally, count: number): Outcome {
  const breaches: Breach[] = tally.breaches.toSorted((a, b) => (a.round < b.round ? -1 : 1));
  return {
    figures: [
      { what: 'sequences played', value: tally.played, wanted: count },
      { what: 'numbers rented', value: tally.rented },
      { what: 'processes that died in the midst of something', value: tally.died },
      { what: 'codes that came over a number rented anew before anybody could know', value: tally.crossed },
      { what: 'sequences left when an answer came after its number had been rented anew', value: tally.dismissed },
    ],
    breaches,
  };
}

interface Player {
  play(one: { readonly seed: number; readonly count: number }): Promise<Tally>;
  end(): Promise<unknown>;
}

function startWorker(): Player {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  return {
    play: (one) =>
      new Promise((resolve, reject) => {
        worker.once('error', reject);
        worker.once('message', (tally: Tally) => {
          worker.off('error', reject);
          resolve(tally);
        });
        worker.postMessage(one);
      }),
    end: () => worker.terminate(),
  };
}
