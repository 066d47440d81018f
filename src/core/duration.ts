const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };

/** Milliseconds of `90s`, `5m`, `1h30m` or a bare number of seconds; null for anything else. Fractions are fine. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  if (/^\d{1,9}(?:\.\d{1,3})?$/u.test(trimmed)) return Math.round(Number(trimmed) * 1000);
  if (!/^(?:\d{1,9}(?:\.\d{1,3})?h)?(?:\d{1,9}(?:\.\d{1,3})?m)?(?:\d{1,9}(?:\.\d{1,3})?s)?$/u.test(trimmed))
    return null;
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)([hms])/gu)];
  if (parts.length === 0) return null;
  return Math.round(parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0));
}
