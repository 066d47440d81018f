/** How a share is drawn in blocks: `█████▌`. */

export interface BarWish {
  /** 0 to 1. */
  readonly share: number;
  /** Columns of a whole bar. */
  readonly width: number;
  /** Where the terminal has no block characters. */
  readonly ascii: boolean;
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** What is not nothing is seen, however little it is; what is not all is never drawn as if it were. */
export function drawBar({ share, width, ascii }: BarWish): string {
  const steps = ascii ? 1 : 8;
  const whole = width * steps;
  const exact = Math.min(Math.max(share, 0), 1) * whole;
  const length = exact === 0 || exact === whole ? exact : Math.min(Math.max(Math.round(exact), 1), whole - 1);
  if (ascii) return '#'.repeat(length);
  return '█'.repeat(Math.floor(length / 8)) + (eighths[length % 8] ?? '');
}

/** A locale that names another character set than UTF-8, or none at all; where there is no locale, nothing is known. */
export function wantsAscii(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = [env.LC_ALL, env.LANG].find((value) => value !== undefined && value !== '');
  return locale !== undefined && !/utf-?8/iu.test(locale);
}
