import type { Call } from './call.ts';
import { durianCalls } from './durian/calls.ts';
import { taomaCalls } from './taoma/calls.ts';
import { zhimaCalls } from './zhima/calls.ts';

/** Every call of every platform's client. */
export const calls: readonly Call[] = [...durianCalls, ...zhimaCalls, ...taomaCalls];

/** Every body that stands in a document, for the call it belongs to and for all others. */
export const samples: readonly string[] = calls.flatMap((call) => call.samples);
