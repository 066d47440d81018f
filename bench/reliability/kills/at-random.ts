import { runProcess } from '../rig/process.ts';
import { programEnv, programWords } from '../rig/program.ts';
import { pick, randomFrom } from '../rig/random.ts';
import type { Round } from '../rig/rounds.ts';
import { openScene, type Scene, scenes } from '../rig/scenes.ts';
import { judgeKill, type KillPromise } from './judge.ts';

/** How long each scene takes when nothing disturbs it, ms. */
export type Durations = ReadonlyMap<Scene, number>;

export async function measureScenes(folder: string): Promise<Durations> {
  const durations = new Map<Scene, number>();
  for (const scene of scenes) {
    await using stage = await openScene(scene);
    const started = performance.now();
    await runProcess(programWords(scene.line), { env: programEnv(stage, folder) });
    durations.set(scene, performance.now() - started);
  }
  return durations;
}

/**
 * Kills at moments that no list of calls foresees. The seed gives the part of a run's time after which it is killed;
 * where that hits depends on the machine, so that a round which is run again hits near to where it did.
 */
export function roundsAtRandom(
  durations: Durations,
  { count, seed, folder }: { readonly count: number; readonly seed: number; readonly folder: string },
): Round<KillPromise>[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFrom(seed * 1_000_003 + index);
    const scene = pick(scenes, random);
    // A third of a run is Node's own start, in which nothing can happen yet.
    const share = 0.3 + 0.8 * random();
    return {
      name: `random ${index + 1}`,
      run: () => killAfter(scene, share * (durations.get(scene) ?? 0), folder),
    };
  });
}

async function killAfter(scene: Scene, ms: number, folder: string) {
  await using stage = await openScene(scene);
  const ended = await runProcess(programWords(scene.line), { env: programEnv(stage, folder), killAfter: ms });
  return await judgeKill(stage, scene, ended);
}
