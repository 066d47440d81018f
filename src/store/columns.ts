import type { Row } from './database.ts';
import { DecodeError } from './storage-error.ts';

/** Columns of a row as the types they are declared with. Each throws DecodeError where the file says otherwise. */

export function textIn(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new DecodeError(name);
  return value;
}

export function textOrNullIn(row: Row, name: string): string | null {
  return row[name] === null ? null : textIn(row, name);
}

export function integerIn(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== 'number') throw new DecodeError(name);
  return value;
}

export function integerOrNullIn(row: Row, name: string): number | null {
  return row[name] === null ? null : integerIn(row, name);
}

export function jsonIn(row: Row, name: string): unknown {
  try {
    return JSON.parse(textIn(row, name));
  } catch {
    throw new DecodeError(name);
  }
}
