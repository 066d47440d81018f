import { type Document, edited, type Kind, worded } from '../wire.ts';

const frame: readonly string[] = ['code', 'msg', 'state', 'message', 'valid', 'status', 'size'];

/** Changes every value that is a fact and no part of the frame. */
function withFacts(document: Document, change: (value: unknown) => unknown): Document {
  const deep = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(deep);
    if (typeof value !== 'object' || value === null) return change(value);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deep(inner)]));
  };
  const members = Object.entries(document);
  return Object.fromEntries(members.map(([name, value]) => [name, frame.includes(name) ? value : deep(value)]));
}

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^[+]?\d+$/u.test(value));

const emptied = (value: unknown): unknown => (Array.isArray(value) ? [] : typeof value === 'object' ? {} : '');

const bare = (document: Document): Document =>
  Object.fromEntries(Object.entries(document).filter(([name]) => frame.includes(name)));

/** Bare JSON in an edited document: the quotes around it go. */
const raw = (source: string): string => `@raw@${source}@raw@`;
const unquote = (json: string): string => json.replaceAll(/"@raw@(.*?)@raw@"/gu, '$1');
const editedRaw = (name: string, reads: Kind['reads'], edit: (document: Document) => unknown): Kind =>
  worded(name, reads, (text) => unquote(JSON.stringify(edit(JSON.parse(text) as Document))));

/** The document's own members once more, each with a value that takes it back. */
function refusalOf(text: string): string {
  const taken = Object.entries(JSON.parse(text) as Document).map(([name, value]) => {
    if (name === 'code') return [name, 906];
    return [name, typeof value === 'boolean' ? !value : typeof value === 'number' ? 0 : ''];
  });
  return JSON.stringify(Object.fromEntries(taken)).slice(1, -1);
}

const withMember = (name: string, reads: Kind['reads'], member: string): Kind =>
  worded(name, reads, (text) => text.replace('{', `{${member},`));

const nested = (depth: number): string => '{"a":['.repeat(depth) + ']}'.repeat(depth);

/** Documents that are well-formed, with something odd in them. */
export const contentKinds: readonly Kind[] = [
  withMember('a member that nobody knows', 'yes', '"serverTime":1893456000123'),
  withMember('a number of twenty digits beside it', 'yes', '"requestId":12345678901234567890'),
  withMember('1e308 beside it', 'yes', '"quota":1e308'),
  withMember('1e999 beside it', 'perhaps', '"quota":1e999'),
  withMember('an empty name beside it', 'yes', '"":""'),
  withMember('a hundred levels beside it', 'yes', `"rest":${nested(50)}`),
  withMember('forty thousand levels beside it', 'perhaps', `"rest":${nested(20_000)}`),
  withMember('nine hundred kilobytes beside it', 'yes', `"rest":"${'n'.repeat(900_000)}"`),
  withMember(
    'ten thousand members beside it',
    'yes',
    Array.from({ length: 10_000 }, (_, n) => `"x${n}":${n}`).join(','),
  ),
  withMember('__proto__ beside it', 'perhaps', '"__proto__":{"polluted":true,"code":906,"state":false}'),
  withMember('constructor beside it', 'perhaps', '"constructor":{"prototype":{"polluted":true}}'),
  withMember('toString beside it', 'perhaps', '"toString":1,"hasOwnProperty":2,"valueOf":null'),
  worded('all of it in __proto__', 'no', (text) => `{"__proto__":${text}}`),
  worded('all of it in constructor', 'no', (text) => `{"constructor":{"prototype":${text}}}`),
  worded('its names twice, the same', 'perhaps', (text) => `${text.slice(0, -1)},${text.slice(1)}`),
  worded('its names twice, a refusal last', 'no', (text) => `${text.slice(0, -1)},${refusalOf(text)}}`),
  worded('its names twice, a refusal first', 'no', (text) => `{${refusalOf(text)},${text.slice(1)}`),
  edited('numbers as strings', 'yes', (document) =>
    JSON.parse(JSON.stringify(document), (_, value) => (typeof value === 'number' ? String(value) : value)),
  ),
  edited('truth as strings', 'perhaps', (document) =>
    JSON.parse(JSON.stringify(document), (_, value) => (typeof value === 'boolean' ? String(value) : value)),
  ),
  edited('truth as numbers', 'perhaps', (document) =>
    JSON.parse(JSON.stringify(document), (_, value) => (typeof value === 'boolean' ? Number(value) : value)),
  ),
  editedRaw('strings as numbers', 'perhaps', (document) =>
    withFacts(document, (value) =>
      typeof value === 'string' && /^\+?[1-9]\d*$/u.test(value) ? raw(value.replace('+', '')) : value,
    ),
  ),
  edited('twenty digits in place of each number', 'perhaps', (document) =>
    withFacts(document, (value) => (isNumeric(value) ? '12345678901234567890' : value)),
  ),
  editedRaw('1e308 in place of each number', 'perhaps', (document) =>
    withFacts(document, (value) => (isNumeric(value) ? raw('1e308') : value)),
  ),
  edited('a negative number in place of each', 'perhaps', (document) =>
    withFacts(document, (value) => (isNumeric(value) ? -7 : value)),
  ),
  edited('null in place of each fact', 'yes', (document) => withFacts(document, () => null)),
  edited('true in place of each fact', 'perhaps', (document) => withFacts(document, () => true)),
  edited('an object in place of each fact', 'perhaps', (document) => withFacts(document, (value) => ({ value }))),
  edited('the words null and undefined in place of each fact', 'perhaps', (document) =>
    withFacts(document, (value) => (typeof value === 'string' ? 'null' : 'undefined')),
  ),
  edited('empty facts', 'yes', (document) =>
    Object.fromEntries(
      Object.entries(document).map(([name, value]) => [name, frame.includes(name) ? value : emptied(value)]),
    ),
  ),
  edited('a success without its facts', 'yes', bare),
  edited('names in capitals', 'perhaps', (document) =>
    Object.fromEntries(Object.entries(document).map(([name, value]) => [name.toUpperCase(), value])),
  ),
  edited('names with blanks', 'perhaps', (document) =>
    Object.fromEntries(Object.entries(document).map(([name, value]) => [` ${name} `, value])),
  ),
  edited('another size', 'perhaps', (document) => ({ ...document, size: Number(document.size ?? 0) + 1 })),
  worded('another number', 'yes', (text) =>
    text.replaceAll(
      /\d{8,15}/gu,
      (digits) => digits.slice(0, -2) + String(99 - Number(digits.slice(-2))).padStart(2, '0'),
    ),
  ),
];
