import { printable } from '../core/printable.ts';
import type { Progress } from './progress.ts';

/** How long nothing is said while nothing changes, in ms. */
const silence = 30_000;

export interface PlainProgressOptions {
  readonly stderr: NodeJS.WritableStream;
  readonly enabled: boolean;
  /** Milliseconds of a clock that never jumps. */
  readonly elapsed: () => number;
}

/** A spinner's text as lines: one when something has changed, and one now and then so that the silence says nothing. */
export function createPlainProgress({ stderr, enabled, elapsed }: PlainProgressOptions): Progress {
  let told: { readonly gist: string; readonly at: number } | null = null;
  let isOn = false;
  const say = (text: string, gist: string): void => {
    if (!enabled || text === '') return;
    if (told !== null && told.gist === gist && elapsed() - told.at < silence) return;
    told = { gist, at: elapsed() };
    stderr.write(`${printable(text)}\n`);
  };
  return {
    isShown: enabled,
    async start(text, gist = text) {
      isOn = true;
      say(text, gist);
    },
    update(text, gist = text) {
      if (isOn) say(text, gist);
    },
    clear() {},
    stop() {
      isOn = false;
    },
  };
}
