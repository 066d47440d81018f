import type { Context } from '../context/context.ts';
import type { CountryStock, Lease } from '../core/model.ts';
import { requireAbility } from '../flows/ability.ts';
import { askAgain } from '../flows/pace.ts';
import { type Tally, tallyBy } from '../flows/statistics.ts';
import { sortFields } from '../input/choices.ts';
import { withIds } from '../input/projects.ts';
import type { Input } from '../input/spec.ts';
import { choiceOf, countryOf, projectOf, textOf } from '../input/values.ts';
import { countryName } from '../views/lease.ts';
import { shareJson } from '../views/statistics.ts';

export async function runCountries(context: Context, typed: Input): Promise<void> {
  const { texts, output, signal } = context;
  const definition = await context.provider();
  const input = await withIds(context, typed, definition);
  const project = projectOf(input, texts);
  const country = countryOf(input, texts);
  const sort = choiceOf(input, 'sort', sortFields, texts) ?? 'available';
  requireAbility(definition, 'countries');
  const account = await context.account();
  const wish = { project, vip: textOf(input, 'vip') };
  const desk = await context.desk();
  const all = await askAgain(
    desk,
    account,
    signal,
    async () => (await account.provider.countries?.(wish, signal)) ?? [],
  );
  const wanted = all.filter((one) => country === null || one.country === country);
  const stock = sort === 'country' ? wanted.toSorted(byCountry) : wanted;
  const own = tallies(desk.ledger.find({ provider: definition.id, ...(project === null ? {} : { project }) }));
  const rows = stock.map((one) => ({
    ...one,
    name: countryName(one.country, texts),
    tally: own.get(one.country) ?? null,
  }));
  const isKnown = rows.some(({ tally }) => tally !== null);
  await output.result({
    json: {
      provider: definition.id,
      project,
      countries: rows.map(({ country: key, name, available, tally }) => ({
        country: key,
        name,
        available,
        rented: tally?.rented ?? 0,
        received: tally?.received ?? 0,
        share: shareJson(tally?.share ?? null),
      })),
    },
    plain: rows.map((row) => [row.country, String(row.available)]),
    blocks: [
      {
        kind: 'table',
        columns: [
          { label: texts.columns.country },
          { label: texts.columns.name, flexible: true },
          { label: texts.columns.available, align: 'right' },
          ...(isKnown ? [{ label: texts.stats.columns.own }] : []),
        ],
        rows: rows.map(({ country: key, name, available, tally }) => [
          key,
          name ?? texts.none,
          String(available),
          ...(isKnown ? [tally === null ? '' : texts.stats.own(tally.share, tally.received, tally.rented)] : []),
        ]),
      },
    ],
  });
}

/** What our own numbers of each country have brought. */
function tallies(leases: readonly Lease[]): ReadonlyMap<string, Tally> {
  const rows = tallyBy(leases, 'country');
  return new Map(rows.flatMap(({ country, tally }) => (country === null ? [] : [[country, tally]])));
}

function byCountry(a: CountryStock, b: CountryStock): number {
  return a.country < b.country ? -1 : a.country > b.country ? 1 : 0;
}
