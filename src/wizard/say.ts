import type { Context } from '../context/context.ts';
import type { Tone } from '../terminal/style.ts';

/** An empty line, where something else begins. */
export const pause = ({ output }: Context): Promise<void> => output.show([{ kind: 'line', text: '' }]);

/** Sentences between the questions, broken between words. */
export async function say({ output }: Context, text: string, tone: Tone = 'plain'): Promise<void> {
  await output.show([{ kind: 'text', text: { text, tone } }]);
}
