import type { Ora } from 'ora';
import { printable } from '../core/printable.ts';
import { truncate } from './width.ts';

/** A line on stderr that moves while something takes long. */
export interface Progress {
  /** Whether anything is ever shown; where not, nobody need make texts for it. */
  readonly isShown: boolean;
  /** Shows the line. Resolves when it stands there, or never will; never rejects. */
  start(text: string, gist?: string): Promise<void>;
  /** Changes the text of a line that was started. `gist` is what is new in it, where the rest changes all the time. */
  update(text: string, gist?: string): void;
  /** Erases the line for now, so that something can be printed in its place; it comes back by itself. */
  clear(): void;
  /** Erases the line for good. */
  stop(): void;
}

export interface ProgressOptions {
  readonly stderr: NodeJS.WritableStream & { readonly columns?: number };
  /** See wantsProgress; when false nothing is ever printed. */
  readonly enabled: boolean;
  readonly color: boolean;
}

export interface ProgressWish {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether stderr is a terminal. */
  readonly isTTY: boolean;
}

/** Only where lines can be erased again, and not in the logs of a build server. */
export function wantsProgress({ env, isTTY }: ProgressWish): boolean {
  return isTTY && env.TERM !== 'dumb' && !env.CI;
}

export function createProgress({ stderr, enabled, color }: ProgressOptions): Progress {
  let wanted: string | null = null;
  let spinner: Ora | null = null;
  let loading: Promise<void> | null = null;

  // The spinner, a space, the "^C" a terminal echoes, and the last column free: a line that wraps cannot be erased.
  const fit = (text: string): string => truncate(printable(text), (stderr.columns ?? 80) - 5);

  const load = async (): Promise<void> => {
    const { default: ora } = await import('ora');
    spinner = ora({
      stream: stderr,
      isEnabled: true,
      color: color && 'cyan',
      // Raw mode would take Ctrl-C away from the terminal, and a cursor to bring back would need signal handlers.
      discardStdin: false,
      hideCursor: false,
    });
  };

  return {
    isShown: enabled,
    async start(text) {
      // Some terminals say they have no columns at all; ora would then erase lines for ever.
      if (!enabled || stderr.columns === 0) return;
      wanted = text;
      // A decoration that cannot be loaded must not stop what it decorates.
      loading ??= load().catch(() => {});
      await loading;
      // It may have been stopped while it was loading.
      if (wanted !== null) spinner?.start(fit(wanted));
    },
    update(text) {
      if (wanted === null) return;
      wanted = text;
      if (spinner) spinner.text = fit(text);
    },
    clear() {
      spinner?.clear();
    },
    stop() {
      wanted = null;
      spinner?.stop();
    },
  };
}
