import type { Context } from '../context/context.ts';
import { dimensions } from '../core/dimensions.ts';
import type { LeaseQuery } from '../core/ports.ts';
import { aliasOf } from '../flows/aliases.ts';
import { tallyAll, tallyBy, wasRented } from '../flows/statistics.ts';
import { projectsIn, projectWish } from '../input/projects.ts';
import type { Input } from '../input/spec.ts';
import { choiceOf, momentOf } from '../input/values.ts';
import { statisticsView } from '../views/statistics.ts';

export async function runStats(context: Context, input: Input): Promise<void> {
  const { texts, output, globals, commandLine } = context;
  const by = choiceOf(input, 'by', dimensions, texts);
  const wish = await projectWish(context, input);
  const sources = await context.sources();
  const since = momentOf(input, 'since', context);
  const query: LeaseQuery = {
    ...(globals.provider === undefined ? {} : { provider: (await context.provider()).id }),
    ...(globals.profile === undefined ? {} : { profile: await context.profile() }),
    ...projectsIn(wish),
    ...(since === null ? {} : { since }),
  };
  const { ledger } = await context.desk();
  const leases = ledger.find(query);
  const total = tallyAll(leases);
  const shown = by === null ? dimensions : [by];
  const groups = shown.map((dimension) => ({ by: dimension, rows: tallyBy(leases, dimension) }));
  const hasOthers = total.rented === 0 && Object.keys(query).length > 0 && ledger.find({}).some(wasRented);
  const advice = hasOthers
    ? [texts.stats.nothingFits, texts.stats.more(commandLine('stats'))]
    : [texts.stats.nothing, texts.stats.start(commandLine('get-number --pid ID'))];
  await output.result(
    statisticsView(
      { since, total, groups },
      { texts, advice, aliasOf: (provider, id) => aliasOf(sources, provider, id) },
    ),
  );
}
