const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

const amount = String.raw`\d{1,9}(?:\.\d{1,3})?`;
const pattern = new RegExp(`^(?:${amount}d)?(?:${amount}h)?(?:${amount}m)?(?:${amount}s)?$`, 'u');

/** Milliseconds of `90s`, `5m`, `1h30m`, `7d` or a bare number of seconds; null for anything else. Fractions are fine. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim().toLowerCase();
  if (/^\d{1,9}(?:\.\d{1,3})?$/u.test(trimmed)) return Math.round(Number(trimmed) * 1000);
  if (!pattern.test(trimmed)) return null;
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)([dhms])/gu)];
  if (parts.length === 0) return null;
  return Math.round(parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0));
}
