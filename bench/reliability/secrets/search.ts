/**
 * Finds keys in texts, in whatever form. It shares nothing with src/core/redact.ts and works the other way round: it does
 * not list the ways in which a whole key may be written, but undoes in the text what could have been done to it, and
 * then looks for every piece of half a key.
 */

export interface Canary {
  /** What it is: `durian.apiKey`, `the proxy's password`. */
  readonly name: string;
  readonly value: string;
}

export interface Find {
  readonly canary: string;
  readonly how: string;
}

export type Search = (text: string) => readonly Find[];

interface Needle extends Find {
  readonly text: string;
}

/** From this length on half a key is as good as found. */
const divisible = 12;
/** Needles stand in a table under their first characters. */
const head = 6;

/** A search for all of these at once. Case is never looked at. */
export function createSearch(canaries: readonly Canary[]): Search {
  const byHead = new Map<string, Needle[]>();
  const short: Needle[] = [];
  for (const needle of canaries.flatMap(needlesOf)) {
    if (needle.text.length < head) short.push(needle);
    else byHead.set(needle.text.slice(0, head), [...(byHead.get(needle.text.slice(0, head)) ?? []), needle]);
  }
  return (text) => {
    const found = new Map<string, Find>();
    for (const [reading, read] of readingsOf(text)) {
      for (const needle of [...needlesIn(read, byHead), ...short.filter((one) => read.includes(one.text))]) {
        const { canary } = needle;
        if (!found.has(canary)) found.set(canary, { canary, how: [needle.how, reading].filter(Boolean).join(', ') });
      }
    }
    return [...found.values()];
  };
}

function needlesIn(text: string, byHead: ReadonlyMap<string, readonly Needle[]>): Needle[] {
  const found: Needle[] = [];
  for (let at = 0; at + head <= text.length; at += 1) {
    const needles = byHead.get(text.slice(at, at + head));
    if (needles !== undefined) found.push(...needles.filter((needle) => text.startsWith(needle.text, at)));
  }
  return found;
}

function needlesOf({ name, value }: Canary): Needle[] {
  const characters = [...value];
  const isWhole = characters.length < divisible;
  const length = isWhole ? characters.length : Math.ceil(characters.length / 2);
  const needles = new Map<string, string>();
  for (let start = 0; start + length <= characters.length; start += 1) {
    const piece = characters.slice(start, start + length).join('');
    const part = isWhole ? 'whole' : `from character ${start + 1}`;
    for (const [how, text] of spellingsOf(piece)) needles.set(fold(text), [how, part].filter(Boolean).join(' '));
  }
  return [...needles].map(([text, how]) => ({ canary: name, how, text }));
}

/** What can only be looked for, because it cannot be undone without knowing where it begins. */
function spellingsOf(piece: string): (readonly [how: string, text: string])[] {
  const bytes = Buffer.from(piece);
  const encoded = [0, 1, 2].map((shift) => ['in Base64', base64Behind(bytes, shift)] as const);
  return [
    ['', piece] as const,
    ['', piece.replace(/\s/gu, '')] as const,
    ['in hex', bytes.toString('hex')] as const,
    ...encoded,
    ...encoded.map(([how, text]) => [`${how} for URLs`, text.replaceAll('+', '-').replaceAll('/', '_')] as const),
  ].filter(([how, text]) => how === '' || text.length >= head);
}

/** The characters that these bytes alone decide when they stand behind `shift` others. */
function base64Behind(bytes: Buffer, shift: number): string {
  const all = Buffer.concat([Buffer.alloc(shift), bytes]);
  return all.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((all.length * 8) / 6));
}

/** In lower case, and the same for ß and SS. */
const fold = (text: string) => text.toUpperCase().toLowerCase();

/** The text, and what it was before it was encoded, wrapped or coloured. */
function readingsOf(text: string): (readonly [how: string, text: string])[] {
  const plain = text.replaceAll(/\0+/gu, '\0');
  const escaped = unescapeJson(plain);
  const readings: [string, string][] = [
    ['', plain],
    ['escaped in JSON', escaped],
    ['escaped in JSON twice', unescapeJson(escaped)],
    ['percent-encoded', unescapePercent(escaped)],
    ['percent-encoded as in a form', unescapePercent(escaped.replaceAll('+', ' '))],
    ['percent-encoded twice', unescapePercent(unescapePercent(escaped))],
    ['as HTML', unescapeHtml(plain)],
    ['as HTML', unescapeHtml(escaped)],
    ['broken up', squeeze(plain)],
    ['broken up', squeeze(escaped)],
  ];
  const seen = new Map<string, string>();
  for (const [how, read] of readings) {
    const folded = fold(read);
    if (!seen.has(folded)) seen.set(folded, how);
  }
  return [...seen].map(([read, how]) => [how, read] as const);
}

const shorthands: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/giu, (_whole, hex: string | undefined, letter: string | undefined) =>
    hex === undefined ? (shorthands[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function unescapePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/giu, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replace(/&#x([0-9a-f]{1,6});/giu, (_whole, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/gu, (_whole, digits: string) => codePoint(Number(digits)))
    .replace(/&(amp|lt|gt|quot|apos);/giu, (whole, name: string) => entities[name.toLowerCase()] ?? whole);
}

const codePoint = (value: number): string => (value <= 0x10ffff ? String.fromCodePoint(value) : '');

/** Without what a terminal, a table or a hostile writer may put between two letters. */
function squeeze(text: string): string {
  return text.replace(/\x1b\[[0-9;]*[A-Za-z]/gu, '').replace(/[\s\0\u00ad\u200b-\u200f\u2060\ufeff]/gu, '');
}
