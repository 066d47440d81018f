import type { Dimension } from '../core/dimensions.ts';
import type { Tally, TallyRow } from '../flows/statistics.ts';
import type { Messages } from '../messages/index.ts';
import type { Block, Cell, View } from '../terminal/output.ts';
import { countryName, timeJson } from './lease.ts';

export interface Statistics {
  /** Milliseconds since the epoch; null for all that was ever rented. */
  readonly since: number | null;
  readonly total: Tally;
  readonly groups: readonly { readonly by: Dimension; readonly rows: readonly TallyRow[] }[];
}

export interface StatisticsFacts {
  readonly texts: Messages;
  /** What the user calls a project, or null. */
  readonly aliasOf: (provider: string, project: string) => string | null;
  /** What to do where nothing was rented that fits. */
  readonly advice: readonly string[];
}

export function statisticsView({ since, total, groups }: Statistics, facts: StatisticsFacts): View {
  const { texts } = facts;
  const isEmpty = total.rented === 0;
  return {
    json: {
      since: timeJson(since),
      total: tallyJson(total),
      groups: groups.map(({ by, rows }) => ({ by, rows: rows.map((row) => rowJson(row, facts)) })),
    },
    plain: isEmpty
      ? []
      : [
          ['total', '', '', '', ...tallyPlain(total)],
          ...groups.flatMap(({ by, rows }) =>
            rows.map(({ provider, project, country, tally }) => [
              ...[by, provider ?? '', project ?? '', country ?? ''],
              ...tallyPlain(tally),
            ]),
          ),
        ],
    blocks: isEmpty
      ? facts.advice.map((text): Block => ({ kind: 'text', text }))
      : [totalBlock(total, texts), ...groups.map(({ by, rows }) => tableBlock(by, rows, facts))],
  };
}

export const shareJson = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 10_000) / 10_000;

const secondsJson = (time: number | null): number | null => (time === null ? null : Math.round(time / 100) / 10);

function tallyJson({ rented, received, late, givenUp, waiting, share, median, ninetieth }: Tally) {
  return {
    ...{ rented, received, late, givenUp, waiting },
    share: shareJson(share),
    medianSeconds: secondsJson(median),
    p90Seconds: secondsJson(ninetieth),
  };
}

function rowJson({ provider, project, country, tally }: TallyRow, { texts, aliasOf }: StatisticsFacts) {
  const alias = provider === null || project === null ? null : aliasOf(provider, project);
  const name = country === null ? null : countryName(country, texts);
  return { provider, project, alias, country, name, ...tallyJson(tally) };
}

function tallyPlain(tally: Tally): string[] {
  const { rented, received, late, givenUp, waiting, share, medianSeconds, p90Seconds } = tallyJson(tally);
  return [rented, received, late, givenUp, waiting, share ?? '', medianSeconds ?? '', p90Seconds ?? ''].map(String);
}

function totalBlock(
  { rented, received, late, givenUp, waiting, share, median, ninetieth }: Tally,
  texts: Messages,
): Block {
  const { facts, percent, seconds, time } = texts.stats;
  const shown = share === null ? String(received) : `${received} (${percent(share)})`;
  return {
    kind: 'facts',
    facts: [
      [facts.rented, { text: String(rented), tone: 'strong' }],
      [facts.received, { text: shown, tone: 'strong' }],
      [facts.givenUp, late > 0 ? texts.stats.tooLate(givenUp + late, late) : String(givenUp)],
      ...(waiting > 0 ? [[facts.waiting, String(waiting)] as const] : []),
      ...(median !== null && ninetieth !== null
        ? [[facts.time, time(seconds(median), seconds(ninetieth))] as const]
        : []),
    ],
  };
}

function tableBlock(by: Dimension, rows: readonly TallyRow[], facts: StatisticsFacts): Block {
  const { columns, stats } = facts.texts;
  const right = { align: 'right' } as const;
  const time = (value: number | null) => (value === null ? '' : stats.seconds(value));
  return {
    kind: 'table',
    columns: [
      { label: columns[by], flexible: true },
      { label: stats.columns.rented, ...right },
      { label: stats.columns.received, ...right },
      { label: stats.columns.givenUp, ...right, spare: true },
      { label: stats.columns.median, ...right, spare: true },
      { label: stats.columns.ninetieth, ...right, spare: true },
      { label: stats.columns.share, ...right },
      { label: '', bar: true },
    ],
    rows: rows.map((row): readonly (string | Cell)[] => {
      const { rented, received, late, givenUp, median, ninetieth, share } = row.tally;
      return [
        nameOf(by, row, facts),
        String(rented),
        String(received),
        String(givenUp + late),
        time(median),
        time(ninetieth),
        share === null ? '' : stats.percent(share),
        { text: '', ...(share === null ? {} : { share }), tone: 'accent' },
      ];
    }),
  };
}

function nameOf(by: Dimension, { provider, project, country }: TallyRow, { texts, aliasOf }: StatisticsFacts): string {
  switch (by) {
    case 'provider':
      return provider ?? texts.none;
    case 'project': {
      const alias = aliasOf(provider ?? '', project ?? '');
      return `${provider} ${alias === null ? project : `${alias} (${project})`}`;
    }
    case 'country':
      return country === null ? texts.none : (countryName(country, texts) ?? country);
  }
}
