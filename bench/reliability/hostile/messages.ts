import { type Mode, modes } from '../../../test/helpers/run-cli.ts';
import { startStage } from '../../../test/helpers/stage.ts';
import { tell } from '../rig/in-process.ts';
import { type Platform, platforms } from '../rig/parrot-words.ts';
import { randomFrom } from '../rig/random.ts';
import { fuzzText } from './fuzz.ts';
import { hostileTexts } from './texts.ts';
import { judgeStreams, textsIn } from './verdict.ts';

export interface EndReport {
  readonly round: string;
  readonly breaches: readonly string[];
  readonly runs: number;
  readonly texts: number;
}

/** Every text by hand, then any. */
export function textOf(index: number, random: () => number): string {
  return [...hostileTexts.values()][index] ?? fuzzText(random);
}

/** A hostile SMS arrives at a number of the simulator, and the program waits for it, shows it, and shows it again. */
export async function receive({ seed, index }: { seed: number; index: number }): Promise<EndReport> {
  const random = randomFrom(seed * 17_000_023 + index);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const platform: Platform = platforms[index % platforms.length] ?? 'zhima';
  const text = textOf(index, random);
  await using stage = await startStage({}, [platform]);
  const { number } = await stage.rent('9001');
  // What is blank is no message, so there is always a code in it.
  const message = `${text}482913${pick(['', text, '\n', ' ok'])}`;
  await stage.message(number, message, '9001', `${text}x`);
  // Durian hands over the code alone, in a list whose spaces are no part of it.
  const sent = platform === 'durian' ? `${text}x`.trim() : message;
  const breaches: string[] = [];
  const look = async (words: readonly string[], mode: Mode) => {
    const env = random() < 0.5 ? { NO_COLOR: '', FORCE_COLOR: mode === 'json' ? '' : '1' } : {};
    const told = await tell(words, stage.with({ mode, lang: pick(['en', 'zh-CN']), env }));
    if (told.broken !== null) breaches.push(`${told.line}: ${told.broken.slice(0, 200)}`);
    const streams = { mode, stdout: told.stdout, stderr: told.stderr };
    breaches.push(...judgeStreams(streams).map((what) => `${what} of ${told.line} to a ${mode}`));
    return told;
  };
  const mode = pick(modes);
  const first = await look(['wait-code', '--once'], mode);
  await look(['numbers', '--all'], pick(modes));
  const later = await look(['numbers', '--all'], 'json');
  for (const told of mode === 'json' ? [first, later] : [later]) {
    const isThere = textsIn(JSON.parse(told.stdout || '{}')).includes(sent);
    if (!isThere) breaches.push(`the text in ${told.line} is not the one that was sent: ${JSON.stringify(sent)}`);
  }
  return { round: `message-${index}`, breaches, runs: 4, texts: 1 };
}
