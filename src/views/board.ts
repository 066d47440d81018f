import { isOpen, type openStates } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { Messages } from '../messages/index.ts';
import type { Block, Cell, View } from '../terminal/output.ts';
import { leaseJson, messagesJson, nextStep, stateCell, timeJson } from './lease.ts';

export interface BoardFacts {
  readonly texts: Messages;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly commandLine: (words: string) => string;
  /** What the user calls a project, or null. */
  readonly aliasOf: (provider: string, project: string) => string | null;
  /** What is said where there are no leases. */
  readonly advice: readonly string[];
}

/** The leases as one looks at them; JSON and a pipe have them in the order they come in. */
export function boardView(leases: readonly Lease[], facts: BoardFacts): View {
  return {
    json: {
      leases: leases.map((lease) => ({
        ...leaseJson(lease),
        alias: facts.aliasOf(lease.provider, lease.project),
        code: lease.code,
        late: lease.late,
        messages: messagesJson(lease.messages),
        receivedAt: timeJson(lease.receivedAt),
        closedAt: timeJson(lease.closedAt),
        next: nextLine(lease, facts),
      })),
    },
    plain: leases.map((lease) => [
      lease.id,
      lease.number ?? '',
      lease.provider,
      lease.project,
      lease.state,
      lease.code ?? '',
    ]),
    get blocks() {
      if (leases.length === 0) return facts.advice.map((text): Block => ({ kind: 'text', text }));
      return [boardTable(boardOrder(leases), facts), summary(leases, facts)];
    },
  };
}

/** Open ones first, what runs out soonest on top; then the closed, the last one closed first. */
export function boardOrder(leases: readonly Lease[]): Lease[] {
  const open = leases.filter(({ state }) => isOpen(state));
  const closed = leases.filter(({ state }) => !isOpen(state));
  const end = ({ expiresAt }: Lease) => expiresAt ?? Number.MAX_SAFE_INTEGER;
  return [
    ...open.toSorted((a, b) => end(a) - end(b)),
    ...closed.toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0)),
  ];
}

export function nextLine(lease: Lease, { commandLine }: Pick<BoardFacts, 'commandLine'>): string | null {
  const words = nextStep(lease);
  return words === null ? null : commandLine(words);
}

/** @param all those that are not shown for want of room too: they decide what columns there are */
export function boardTable(leases: readonly Lease[], facts: BoardFacts, all = leases): Block {
  const { texts, now, aliasOf } = facts;
  const { columns } = texts;
  const isMixed = new Set(all.map((lease) => lease.provider)).size > 1;
  return {
    kind: 'table',
    columns: [
      { label: columns.id, spare: true },
      { label: columns.number },
      ...(isMixed ? [{ label: columns.provider }] : []),
      { label: columns.project },
      { label: columns.state },
      { label: columns.left, align: 'right' },
      { label: columns.age, align: 'right', spare: true },
      { label: columns.code },
      { label: columns.next, below: true },
    ],
    rows: leases.map((lease): readonly (string | Cell)[] => [
      lease.id,
      numberCell(lease, texts),
      ...(isMixed ? [lease.provider] : []),
      projectText(lease, aliasOf(lease.provider, lease.project)),
      stateCell(lease, texts),
      leftCell(lease, facts),
      texts.clock(now - lease.acquiredAt),
      codeCell(lease, texts),
      nextLine(lease, facts) ?? '',
    ]),
  };
}

const projectText = ({ project }: Lease, alias: string | null): string =>
  alias === null ? project : `${alias} (${project})`;

function numberCell({ number, country, state }: Lease, { none }: Messages): Cell {
  if (number === null) return { text: none };
  return { text: country === null ? number : `${number} ${country}`, tone: isOpen(state) ? 'plain' : 'dim' };
}

/** From here on there is hardly time to have a code sent. */
const soon = 60_000;

/** A sign beside the colour: the word for what the time is short for stands in the column of the state. */
function leftCell({ state, expiresAt }: Lease, { texts, now }: Pick<BoardFacts, 'texts' | 'now'>): Cell {
  if (!isOpen(state) || expiresAt === null) return { text: '' };
  const left = texts.clock(expiresAt - now);
  return state === 'held' && expiresAt - now < soon ? { text: texts.board.soon(left), tone: 'warn' } : { text: left };
}

function codeCell({ code, late, state }: Lease, { board }: Messages): Cell {
  if (code === null) return { text: '' };
  return { text: late ? board.late(code) : code, tone: isOpen(state) ? 'strong' : 'plain' };
}

/** What can be done something with comes first. */
const inSummary = [
  'held',
  'received',
  'blacklistDue',
  'unknown',
  'intent',
] as const satisfies (typeof openStates)[number][];

/** `3 held, 1 code received, 4 closed` */
export function summary(leases: readonly Lease[], { texts }: Pick<BoardFacts, 'texts'>): Block {
  const { board, states } = texts;
  const ofState = (state: string) => leases.filter((lease) => lease.state === state).length;
  const counts = inSummary.map((state) => [states[state] ?? state, ofState(state)] as const);
  const closed = leases.filter(({ state }) => !isOpen(state)).length;
  const parts = [
    ...counts.filter(([, count]) => count > 0).map(([state, count]) => board.count(count, state)),
    ...(closed > 0 ? [board.closed(closed)] : []),
  ];
  return { kind: 'text', text: { text: board.list(parts), tone: 'dim' } };
}
