import { parentPort, workerData } from 'node:worker_threads';
import { runTask, type Task } from './task.ts';

/** A thread that runs the tasks it is sent, one after the other, and leaves the index of its round where all can see it. */

const { seed, place } = workerData as { readonly seed: number; readonly place: Int32Array };

// Nobody looks at the stack of a refusal, and there are millions.
Error.stackTraceLimit = 0;

parentPort?.on('message', async (task: Task) => {
  parentPort?.postMessage(await runTask(task, seed, (index) => Atomics.store(place, 0, index)));
});
