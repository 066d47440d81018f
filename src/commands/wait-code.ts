import type { Context } from '../context/context.ts';
import { projectAt } from '../flows/aliases.ts';
import { type CommandSpec, type Input, numbersArgument, pidOption, talkExitCodes } from '../input/spec.ts';
import { findTargets } from '../input/targets.ts';
import { isSet } from '../input/values.ts';
import { waitAndPrint, waitOptions, waitWishes } from './waiting.ts';

export const waitCode: CommandSpec = {
  name: 'wait-code',
  exitCodes: [...talkExitCodes, 7, 8],
  arguments: [numbersArgument({ states: ['held', 'received'] })],
  options: [
    pidOption,
    { flags: '--all', text: 'all' },
    { flags: '--multi', text: 'multiStranger' },
    ...waitOptions,
    { flags: '--once', text: 'once' },
  ],
  async run(context: Context, input: Input) {
    const wishes = waitWishes(input, context.texts);
    const found = await findTargets(context, input, ['held', 'received']);
    const many = isSet(input, 'all') || input.words.length > 1 || input.words[0] === '-';
    const sources = await context.sources();
    const { nextProject } = wishes;
    const nextAt = (provider: string) => (nextProject === null ? null : projectAt(sources, nextProject, provider));
    await waitAndPrint(context, found, { ...wishes, named: !many, nextAt });
  },
};
