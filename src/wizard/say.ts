import type { Context } from '../context/context.ts';
import type { Tone } from '../terminal/style.ts';

/** Sentences between the questions, broken between words. */
export async function say({ output }: Context, text: string, tone: Tone = 'plain'): Promise<void> {
  await output.show([{ kind: 'text', text: { text, tone } }]);
}
