import { Worker } from 'node:worker_threads';
import type { Tally, Task } from './task.ts';

/** A round that is not done after this many ms never will be: the longest takes a second or two. */
const patience = 120_000;

/**
 * Runs tasks in threads. A round that never ends costs its thread, is told to `onHang`, and the rest of its task goes on
 * in a new one.
 */
export async function runTasks(
  tasks: readonly Task[],
  { seed, threads }: { readonly seed: number; readonly threads: number },
  told: { readonly onTally: (task: Task, tally: Tally) => void; readonly onHang: (task: Task, index: number) => void },
): Promise<void> {
  const left = [...tasks];
  const work = async () => {
    let thread = startThread(seed);
    try {
      for (let task = left.shift(); task !== undefined; task = left.shift()) {
        const end = await thread.run(task);
        if ('bodies' in end) {
          told.onTally(task, end);
          continue;
        }
        told.onHang(task, end.hangsAt);
        await thread.end();
        thread = startThread(seed);
        left.unshift({ ...task, from: end.hangsAt + 1 });
      }
    } finally {
      await thread.end();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
}

function startThread(seed: number) {
  const place = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { seed, place } });
  return {
    run: (task: Task) =>
      new Promise<Tally | { readonly hangsAt: number }>((resolve, reject) => {
        let [seen, still] = [-1, 0];
        const watch = setInterval(() => {
          const now = Atomics.load(place, 0);
          still = now === seen ? still + 1_000 : 0;
          seen = now;
          if (still >= patience) end(() => resolve({ hangsAt: now }));
        }, 1_000);
        const end = (settle: () => void) => {
          clearInterval(watch);
          worker.off('message', hear).off('error', fail);
          settle();
        };
        const hear = (tally: Tally) => end(() => resolve(tally));
        const fail = (error: unknown) => end(() => reject(error));
        worker.on('message', hear).on('error', fail);
        worker.postMessage(task);
      }),
    end: () => worker.terminate(),
  };
}
