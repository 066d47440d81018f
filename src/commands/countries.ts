import type { Context } from '../context/context.ts';
import type { CountryStock } from '../core/model.ts';
import { requireAbility } from '../flows/ability.ts';
import { askAgain } from '../flows/pace.ts';
import { withIds } from '../input/projects.ts';
import { type CommandSpec, type Input, pidOption, talkExitCodes } from '../input/spec.ts';
import { choiceOf, countryOf, projectOf, textOf } from '../input/values.ts';
import { countryName } from '../views/lease.ts';

const sortFields = ['available', 'country'] as const;

export const countries: CommandSpec = {
  name: 'countries',
  exitCodes: talkExitCodes,
  options: [
    pidOption,
    { flags: '--vip KEY', text: 'vip' },
    { flags: '--sort FIELD', text: 'sort', complete: sortFields },
    { flags: '--country CC', text: 'filterCountry', complete: 'country' },
  ],
  async run(context: Context, typed: Input) {
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
    const rows = stock.map((one) => ({ ...one, name: countryName(one.country, texts) }));
    await output.result({
      json: {
        provider: definition.id,
        project,
        countries: rows.map(({ country: key, name, available }) => ({ country: key, name, available })),
      },
      plain: rows.map((row) => [row.country, String(row.available)]),
      blocks: [
        {
          kind: 'table',
          columns: [
            { label: texts.columns.country },
            { label: texts.columns.name, flexible: true },
            { label: texts.columns.available, align: 'right' },
          ],
          rows: rows.map((row) => [row.country, row.name ?? texts.none, String(row.available)]),
        },
      ],
    });
  },
};

function byCountry(a: CountryStock, b: CountryStock): number {
  return a.country < b.country ? -1 : a.country > b.country ? 1 : 0;
}
