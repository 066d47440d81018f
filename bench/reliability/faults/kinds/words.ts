import type { StagedPlatform } from '../../../../test/helpers/stage.ts';
import { type Document, edited, type Kind, type Place } from '../wire.ts';

/** The member in which a platform speaks, where its words are not themselves the answer. */
function withWords(document: Document, platform: StagedPlatform, words: string): Document {
  if (platform === 'durian') return { ...document, msg: words };
  const name = platform === 'zhima' ? 'msg' : 'message';
  const isFree = (document[name] ?? '') === '';
  return { ...document, [isFree ? name : 'note']: words };
}

const spoken = (name: string, words: (place: Place) => string): Kind =>
  edited(`a success with ${name}`, 'yes', (document, place) => withWords(document, place.platform, words(place)));

/** A refusal in words that no document knows. */
const refusals: Readonly<Record<StagedPlatform, (words: string) => unknown>> = {
  durian: (words) => ({ code: 299, msg: words, data: '' }),
  zhima: (words) => ({ msg: words }),
  taoma: (words) => ({ state: false, message: words }),
};

const refused = (name: string, words: (place: Place) => string): Kind =>
  edited(`a refusal with ${name}`, 'yes', (_, place) => refusals[place.platform](words(place)));

const quoted = ({ target }: Place): string => `${decodeURIComponent(target)} ${target}`;
const hostile = (): string => '\x1b[2J\x1b]0;owned\x07\u202e\u2066evil\u0000\x9b31m\r\nrest';
const trace = (): string => 'java.lang.NullPointerException\n\tat com.example.Api.rent(Api.java:128)\n    at x.y:7';

/** What the platform says beside its answer, or instead of it. */
export const wordKinds: readonly Kind[] = [
  spoken('the request quoted', quoted),
  spoken('words that drive a terminal', hostile),
  spoken('half a character', () => 'a\ud800b'),
  spoken('a hundred thousand characters', () => '好'.repeat(100_000)),
  spoken('a stack trace', trace),
  refused('unknown words', () => '不明原因'),
  refused('the request quoted', quoted),
  refused('words that drive a terminal', hostile),
  refused('half a character', () => '不明\ud800原因'),
  refused('a hundred thousand characters', () => '怪'.repeat(100_000)),
  refused('a stack trace', trace),
  edited('a refusal without words', 'yes', (_, { platform }) => refusals[platform]('')),
];
