import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../rig/findings.ts';
import { runProcess } from '../rig/process.ts';
import { programEnv, programWords } from '../rig/program.ts';
import type { Round } from '../rig/rounds.ts';
import { openScene, type Scene } from '../rig/scenes.ts';
import { changingCalls, listCalls, readTrace, straceWords } from '../rig/strace.ts';
import { judgeEnd } from '../rig/told.ts';
import { judgeKill, type KillPromise } from './judge.ts';
import { judgeOrder } from './order.ts';

/**
 * Which calls are killed at. `changing`: those after which the world outside of the process differs; what a kill
 * between two of them leaves is what a kill at the later one leaves, since a call that is killed is not made. Opening a
 * file for writing is not among them, because a new file is empty until the write that follows it, and neither is a
 * lock, because it dies with its process.
 */
export type Calls = 'changing' | 'all';

/** What an undisturbed run of a scene showed. */
export interface Survey {
  readonly scene: Scene;
  readonly calls: ReturnType<typeof listCalls>;
  /** What was wrong with the order of its calls. */
  readonly findings: readonly Finding<KillPromise>[];
}

/** Runs a scene once and lists its calls. */
export async function surveyScene(scene: Scene, calls: Calls, folder: string): Promise<Survey> {
  await using stage = await openScene(scene);
  const output = join(folder, `${scene.name}.trace`);
  const trace = straceWords({ calls: calls === 'all' ? null : changingCalls, output });
  const words = [...trace, ...programWords(scene.line)];
  const ended = await runProcess(words, { env: programEnv(stage, folder) });
  const seen = readTrace(readFileSync(output, 'utf8'));
  const order = judgeOrder(seen, { home: stage.home, isRenting: scene.rents > 0 });
  return { scene, calls: listCalls(seen), findings: [...judgeEnd([scene.exitCode], ended), ...order] };
}

/** A round for each call of the scene. */
export function roundsAtCalls({ scene, calls }: Survey, folder: string): Round<KillPromise>[] {
  return calls.map(({ name, nth }) => ({
    name: `${scene.name} at ${name} ${nth}`,
    run: () => killAt(scene, `${name}:signal=SIGKILL:when=${nth}`, folder),
  }));
}

/** strace counts the calls of each thread for itself; of these only the main one makes more than a few. */
async function killAt(scene: Scene, inject: string, folder: string) {
  await using stage = await openScene(scene);
  const [call = ''] = inject.split(':');
  const words = [...straceWords({ calls: [call], inject }), ...programWords(scene.line)];
  const ended = await runProcess(words, { env: programEnv(stage, folder) });
  return await judgeKill(stage, scene, ended);
}
