/**
 * What a document says, read by the platforms' documents and by nothing of the program's: as tolerant as a careful
 * person with the document in hand, so that a success which even that person cannot find is a false one.
 */
export interface Said {
  /** `already`: it was so before, or the number is not held any more. */
  readonly is: 'yes' | 'already';
  /** What it tells: digits of numbers, a balance, an SMS. */
  readonly facts: readonly string[];
}

/** Reads the answer to one request, `METHOD target body`; null where it says no, or nothing. */
export type Reader = (text: string, request: string) => Said | null;

export const yes = (...facts: readonly string[]): Said => ({ is: 'yes', facts });
export const already: Said = { is: 'already', facts: [] };

export const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '');

type Members = Readonly<Record<string, unknown>>;

/** A JSON object, its numbers as they are written; null for anything else. */
export function readObject(text: string): Members | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff+/u, ''), keepNumber);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function keepNumber(this: unknown, _name: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member as a text, without the blanks around it; the empty text where there is none. */
export function textOf(members: Members, name: string): string {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

/** The telephone numbers in a list, or in a text with commas, as digits; each once. */
export function numbersIn(value: unknown): string[] {
  const pieces = [value].flat().flatMap((entry) => (typeof entry === 'string' ? entry.split(/[,，]/u) : []));
  const numbers = pieces.map((piece) => piece.trim()).filter((piece) => /^\+?\d{7,15}$/u.test(piece));
  return [...new Set(numbers.map(digitsOf))];
}

export const isDecimal = (text: string): boolean => /^-?\d+(\.\d+)?$/u.test(text);
