/**
 * A reader of JSON of its own, from RFC 8259: numbers stay the text they are, and a name that stands twice in one object is
 * noticed.
 */

export class Num {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = string | Num | boolean | null | readonly Value[] | ReadonlyMap<string, Value>;

export interface Document {
  readonly value: Value;
  /** A name stands twice somewhere. */
  readonly hasDoubles: boolean;
}

/** Nested deeper than anybody needs: whether it is read is left to the reader's stack. */
export class TooDeep extends Error {}
const deepest = 1_000;

class NotJson extends Error {}

/** Null for what is no JSON. @throws TooDeep */
export function readJson(text: string): Document | null {
  const source: Source = { text, at: 0, hasDoubles: false };
  try {
    const value = readValue(source, 0);
    skipSpace(source);
    return source.at === text.length ? { value, hasDoubles: source.hasDoubles } : null;
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

interface Source {
  readonly text: string;
  at: number;
  hasDoubles: boolean;
}

/** Made once: nobody looks at where it came from. */
const broken = new NotJson();

function skipSpace(source: Source): void {
  for (;;) {
    const code = source.text.charCodeAt(source.at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    source.at += 1;
  }
}

function readValue(source: Source, depth: number): Value {
  if (depth > deepest) throw new TooDeep();
  skipSpace(source);
  switch (source.text[source.at]) {
    case '{':
      return readObject(source, depth);
    case '[':
      return readList(source, depth);
    case '"':
      return readText(source);
    case 't':
      return readWord(source, 'true', true);
    case 'f':
      return readWord(source, 'false', false);
    case 'n':
      return readWord(source, 'null', null);
    default:
      return readNumber(source);
  }
}

function readWord<T>(source: Source, word: string, meaning: T): T {
  if (!source.text.startsWith(word, source.at)) throw broken;
  source.at += word.length;
  return meaning;
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

function readNumber(source: Source): Num {
  number.lastIndex = source.at;
  const [text = ''] = number.exec(source.text) ?? [];
  if (text === '') throw broken;
  source.at += text.length;
  return new Num(text);
}

const short: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function readText(source: Source): string {
  const { text } = source;
  let whole = '';
  let from = source.at + 1;
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    if (Number.isNaN(code) || code < 0x20) throw broken;
    if (code === 0x22) {
      source.at = at + 1;
      return whole + text.slice(from, at);
    }
    if (code !== 0x5c) continue;
    whole += text.slice(from, at);
    const escaped = text[at + 1] ?? '';
    if (escaped === 'u') {
      const hex = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw broken;
      whole += String.fromCharCode(Number.parseInt(hex, 16));
      at += 5;
    } else {
      const meant = Object.hasOwn(short, escaped) ? short[escaped] : undefined;
      if (meant === undefined) throw broken;
      whole += meant;
      at += 1;
    }
    from = at + 1;
  }
}

function readList(source: Source, depth: number): Value[] {
  const list: Value[] = [];
  source.at += 1;
  skipSpace(source);
  if (source.text[source.at] === ']') {
    source.at += 1;
    return list;
  }
  for (;;) {
    list.push(readValue(source, depth + 1));
    if (endsOrGoesOn(source, ']')) return list;
  }
}

function readObject(source: Source, depth: number): Map<string, Value> {
  const members = new Map<string, Value>();
  source.at += 1;
  skipSpace(source);
  if (source.text[source.at] === '}') {
    source.at += 1;
    return members;
  }
  for (;;) {
    skipSpace(source);
    if (source.text[source.at] !== '"') throw broken;
    const name = readText(source);
    skipSpace(source);
    if (source.text[source.at] !== ':') throw broken;
    source.at += 1;
    if (members.has(name)) source.hasDoubles = true;
    members.set(name, readValue(source, depth + 1));
    if (endsOrGoesOn(source, '}')) return members;
  }
}

function endsOrGoesOn(source: Source, end: string): boolean {
  skipSpace(source);
  const mark = source.text[source.at];
  if (mark !== end && mark !== ',') throw broken;
  source.at += 1;
  return mark === end;
}
