import { randomFrom } from '../rig/random.ts';
import { inventKey, kinds } from './canaries.ts';
import { type Canary, createSearch } from './search.ts';

/** A text with a key in it, written by the bench itself. */
interface Plant {
  readonly name: string;
  readonly canary: string;
  readonly text: string;
}

const percentAll = (text: string) => Buffer.from(text).toString('hex').replace(/../gu, '%$&');
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const ascii = (text: string) =>
  [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const middle = (text: string, between: string) => {
  const characters = [...text];
  const half = Math.floor(characters.length / 2);
  return `${characters.slice(0, half).join('')}${between}${characters.slice(half).join('')}`;
};

/** The forms in which a key may leak. They are made by other code than the search undoes them with. */
export const forms: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'in upper case': (key) => key.toUpperCase(),
  'in lower case': (key) => key.toLowerCase(),
  'percent-encoded': (key) => encodeURIComponent(key),
  'percent-encoded in lower case': (key) => encodeURIComponent(key).replace(/%../gu, (hex) => hex.toLowerCase()),
  'percent-encoded by encodeURI': (key) => encodeURI(key),
  'percent-encoded whole': percentAll,
  'percent-encoded twice': (key) => encodeURIComponent(encodeURIComponent(key)),
  'as a form': (key) => new URLSearchParams([['', key]]).toString().slice(1),
  'in Base64': (key) => Buffer.from(key).toString('base64'),
  'in Base64 behind one byte': (key) => Buffer.from(`:${key}.`).toString('base64'),
  'in Base64 behind two bytes': (key) => Buffer.from(`me${key}..`).toString('base64'),
  'in Base64 for URLs': (key) => Buffer.from(key).toString('base64url'),
  'in Base64 for URLs behind four bytes': (key) => Buffer.from(`user${key}`).toString('base64url'),
  'in Base64, percent-encoded': (key) => encodeURIComponent(Buffer.from(key).toString('base64')),
  'in hex': (key) => Buffer.from(key).toString('hex'),
  'in upper-case hex': (key) => Buffer.from(key).toString('hex').toUpperCase(),
  'escaped in JSON': json,
  'escaped in JSON, slashes too': (key) => json(key).replaceAll('/', '\\/'),
  'escaped in JSON, all of it': ascii,
  'escaped in JSON twice': (key) => json(json(key)),
  'as HTML': (key) => key.replace(/[&<>"']/gu, (sign) => signs[sign] ?? sign),
  'as HTML in numbers': (key) => [...key].map((sign) => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`).join(''),
  'broken over two lines': (key) => middle(key, '\n    '),
  'with a colour in it': (key) => middle(key, '\x1b[39m\x1b[32m'),
  'with an invisible letter in it': (key) => middle(key, '\u200b'),
};

const carriers: Readonly<Record<string, (text: string) => string>> = {
  'a line': (text) => `Error: The platform refused the operation.\n  The platform says: 803 no such key: ${text}\n`,
  'a JSON document': (text) => `{"error":{"code":"provider.refused","exitCode":11,"providerMessage":"x ${text} y"}}\n`,
  'an address': (text) => `GET http://127.0.0.1:1/out/ext_api/getMsg?name=***&ApiKey=${text}&pid=1 → 200 12 bytes\n`,
  'a database': (text) => `SQLite format 3\0${'\0\x02\x17'.repeat(400)}messages[]${text}\0\0\x81\ufffd4`,
};

/** All of a key of 12 and more characters, and halves of it. */
function partsOf(key: string): (readonly [name: string, part: string])[] {
  const characters = [...key];
  const half = Math.ceil(characters.length / 2);
  const whole = ['all', key] as const;
  if (characters.length < 12) return [whole];
  const from = (start: number) => characters.slice(start, start + half).join('');
  return [
    whole,
    ['the first half', from(0)],
    ['the middle', from(2)],
    ['the last half', from(characters.length - half)],
  ];
}

export interface Harvest {
  readonly planted: number;
  readonly missed: readonly string[];
  /** Texts without a key in which one was found. */
  readonly falseAlarms: readonly string[];
}

/** Plants every form of every part of a key of every kind, and looks what the search finds. */
export function plantLeaks(seed: number): Harvest {
  const random = randomFrom(seed);
  const canaries = kinds.map((kind): Canary => ({ name: kind, value: inventKey(kind, random) }));
  const search = createSearch(canaries);
  const plants = canaries.flatMap(plantsOf);
  const missed = plants.filter(({ text, canary }) => !search(text).some((find) => find.canary === canary));
  const others = kinds.map((kind): Canary => ({ name: kind, value: inventKey(kind, random) })).flatMap(plantsOf);
  const alarms = [...others, ...canaries.flatMap(lessThanHalf)].filter(({ text }) => search(text).length > 0);
  return {
    planted: plants.length,
    missed: missed.map(({ name }) => name),
    falseAlarms: alarms.map(({ name, text }) => `${name}: ${search(text)[0]?.how}`),
  };
}

function plantsOf({ name, value }: Canary): Plant[] {
  return partsOf(value).flatMap(([part, text]) =>
    Object.entries(forms)
      .filter(([form]) => [...text].length >= 6 || !isLong(form))
      .flatMap(([form, write]) =>
        Object.entries(carriers).map(([carrier, carry]) => ({
          name: `${part} of ${name} ${form} in ${carrier}`,
          canary: name,
          text: carry(write(text)),
        })),
      ),
  );
}

/** So few bytes leave too few characters in these forms to be told from chance. */
const isLong = (form: string) => form.includes('Base64 behind') || form.includes('behind four');

/** Spaces at the end of a piece are no part of it to the eye, so that less than half of such a key may look like half. */
function lessThanHalf({ name, value }: Canary): Plant[] {
  const characters = [...value];
  if (characters.length < 12 || value.includes(' ')) return [];
  const text = characters.slice(0, Math.ceil(characters.length / 2) - 1).join('');
  return [{ name: `less than half of ${name}`, canary: name, text: ` ${text} ` }];
}
