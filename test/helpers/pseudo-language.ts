import { en } from '../../src/messages/en/index.ts';
import type { Messages } from '../../src/messages/index.ts';

/** What a language does not translate: its own name, and lines that are typed. */
const typed = new Set(['locale']);

/** English in letters nobody else uses. What is handed to a text, such as a number or a path, stays as it is. */
export function pseudoMessages(): Messages {
  return disguised(en) as Messages;
}

function disguised(value: unknown): unknown {
  if (typeof value === 'string') return disguise(value, []);
  if (isText(value)) return (...given: unknown[]) => disguisedResult(value, given);
  if (Array.isArray(value)) return value.map(disguised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, typed.has(name) ? inner : disguised(inner)]),
  );
}

/** A text is called with its data, or with a function that hands the data out by name. */
function disguisedResult(text: (...given: never[]) => unknown, given: readonly unknown[]): unknown {
  const data: string[] = [];
  const keep = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) keep(one);
    else if (typeof value === 'string') data.push(value);
  };
  const handed = given.map((one) => {
    if (typeof one !== 'function') {
      keep(one);
      return one;
    }
    return (...names: unknown[]) => {
      const value: unknown = one(...names);
      keep(value);
      return value;
    };
  });
  const result: unknown = Reflect.apply(text, undefined, handed);
  return disguiseAll(result, data);
}

function disguiseAll(value: unknown, data: readonly string[]): unknown {
  if (typeof value === 'string') return disguise(value, data);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, disguiseAll(inner, data)]));
}

function disguise(text: string, data: readonly string[]): string {
  const kept = data.filter((one) => one.length > 1 && text.includes(one)).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${kept.map(asPattern).join('|') || '$^'})`);
  return text
    .split(pattern)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[A-Za-z]/g, disguisedLetter)))
    .join('');
}

/** Letters of the phonetic alphabet and Cyrillic capitals: one column each, as the letters they stand for. */
function disguisedLetter(letter: string): string {
  const code = letter.charCodeAt(0);
  return String.fromCharCode(letter >= 'a' ? 0x250 + code - 97 : 0x410 + code - 65);
}

const isText = (value: unknown): value is (...given: never[]) => unknown => typeof value === 'function';

const asPattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
