import type { Call } from './call.ts';
import { durianCalls } from './calls/durian.ts';
import { taomaCalls } from './calls/taoma.ts';
import { zhimaCalls } from './calls/zhima.ts';

/** Every call that the program can make. */
export const calls: readonly Call[] = [...durianCalls, ...zhimaCalls, ...taomaCalls];
