import { join } from 'node:path';
import { bin } from '../../../test/helpers/run-cli.ts';
import type { Stage } from '../../../test/helpers/stage.ts';

/**
 * The built program as a process of its own. Without a garbage collection it makes the same calls in the same order
 * each time, so that the tenth write of one run is the tenth write of the next.
 */
export function programWords(line: string): string[] {
  return [process.execPath, '--no-incremental-marking', '--min-semi-space-size=64', bin, ...line.split(' ')];
}

/** Nothing of this machine's own settings. Node keeps what it has compiled in a cache, which saves a third of a start. */
export function programEnv(stage: Stage, cache: string | null): Record<string, string> {
  const { home } = stage;
  const own = { PATH: process.env.PATH ?? '', HOME: home, SMSCTL_HOME: home, NO_COLOR: '1', LANG: 'C' };
  return {
    ...own,
    ...(cache === null ? {} : { NODE_COMPILE_CACHE: join(cache, 'compiled'), XDG_CACHE_HOME: cache }),
    ...stage.env,
  };
}
