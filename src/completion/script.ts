import type { Context } from '../context/context.ts';
import type { Input } from '../input/spec.ts';
import { choiceIn } from '../input/values.ts';
import { scripts } from './scripts.ts';
import { shells } from './shells.ts';

/** `smsctl completion SHELL`: the script that a shell loads. */
export async function runCompletion({ texts, output }: Context, { words }: Input): Promise<void> {
  const shell = choiceIn(shells, { value: words[0] ?? '', label: 'SHELL' }, texts);
  const script = scripts[shell];
  const lines = script.trimEnd().split('\n');
  await output.result({
    json: { shell, script },
    plain: lines.map((line) => [line]),
    blocks: lines.map((line) => ({ kind: 'line', text: line })),
  });
}
