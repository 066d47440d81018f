import { closestMatch } from 'leven';

/**
 * The known word that was probably meant, or null. One slip is allowed for each three letters, three in all; upper and
 * lower case are the same. It is suggested, never taken.
 */
export function nearestTo(typed: string, known: readonly string[]): string | null {
  const wanted = typed.trim().toLowerCase();
  const most = Math.min(3, Math.ceil(wanted.length / 3));
  if (wanted === '' || wanted.length > 64) return null;
  const found = closestMatch(
    wanted,
    known.map((word) => word.toLowerCase()),
    { maxDistance: most },
  );
  return known.find((word) => word.toLowerCase() === found) ?? null;
}
