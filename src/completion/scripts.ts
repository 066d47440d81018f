import { bash } from './scripts/bash.ts';
import { fish } from './scripts/fish.ts';
import { pwsh } from './scripts/pwsh.ts';
import { zsh } from './scripts/zsh.ts';
import type { shells } from './shells.ts';

/** What each shell loads. All of them ask `smsctl complete`, so that they never have to be made anew. */
export const scripts: Readonly<Record<(typeof shells)[number], string>> = { bash, zsh, fish, pwsh };
