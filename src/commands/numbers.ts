import type { Context } from '../context/context.ts';
import { leaseStates } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { LeaseQuery } from '../core/ports.ts';
import { aliasOf } from '../flows/aliases.ts';
import { tidy } from '../flows/tidy.ts';
import { aliasMeant, projectsIn, projectWish, sourcesForNames } from '../input/projects.ts';
import type { Input } from '../input/spec.ts';
import { choiceOf, isSet, momentOf } from '../input/values.ts';
import { providers } from '../providers/index.ts';
import { type BoardFacts, boardView } from '../views/board.ts';
import { watchBoard } from './watching.ts';

/** What there is of a purchase that came to something, or may have. */
const bought = leaseStates.filter((state) => state !== 'notRented');

/** Without other wishes: what is open, and what was rented and closed this recently. */
const recent = 24 * 3_600_000;

export async function runNumbers(context: Context, input: Input): Promise<void> {
  const { texts, output, globals, clock, commandLine } = context;
  const state = choiceOf(input, 'state', leaseStates, texts);
  const since = momentOf(input, 'since', context);
  const wish = await projectWish(context, input);
  const query: LeaseQuery = {
    ...(globals.provider === undefined ? {} : { provider: (await context.provider()).id }),
    ...(globals.profile === undefined ? {} : { profile: await context.profile() }),
    ...projectsIn(wish),
    ...(state === null ? {} : { states: [state] }),
    ...(since === null ? {} : { since }),
  };
  const isNarrowed = isSet(input, 'all') || state !== null || since !== null;
  const sources = await sourcesForNames(context);
  const desk = await context.desk();
  const find = () => {
    if (isNarrowed) return desk.ledger.find(query);
    const found = desk.ledger.find({ ...query, closedSince: clock.now() - recent });
    return found.filter(({ state: now }) => now !== 'notRented');
  };
  let isBegun = false;
  const advice = (): readonly string[] => {
    isBegun ||= desk.ledger.find({ states: bought, most: 1 }).length > 0;
    if (!isBegun) return [texts.board.nothing, texts.stats.start(commandLine('get-number --pid ID'))];
    const isAll = Object.keys(query).length === 0;
    return [isAll ? texts.board.nothingRecent : texts.board.nothingFits, texts.board.all(commandLine('numbers --all'))];
  };
  const facts = (leases: readonly Lease[]): BoardFacts => ({
    ...{ texts, now: clock.now(), commandLine, aliasOf: (provider, project) => aliasOf(sources, provider, project) },
    advice: leases.length === 0 ? advice() : [],
  });
  if (isSet(input, 'watch')) {
    const look = () => {
      tidy(desk, providers);
      return find();
    };
    return watchBoard(context, { look, facts });
  }
  const leases = find();
  const meant = leases.length === 0 ? await aliasMeant(context, input) : null;
  if (meant !== null) output.note(texts.config.aliasMeant(meant));
  await output.result(boardView(leases, facts(leases)));
}
