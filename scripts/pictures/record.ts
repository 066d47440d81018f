import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../src/messages/index.ts';
import { openPty, type Pty } from '../../test/helpers/pty.ts';
import type { Cell } from '../../test/helpers/pty-screen.ts';
import { bin } from '../../test/helpers/run-cli.ts';
import type { Scene, Step } from './scenes.ts';

/** What could be seen, and since when, in milliseconds from the start. */
export interface Frame {
  readonly at: number;
  readonly rows: readonly (readonly Cell[])[];
}

const prompt = '$ ';
/** Fast enough for a spinner, and no more than a picture can carry. */
const shutter = 120;
/** A line that is written anew is erased first: nobody sees that, and no picture should. */
const settling = 15;

/** Plays a scene in a shell, in a home of its own. A still is a recording of one frame. */
export async function record(scene: Scene, language: Language): Promise<Frame[]> {
  const home = mkdtempSync(join(tmpdir(), 'smsctl-picture-'));
  try {
    const env = { SMSCTL_LANG: language, PS1: prompt, PATH: `${programFolder(home)}:${process.env.PATH ?? ''}` };
    const shell = { command: ['bash', '--norc', '--noprofile', '-i'], env, home, cwd: home };
    if (scene.before !== undefined) {
      await using unseen = await openPty({ ...shell, columns: 200, rows: 200 });
      await hasPrompt(unseen);
      for (const run of scene.before) await play(unseen, { run }, language);
    }
    await using terminal = await openPty({ ...shell, columns: scene.columns, rows: scene.rows });
    await hasPrompt(terminal);
    const frames: Frame[] = [{ at: 0, rows: terminal.cells() }];
    const start = performance.now();
    const shoot = () => frames.push({ at: performance.now() - start, rows: terminal.cells() });
    let pending: NodeJS.Timeout | null = null;
    terminal.onChange(() => {
      if (pending !== null) return;
      const since = performance.now() - start - (frames.at(-1)?.at ?? 0);
      pending = setTimeout(
        () => {
          pending = null;
          shoot();
        },
        Math.max(settling, shutter - since),
      );
    });
    for (const step of scene.steps) {
      await play(terminal, step, language);
      shoot();
    }
    if (pending !== null) clearTimeout(pending);
    return scene.moves === true ? frames : frames.slice(-1).map(({ rows }) => ({ at: 0, rows }));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function play(terminal: Pty, step: Step, language: Language): Promise<void> {
  if ('type' in step) terminal.type(step.type);
  else if ('press' in step) terminal.press(...step.press);
  else if ('waitFor' in step) {
    if (step.waitFor === 'prompt') await hasPrompt(terminal);
    else await terminal.waitFor(step.waitFor[language]);
  } else {
    const line = 'run' in step ? step.run : step.start;
    terminal.type(line);
    await terminal.waitFor(line);
    const before = terminal.scrollback().length;
    terminal.press('enter');
    await terminal.waitFor(() => terminal.scrollback().length > before);
    if ('run' in step) await hasPrompt(terminal);
  }
}

/** The prompt is the last thing on the screen, and the cursor stands behind it. */
const hasPrompt = (terminal: Pty): Promise<void> =>
  terminal.waitFor((lines) => lines.at(-1) === prompt.trimEnd() && terminal.cursor().x === prompt.length);

/** A folder in which the program is found under its name. */
function programFolder(home: string): string {
  const folder = join(home, '.bin');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'smsctl');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}
