import type { Clock } from '../core/ports.ts';
import { isOn } from '../core/switches.ts';
import type { Messages } from '../messages/index.ts';
import type { Output } from '../terminal/output.ts';
import { createPlainProgress } from '../terminal/plain-progress.ts';
import { createProgress, type Progress, wantsProgress } from '../terminal/progress.ts';
import type { Prompts } from '../terminal/prompts.ts';
import { createStyle, wantsColor } from '../terminal/style.ts';
import type { Globals } from './globals.ts';
import type { Host } from './host.ts';

export interface DialogueParts {
  readonly host: Host;
  readonly globals: Globals;
  readonly texts: Messages;
  readonly output: Output;
  readonly clock: Clock;
  readonly signal: () => AbortSignal;
}

/** What is said to and asked from the person at the terminal, in the form that suits them and it. */
export interface Dialogue {
  /** Whether a person sits at the terminal and may be asked. */
  readonly isInteractive: boolean;
  /** Whether nothing on the terminal may move: a screen reader reads it out, or it can do no more than lines. */
  readonly isPlain: boolean;
  progress(): Progress;
  prompts(): Promise<Prompts>;
}

export function createDialogue({ host, globals, texts, output, clock, signal }: DialogueParts): Dialogue {
  const { env, stdin, stderr } = host;
  const isInteractive = globals.input && !isOn(env.SMSCTL_NO_INPUT) && stdin.isTTY === true && stderr.isTTY === true;
  const isPlain = isOn(env.SMSCTL_ACCESSIBLE) || env.TERM === 'dumb';
  const isWanted = output.mode !== 'json' && !globals.quiet;
  return {
    isInteractive,
    isPlain,
    progress() {
      if (isPlain) {
        const enabled = isWanted && stderr.isTTY === true && !env.CI;
        return createPlainProgress({ stderr, enabled, elapsed: () => clock.elapsed() });
      }
      return createProgress({
        stderr,
        enabled: isWanted && wantsProgress({ env, isTTY: stderr.isTTY === true }),
        color: globals.color && !env.NO_COLOR,
      });
    },
    async prompts() {
      const parts = { input: stdin, output: stderr, signal: signal(), texts };
      if (isPlain) return (await import('../terminal/plain-prompts.ts')).createPlainPrompts(parts);
      const color = wantsColor({ env, isTTY: stderr.isTTY === true, noColor: !globals.color });
      const [{ createPrompts }, { paint }] = await Promise.all([
        import('../terminal/prompts.ts'),
        createStyle({ color }),
      ]);
      return createPrompts({ ...parts, paint });
    },
  };
}
