import { type ErrorCode, SmsctlError } from '../../../src/core/errors.ts';
import type { Lease, LeaseState } from '../../../src/core/model.ts';
import type { GiveBackResult } from '../../../src/flows/give-back.ts';
import { leaseTarget, type Target } from '../../../src/flows/target.ts';
import type { WaitResult } from '../../../src/flows/wait-end.ts';
import type { View } from '../../../src/terminal/output.ts';
import { giveBackView } from '../../../src/views/give-back.ts';
import { leaseJson } from '../../../src/views/lease.ts';
import { waitView } from '../../../src/views/wait.ts';
import { messagesFor } from '../../../test/helpers/messages.ts';

/** A result full of hostile texts, and what its forms must come to. */
export interface Staged {
  readonly name: string;
  readonly view: View;
  /** Rows of a pipe, by their numbers of fields. */
  readonly rows: readonly number[];
  /** Lines of a terminal that are no table and no facts, exactly; null where there are tables or facts. */
  readonly lines: number | null;
  /** With what a line at the left edge may begin: everything else there is forged. Null lets lines begin as they like. */
  readonly edges: readonly string[] | null;
  /** What must stand in the document, to the letter. */
  readonly told: readonly string[];
  /** Whether no column cuts its text short, so that the end of every text must be there. */
  readonly isWhole: boolean;
  /** Fields of a pipe that are our own words. */
  readonly ours?: RegExp;
}

/** Leases, results and errors have no words of their own here: everywhere stands what came from outside. */
export type Pick = () => string;

export const texts = messagesFor('en');

export function hostileLease(pick: Pick, state: LeaseState = 'held'): Lease {
  const number = pick();
  return {
    ...{ id: pick(), intentId: 'i', provider: 'durian', profile: 'default', project: pick(), state },
    ...{ platformNumber: number, number, country: pick(), callingCode: pick(), multi: false },
    ...{ acquiredAt: 0, expiresAt: 1, closedAt: null, code: pick(), messages: [], receivedAt: 0, late: false },
  };
}

export function hostileError(pick: Pick, code: ErrorCode): SmsctlError {
  const names = ['number', 'state', 'reason', 'path', 'host', 'title', 'name', 'option', 'value', 'expected', 'key'];
  const params = Object.fromEntries(names.map((name) => [name, pick()]));
  const detail = { provider: 'durian', providerCode: pick(), providerMessage: pick(), leases: [hostileLease(pick)] };
  return new SmsctlError(code, { params, ...detail });
}

export function stageViews(pick: Pick): Staged[] {
  return [received(pick), failed(pick), givenBack(pick), facts(pick), table(pick), plainText(pick)];
}

const targetOf = (pick: Pick): Target =>
  leaseTarget(hostileLease(pick)) ?? { lease: null, platformNumber: '', number: '', project: '', multi: false };

const waited = (pick: Pick) => ({
  ...{ target: targetOf(pick), provider: 'durian', looks: 1, waited: 1, after: 'kept' as const },
  messages: [1, 2, 3].map(() => ({ text: pick(), code: pick(), project: pick() })),
});

function received(pick: Pick): Staged {
  const result: WaitResult = { ...waited(pick), status: 'received', code: pick(), error: null };
  // A line for the number, one apart for the code, one apart for the messages.
  const view = waitView(result, { texts, named: false });
  return {
    name: 'a code',
    view,
    told: toldBy(result),
    rows: [2],
    lines: 3 + (said(result) > 0 ? 1 + said(result) : 0),
    edges: null,
    isWhole: true,
  };
}

function failed(pick: Pick): Staged {
  const result: WaitResult = { ...waited(pick), status: 'gone', code: null, error: hostileError(pick, 'number.gone') };
  const view = waitView(result, { texts, named: true });
  return { name: 'no code', view, told: toldBy(result), rows: [], lines: said(result), edges: null, isWhole: true };
}

const toldBy = ({ target, code, messages }: WaitResult): string[] => [
  target.number,
  ...(code === null ? [] : [code]),
  ...messages.flatMap((message) => [message.text, message.code ?? '', message.project ?? '']),
];

/** A message that is nothing but its code is not shown twice. */
const said = ({ messages }: WaitResult): number => messages.filter(({ text, code }) => text !== code).length;

function givenBack(pick: Pick): Staged {
  const results = (['released', 'failed', 'already'] as const).map((status): GiveBackResult => {
    const error = status === 'failed' ? hostileError(pick, 'number.unknown') : null;
    return { target: targetOf(pick), status, error, lease: null };
  });
  const view = giveBackView(results, texts);
  const told = results.map(({ target }) => target.number);
  return { name: 'numbers given back', view, told, rows: [2, 2, 2], lines: null, edges: null, isWhole: false };
}

/** As `balance` and `project` show them. */
function facts(pick: Pick): Staged {
  const values = [pick(), pick(), pick(), pick()];
  const labels = ['Project', 'Name', 'State', 'Price'];
  return {
    name: 'facts',
    view: {
      json: { provider: 'zhima', ...Object.fromEntries(labels.map((label, at) => [label, values[at]])) },
      plain: [values],
      blocks: [
        { kind: 'facts', facts: labels.map((label, at) => [label, { text: values[at] ?? '', tone: 'strong' }]) },
      ],
    },
    told: values,
    rows: [4],
    lines: null,
    edges: labels.map((label) => `${label}:`),
    isWhole: true,
  };
}

/** As `numbers`, `countries` and `status` show them; every row begins with an id of ours. */
function table(pick: Pick): Staged {
  const rows = ['row1', 'row2', 'row3'].map((id) => [id, pick(), pick(), pick()]);
  const labels = ['ID', 'NUMBER', 'NAME', 'WHY'];
  const columns = labels.map((label, at) => ({ label, flexible: at > 1, align: at === 1 ? 'right' : 'left' }) as const);
  const cells = rows.map((row) => row.map((text, at) => (at === 2 ? { text, tone: 'warn' as const } : text)));
  return {
    name: 'a table',
    view: {
      json: { rows, leases: [leaseJson(hostileLease(pick))] },
      plain: rows,
      blocks: [{ kind: 'table', columns, rows: cells }],
    },
    told: rows.flat(),
    rows: [4, 4, 4],
    lines: null,
    edges: ['ID ', 'row1', 'row2', 'row3', ...labels.map((label) => `${label}:`)],
    isWhole: false,
  };
}

function plainText(pick: Pick): Staged {
  const [one, two, three] = [pick(), pick(), pick()];
  return {
    name: 'lines',
    view: {
      json: { [one]: two, list: [three, [one]], text: null },
      plain: [[one], [two, three]],
      blocks: [
        { kind: 'line', text: one },
        { kind: 'line', text: { text: two, tone: 'bad' } },
        { kind: 'big', text: three },
      ],
    },
    told: [one, two, three],
    rows: [1, 2],
    lines: 4,
    edges: null,
    isWhole: true,
  };
}
