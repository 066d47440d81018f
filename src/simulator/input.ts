import { SmsctlError } from '../core/errors.ts';

/** A value of JSON that somebody wrote, and where it stands in it: `projects.123.kind`. */
export interface Field {
  readonly path: string;
  readonly value: unknown;
}

/** Every reader below throws this: SmsctlError `usage.invalidValue` that names the place and what belongs there. */
export function refuse(field: Field, expected: string): never {
  const params = { option: '--scenario', value: field.path === '' ? 'JSON' : field.path, expected };
  throw new SmsctlError('usage.invalidValue', { params, effect: 'none' });
}

/** The JSON in a text. */
export function readJson(text: string): Field {
  try {
    return { path: '', value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return refuse({ path: '', value: text }, 'well-formed');
  }
}

/** An object's fields, by any name. */
export function readEntries(field: Field): [name: string, field: Field][] {
  const { value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(field, 'an object');
  return Object.entries(value).map(([name, inner]) => [name, { path: pathOf(field.path, name), value: inner }]);
}

/** An object's fields; a name that is not among `known` is refused. Null counts as absent. */
export function readFields<Name extends string>(field: Field, known: readonly Name[]): Partial<Record<Name, Field>> {
  const fields: Partial<Record<Name, Field>> = {};
  for (const [name, inner] of readEntries(field)) {
    const wanted = known.find((one) => one === name);
    if (wanted === undefined) return refuse(inner, `one of ${known.join(', ')}`);
    if (inner.value !== null) fields[wanted] = inner;
  }
  return fields;
}

export function readList(field: Field): Field[] {
  if (!Array.isArray(field.value)) return refuse(field, 'a list');
  return field.value.map((value: unknown, index) => ({ path: `${field.path}[${index}]`, value }));
}

export function readText(field: Field): string {
  return typeof field.value === 'string' ? field.value : refuse(field, 'text');
}

/** A name that is not empty; a whole number is taken for its digits. */
export function readName(field: Field): string {
  const { value } = field;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : refuse(field, 'text that is not empty');
}

export function readFlag(field: Field): boolean {
  return typeof field.value === 'boolean' ? field.value : refuse(field, 'true or false');
}

export function readNumber(field: Field, least = 0): number {
  const { value } = field;
  return typeof value === 'number' && Number.isFinite(value) && value >= least
    ? value
    : refuse(field, `a number from ${least}`);
}

export function readCount(field: Field, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const { value } = field;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  return refuse(field, `a whole number from ${least}${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}`);
}

export function readChoice<Choice extends string>(field: Field, choices: readonly Choice[]): Choice {
  return choices.find((choice) => choice === field.value) ?? refuse(field, `one of ${choices.join(', ')}`);
}

/** What a reader makes of a field, or null where it is absent. */
export function readIf<T>(field: Field | undefined, read: (field: Field) => T): T | null {
  return field === undefined ? null : read(field);
}

/** What a reader makes of a field that must be there. */
export function readNeeded<T>(field: Field | undefined, path: string, read: (field: Field) => T): T {
  return field === undefined ? refuse({ path, value: undefined }, 'given') : read(field);
}

/** The place of a field in the object at `path`. */
export function pathOf(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
