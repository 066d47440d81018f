import { SmsctlError } from '../core/errors.ts';
import type { HttpAnswer } from '../core/ports.ts';

/**
 * From a body to a value, or `provider.protocol`. Parse tolerantly, decide strictly: numbers may stand as strings and
 * the other way round, so every number is handed on as the text that stood in the body and no digit is ever lost.
 */

/** A JSON value whose numbers are their source text. */
export type Json = string | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export function protocolError(reason: string): SmsctlError {
  return new SmsctlError('provider.protocol', { params: { reason } });
}

/** The body of an answer that came with a success status. Others say nothing about what the platform did. */
export function successText(answer: HttpAnswer): string {
  const { status, text } = answer;
  if (status >= 200 && status < 300) return text;
  if (status === 429) throw new SmsctlError('rate.limited', { providerCode: 'HTTP 429' });
  if (status >= 500) {
    throw new SmsctlError('provider.unreachable', { params: { reason: 'status' }, providerCode: `HTTP ${status}` });
  }
  const redirected = status >= 300 && status < 400;
  throw new SmsctlError('provider.protocol', {
    params: { reason: redirected ? 'redirect' : 'status' },
    providerCode: `HTTP ${status}`,
  });
}

let lastText: string | null = null;
let lastValue: Json = null;

/** Keeps the last value: a platform that says "not yet" a thousand times says it in the same words. */
export function parseJson(text: string): Json {
  if (text === lastText) return lastValue;
  const value = parseAnew(text);
  lastText = text;
  lastValue = value;
  return value;
}

function parseAnew(text: string): Json {
  if (text.trim() === '') throw protocolError('empty');
  let names = -1; // the whole is visited as well, under an empty name
  function visit(this: unknown, _name: string, value: unknown, context?: { readonly source?: string }): unknown {
    if (!Array.isArray(this)) names += 1;
    return typeof value === 'number' ? (context?.source ?? String(value)) : value;
  }
  let parsed: Json;
  try {
    parsed = JSON.parse(text, visit) as Json;
  } catch {
    // The parser's own message quotes the body, which is the platform's and may be anything.
    throw protocolError(/^\s*</u.test(text) ? 'html' : 'notJson');
  }
  // A name that stands twice says two things, of which the parser would hand on the last.
  if (countNames(text) !== names) throw protocolError('shape');
  return parsed;
}

/** Names of members in a text that is JSON: the strings before a colon. */
function countNames(json: string): number {
  let count = 0;
  for (const [, colon] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/gu)) if (colon !== undefined) count += 1;
  return count;
}

export function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property, so that nothing is ever read from a prototype. */
export function property(value: Json, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
