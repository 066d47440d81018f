import type { Context } from '../context/context.ts';
import { openStates } from '../core/lease-state.ts';
import { requireAbility } from '../flows/ability.ts';
import type { Input } from '../input/spec.ts';
import { findTargets } from '../input/targets.ts';
import { isSet, projectOf } from '../input/values.ts';
import { giveBackAndPrint } from './giving-back.ts';

export async function runRelease(context: Context, input: Input): Promise<void> {
  if (context.globals.provider !== undefined) requireAbility(await context.provider(), 'release');
  const found = await findTargets(context, input, openStates);
  const isEverything = isSet(input, 'all') && projectOf(input, context.texts) === null;
  await giveBackAndPrint(context, 'release', found, isEverything);
}
