import { type Alias, aliasesIn, writeIds } from '../flows/aliases.ts';
import type { Candidate } from './candidates.ts';
import { glance } from './leases.ts';
import type { Sight } from './look-up.ts';

/** Projects used lately that are offered. */
const most = 20;

/** Names that the user gave to projects, then those used lately, newest first; in the sandbox also the magic ids. */
export async function projectCandidates(sight: Sight): Promise<Candidate[]> {
  const aliases = (await storedAliases(sight)).map(({ name, ids }) => ({ value: name, text: writeIds(ids ?? {}) }));
  const leases = await glance(sight, { since: sight.context.clock.now() - 30 * 86_400_000 });
  const recent = leases.map(({ project, provider }) => ({ value: project, text: provider }));
  const unique = recent.filter(({ value }, index) => recent.findIndex((one) => one.value === value) === index);
  return [...aliases, ...unique.slice(0, most), ...(sight.isSandbox ? await magicCandidates(sight) : [])];
}

/** Of the settings file alone: nothing that was configured is run or asked. */
export async function storedAliases({ context }: Sight): Promise<Alias[]> {
  return aliasesIn({ env: {}, stored: (await context.settings()).all(), storePath: '' });
}

async function magicCandidates({ texts }: Sight): Promise<Candidate[]> {
  const { magicProjects, projectKinds } = await import('../simulator/projects.ts');
  return projectKinds.flatMap((kind) => {
    const project = magicProjects[kind];
    return project === null ? [] : [{ value: project, text: texts.topics.sandboxKinds[kind] }];
  });
}
