import type { Evidence, Finding } from './evidence.ts';
import { bookOf, heldNow } from './place.ts';
import { platforms } from './told.ts';

/** What the platforms held and had rented out whenever one of them answered a rent request. */
export function judgeLimits({ heldCounts, limits }: Evidence): Finding[] {
  if (limits === null) return [];
  const { maxHeld, maxPerDay } = limits;
  return heldCounts.flatMap(({ platform, held, rented }): Finding[] => [
    ...(held > maxHeld
      ? [{ figure: 'limits', what: `${platform} held ${held}, at most ${maxHeld} wanted` } as const]
      : []),
    ...(rented > maxPerDay
      ? [{ figure: 'limits', what: `${platform} rented out ${rented}, at most ${maxPerDay} a day wanted` } as const]
      : []),
  ]);
}

export function mostHeld({ heldCounts }: Evidence): number {
  return Math.max(0, ...heldCounts.map(({ held }) => held));
}

/**
 * After the crowd has gone, one process rents until it is refused: then exactly as much is held, or was rented, as the
 * limits allow. A place that was reserved and never given back would be missing.
 */
export function judgeFilled({ limits, world }: Evidence): Finding[] {
  if (limits === null) return [];
  return platforms.flatMap((platform): Finding[] => {
    const held = heldNow(world, platform).length;
    const rented = bookOf(world, platform).length;
    if (held === limits.maxHeld || rented === limits.maxPerDay) return [];
    const what = `${platform}: refused at ${held} of ${limits.maxHeld} held and ${rented} of ${limits.maxPerDay} rented`;
    return [{ figure: 'limits', what }];
  });
}
