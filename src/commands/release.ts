import type { Context } from '../context/context.ts';
import { openStates } from '../core/lease-state.ts';
import { requireAbility } from '../flows/ability.ts';
import { type CommandSpec, type Input, numbersArgument, pidOption, talkExitCodes } from '../input/spec.ts';
import { findTargets } from '../input/targets.ts';
import { isSet, projectOf } from '../input/values.ts';
import { giveBackAndPrint } from './giving-back.ts';

export const release: CommandSpec = {
  name: 'release',
  exitCodes: talkExitCodes,
  arguments: [numbersArgument({ states: openStates, ability: 'release' })],
  options: [pidOption, { flags: '--all', text: 'all' }, { flags: '--multi', text: 'multiStranger' }],
  async run(context: Context, input: Input) {
    if (context.globals.provider !== undefined) requireAbility(await context.provider(), 'release');
    const found = await findTargets(context, input, openStates);
    const isEverything = isSet(input, 'all') && projectOf(input, context.texts) === null;
    await giveBackAndPrint(context, 'release', found, isEverything);
  },
};
