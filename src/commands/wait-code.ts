import type { Context } from '../context/context.ts';
import { leasesAround } from '../context/surroundings.ts';
import { projectAt } from '../flows/aliases.ts';
import type { Input } from '../input/spec.ts';
import { findTargets, isAboutAround } from '../input/targets.ts';
import { isSet } from '../input/values.ts';
import { waitAndPrint, waitWishes } from './waiting.ts';

export async function runWaitCode(context: Context, input: Input): Promise<void> {
  const wishes = waitWishes(input, context);
  const found = await findTargets(context, input, ['held', 'received']);
  const areSeveralAround = isAboutAround(input) && leasesAround(context.host.env).length > 1;
  const many = isSet(input, 'all') || input.words.length > 1 || input.words[0] === '-' || areSeveralAround;
  const sources = await context.sources();
  const { nextProject } = wishes;
  const nextAt = (provider: string) => (nextProject === null ? null : projectAt(sources, nextProject, provider));
  await waitAndPrint(context, found, { ...wishes, named: !many, nextAt });
}
