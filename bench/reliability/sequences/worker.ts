import { parentPort } from 'node:worker_threads';
import { play } from './play.ts';

/** Plays what it is told to, one lot after the other, in a thread of its own. */
parentPort?.on('message', async (one: { readonly seed: number; readonly count: number }) => {
  parentPort?.postMessage(await play(one));
});
