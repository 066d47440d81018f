import {
  type Field,
  pathOf,
  readChoice,
  readCount,
  readEntries,
  readFields,
  readIf,
  readName,
  readNumber,
  readText,
} from './input.ts';
import type { WorldState } from './state.ts';

/** What goes wrong. The deforming ones need an answer to deform and so come after the platform acted, unless told. */
export const faultKinds = [
  'refuse',
  'reset',
  'hang',
  'empty',
  'html',
  'captcha',
  'status',
  'redirect',
  'gzipBomb',
  'gbk',
  'latin1',
  'custom',
  'slow',
  'half',
  'tooBig',
  'bom',
  'contentType',
] as const;

export type FaultKind = (typeof faultKinds)[number];

const deforming: readonly FaultKind[] = ['slow', 'half', 'tooBig', 'bom', 'contentType'];

export interface Fault {
  readonly kind: FaultKind;
  /** Null is any platform, any call. */
  readonly platform: string | null;
  readonly call: string | null;
  /** Whether the platform has acted on the request when things go wrong. */
  readonly when: 'before' | 'after';
  /** Fitting requests that pass before the first one it hits. */
  skip: number;
  /** Requests that it still hits. */
  times: number;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Seconds between two bytes of a slow answer. */
  readonly every: number;
}

export function createFault(wish: Partial<Fault> & { readonly kind: FaultKind }): Fault {
  const when = deforming.includes(wish.kind) ? 'after' : 'before';
  const usual = {
    platform: null,
    call: null,
    when,
    skip: 0,
    times: 1,
    status: null,
    headers: {},
    body: null,
    every: 1,
  };
  return { ...usual, ...wish } as Fault;
}

const names = ['kind', 'platform', 'call', 'when', 'skip', 'times', 'status', 'headers', 'body', 'every'] as const;

/** @throws SmsctlError `usage.invalidValue` */
export function readFault(field: Field): Fault {
  const fields = readFields(field, names);
  const kind = readChoice(fields.kind ?? { path: pathOf(field.path, 'kind'), value: undefined }, faultKinds);
  const usual = createFault({ kind });
  return {
    kind,
    platform: readIf(fields.platform, readName),
    call: readIf(fields.call, readName),
    when: readIf(fields.when, (when) => readChoice(when, ['before', 'after'])) ?? usual.when,
    skip: readIf(fields.skip, (skip) => readCount(skip)) ?? usual.skip,
    times: readIf(fields.times, (times) => readCount(times, 1)) ?? usual.times,
    status: readIf(fields.status, (status) => readCount(status, 200, 599)),
    headers: readIf(fields.headers, readHeaders) ?? usual.headers,
    body: readIf(fields.body, readText),
    every: readIf(fields.every, (every) => readNumber(every)) ?? usual.every,
  };
}

function readHeaders(field: Field): Record<string, string> {
  return Object.fromEntries(readEntries(field).map(([name, value]) => [name, readName(value)]));
}

/** The first fault that hits this request; it has then one time fewer. */
export function takeFault(
  state: WorldState,
  request: { readonly platform: string; readonly call: string; readonly when: Fault['when'] },
): Fault | null {
  for (const fault of state.faults) {
    if (fault.when !== request.when) continue;
    if (fault.platform !== null && fault.platform !== request.platform) continue;
    if (fault.call !== null && fault.call !== request.call) continue;
    if (fault.skip > 0) {
      fault.skip -= 1;
      continue;
    }
    fault.times -= 1;
    if (fault.times <= 0) state.faults = state.faults.filter((one) => one !== fault);
    return fault;
  }
  return null;
}
