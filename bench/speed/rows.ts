/** The least, the middle and the most of what was seen. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

export interface Row {
  /** Which kind of row it is, as `--only` names it. */
  readonly section: string;
  readonly what: string;
  /** What the figures are: `x node -e 0`, `ms`, `MB`. */
  readonly unit: string;
  /** Null where it could not be measured; `note` says why. */
  readonly figure: Spread | null;
  /** The median may be this much, or has to be this much. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
  readonly note?: string;
}

export type Verdict = 'ok' | 'over' | 'not run' | '';

export function verdictOf({ figure, goal }: Row): Verdict {
  if (figure === null) return 'not run';
  if (goal === undefined) return '';
  const isMet = 'atMost' in goal ? figure.median <= goal.atMost : figure.median >= goal.atLeast;
  return isMet ? 'ok' : 'over';
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { least: quantile(sorted, 0), median: quantile(sorted, 0.5), most: quantile(sorted, 1) };
}

export const exactly = (value: number): Spread => ({ least: value, median: value, most: value });

export const scaled = ({ least, median, most }: Spread, by: number): Spread => ({
  least: least / by,
  median: median / by,
  most: most / by,
});

/** Between two values where the place falls between them; of an empty list NaN. */
export function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/** Three digits that count. */
export function shown(value: number): string {
  if (Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  return value.toFixed(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2);
}

export function shownFigure({ figure, note }: Row): string {
  if (figure === null) return note ?? '';
  const { least, median, most } = figure;
  return least === most ? shown(median) : `${shown(least)} – ${shown(median)} – ${shown(most)}`;
}

export function shownGoal({ goal }: Row): string {
  if (goal === undefined) return '';
  return 'atMost' in goal ? `≤ ${shown(goal.atMost)}` : `≥ ${shown(goal.atLeast)}`;
}
