import type { Context } from '../context/context.ts';
import type { Input } from '../input/spec.ts';
import { isSet } from '../input/values.ts';
import { languageOf, loadMessages } from '../messages/index.ts';
import { candidatesFor, type Offer } from './candidates.ts';
import { createLookUp } from './look-up.ts';
import { type Grammar, readTypedLine } from './typed-line.ts';

/**
 * `smsctl complete -- WORDS…`, which the scripts call: what may stand in place of the last word. The first line says
 * `values` or `files`; a line for each value and its meaning follows. Whatever goes wrong, there is just nothing to
 * offer: somebody is in the middle of typing.
 */
export async function runComplete(context: Context, input: Input, grammar: Grammar): Promise<void> {
  const words = isSet(input, 'next') ? [...input.words, ''] : input.words;
  const offer = await offerFor(context, words, grammar).catch((): Offer => []);
  const values = offer === 'files' ? [] : offer;
  const rows = values.map(({ value, text }) => [value, text]);
  await context.output.result({
    json: { files: offer === 'files', values },
    plain: [[offer === 'files' ? 'files' : 'values'], ...rows],
    blocks: rows.map(([value = '', text = '']) => ({ kind: 'line', text: `${value}  ${text}` })),
  });
}

async function offerFor(context: Context, words: readonly string[], grammar: Grammar): Promise<Offer> {
  // The line that is being typed may say another language than the machine's.
  const wanted = languageOf(readTypedLine(words, grammar).given.get('--lang') ?? '');
  const texts = wanted === null ? context.texts : await loadMessages(wanted);
  const lookUp = createLookUp({ context, texts, ...grammar });
  return candidatesFor(words, { ...grammar, texts, lookUp });
}
