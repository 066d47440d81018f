import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import type { Lease } from '../core/model.ts';
import { openScreen, type Screen } from '../terminal/screen.ts';
import { type BoardFacts, boardOrder, boardTable, boardView, nextLine, summary } from '../views/board.ts';

/** The board as it now stands; the ledger alone is asked. */
export interface Board {
  readonly look: () => readonly Lease[];
  readonly facts: (leases: readonly Lease[]) => BoardFacts;
}

/** Between two looks at the ledger, ms. */
const every = 1_000;

/**
 * Shows the board until the user ends it, which is how it is meant to end; then leaves the last one behind.
 *
 * @throws SmsctlError `terminal.required`; `terminated`
 */
export async function watchBoard(context: Context, board: Board): Promise<void> {
  const { output, signal } = context;
  if (output.mode !== 'terminal') {
    const json = context.commandLine('numbers --json');
    const wait = context.commandLine('wait-code --all --json');
    throw new SmsctlError('terminal.required', { params: { what: '--watch', hint: `${json}; ${wait}` } });
  }
  await (context.isPlain ? inLines(context, board) : onScreen(context, board));
  if (signal.reason instanceof SmsctlError && signal.reason.code === 'terminated') throw signal.reason;
}

async function onScreen(context: Context, board: Board): Promise<void> {
  const { output, host, globals } = context;
  const over = new AbortController();
  let leases = board.look();
  let drawing: Promise<void> = Promise.resolve();
  const draw = () => {
    drawing = drawing.then(async () => screen.show(await fit(context, { screen, leases, facts: board.facts(leases) })));
    return drawing;
  };
  const screen = openScreen({
    stdout: host.stdout,
    stdin: globals.input && host.stdin.isTTY === true ? host.stdin : null,
    onResize: () => void draw().catch(() => {}), // the next turn tells of it
    onQuit: () => over.abort(),
  });
  // At once: a second Ctrl-C leaves no time for anything else.
  context.signal.addEventListener('abort', () => screen.close(), { once: true });
  try {
    await untilStopped(context, over.signal, async () => {
      leases = board.look();
      await draw();
    });
  } finally {
    await drawing.catch(() => {});
    screen.close();
  }
  leases = board.look();
  await output.result(boardView(leases, board.facts(leases)));
}

/** A line for each change. */
async function inLines(context: Context, board: Board): Promise<void> {
  const { output, texts } = context;
  const known = new Map<string, Lease>();
  output.note(texts.board.watchingPlain, 'dim');
  await untilStopped(context, null, async () => {
    const now = boardOrder(board.look());
    const lines = now.flatMap((lease) => lineOf(lease, known.get(lease.id), board.facts(now)));
    for (const lease of now) known.set(lease.id, lease);
    if (lines.length === 0) return;
    await output.result({ json: null, plain: [], blocks: lines.map((text) => ({ kind: 'line', text })) });
  });
}

async function untilStopped(context: Context, over: AbortSignal | null, turn: () => Promise<void>): Promise<void> {
  const stop = over === null ? context.signal : AbortSignal.any([context.signal, over]);
  while (!stop.aborted) {
    await turn();
    // That it is ended here is how it is meant to end.
    await context.clock.sleep(every, stop).catch(() => {});
  }
}

/** As many leases as there is room for, and how many more there are. */
async function fit(
  { output, texts }: Context,
  { screen, leases, facts }: { screen: Screen; leases: readonly Lease[]; facts: BoardFacts },
): Promise<string[]> {
  const { columns, rows } = screen;
  const render = (blocks: Parameters<typeof output.render>[0]) => output.render(blocks, columns);
  const foot = { kind: 'text', text: { text: texts.board.watching, tone: 'dim' } } as const;
  if (leases.length === 0) return render([...boardView([], facts).blocks, foot]);
  const ordered = boardOrder(leases);
  const linesWith = (count: number) => {
    const left = ordered.length - count;
    const more = { kind: 'text', text: texts.board.more(left) } as const;
    const table = count === 0 ? [] : [boardTable(ordered.slice(0, count), facts, ordered)];
    return render([...table, ...(left > 0 ? [more] : []), summary(leases, facts), foot]);
  };
  let count = Math.min(ordered.length, rows);
  let lines = await linesWith(count);
  while (lines.length > rows && count > 0) {
    count -= 1;
    lines = await linesWith(count);
  }
  return lines;
}

function lineOf(lease: Lease, before: Lease | undefined, facts: BoardFacts): string[] {
  const { texts } = facts;
  if (before !== undefined && before.state === lease.state && before.code === lease.code) return [];
  const number = lease.number ?? lease.id;
  const state = (one: Lease) => texts.states[one.state] ?? one.state;
  const change =
    before === undefined || before.state === lease.state
      ? texts.board.appeared(number, state(lease))
      : texts.board.changed(number, state(before), state(lease));
  const line = lease.code === null ? change : texts.board.code(change, lease.code);
  const next = nextLine(lease, facts);
  return [next === null ? line : texts.board.next(line, next)];
}
