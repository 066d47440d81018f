/** What a text means, not how it looks. The words must say the same without it. */
export type Tone = 'good' | 'bad' | 'warn' | 'dim' | 'strong' | 'accent' | 'plain';

export type Paint = (tone: Tone, text: string) => string;

export interface Style {
  readonly paint: Paint;
}

/** Loads the colours only where there are any, so that a pipe never pays for them. */
export async function createStyle({ color }: { readonly color: boolean }): Promise<Style> {
  if (!color) return { paint: (_tone, text) => text };
  const { Chalk } = await import('chalk');
  // Sixteen colours, whatever the terminal could do: they are the ones its owner has chosen. The level is explicit
  // because chalk's own detection looks at stdout, not at the stream that is written to.
  const chalk = new Chalk({ level: 1 });
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    good: chalk.green,
    bad: chalk.red,
    warn: chalk.yellow,
    dim: chalk.dim,
    strong: chalk.bold,
    accent: chalk.cyan,
    plain: (text) => text,
  };
  return { paint: (tone, text) => tones[tone](text) };
}

export interface ColorWish {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the stream in question is a terminal. */
  readonly isTTY: boolean;
  /** `--no-color` was given. */
  readonly noColor: boolean;
}

/** The first that says something decides: --no-color, NO_COLOR, FORCE_COLOR, TERM=dumb, the terminal. */
export function wantsColor({ env, isTTY, noColor }: ColorWish): boolean {
  if (noColor || isSet(env.NO_COLOR)) return false;
  const force = env.FORCE_COLOR;
  if (isSet(force)) return force !== '0' && force.toLowerCase() !== 'false';
  return isTTY && env.TERM !== 'dumb';
}

/** Both conventions, no-color.org and force-color.org, take an empty value for none. */
function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
