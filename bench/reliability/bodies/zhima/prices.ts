import { price as limits } from '../decisions.ts';
import { isCount } from '../scalars.ts';

interface Tier {
  readonly from: number;
  readonly to: number | null;
  readonly price: string;
}

/** Z6: `0.1(10000), 0.01(10001-30000), 0.08(+)`; a text of another shape has no tiers. */
export function readPrices(text: string): Tier[] {
  const tiers: Tier[] = [];
  let last: number | null = 0;
  for (const piece of text.normalize('NFKC').split(',')) {
    const tier: Tier | null = last === null ? null : readTier(piece.trim(), last);
    if (tier === null) return [];
    tiers.push(tier);
    last = tier.to;
  }
  return tiers;
}

function readTier(piece: string, last: number): Tier | null {
  const open = piece.indexOf('(');
  const price = open < 0 ? piece : piece.slice(0, open);
  const [whole = '', fraction = '0', ...rest] = price.split('.');
  if (rest.length > 0 || !isCount(whole, limits.whole) || !isCount(fraction, limits.fraction)) return null;
  if (open < 0) return { from: last + 1, to: null, price };
  const range = piece.slice(open + 1, -1);
  if (!piece.endsWith(')')) return null;
  if (range === '+') return { from: last + 1, to: null, price };
  const bounds = range.split('-');
  if (bounds.length > 2 || !bounds.every((one) => isCount(one, limits.bound))) return null;
  const to = Number(bounds.at(-1));
  const from = bounds.length === 2 ? Number(bounds[0]) : last + 1;
  return from > last && to >= from ? { from, to, price } : null;
}
