import type { Context } from '../context/context.ts';
import { aliasesIn, projectPattern } from '../flows/aliases.ts';
import { matching, type Remembered, rememberedProjects } from './remembered.ts';
import { say } from './say.ts';
import type { Place, Step } from './wish.ts';

/** Which project: those the ledger or a name of the user's own remembers, or any other. */
export const projectStep: Step = {
  isFor: () => true,
  async ask({ context, account }, wish) {
    const { texts } = context;
    const { ledger } = await context.desk();
    const provider = account.definition.id;
    const known = rememberedProjects(aliasesIn(await context.sources()), ledger.find({ provider }), provider);
    const prompts = await context.prompts();
    if (known.length === 0) return { ...wish, project: await askId(context, wish.project) };
    const project = await prompts.search(texts.wizard.project, (typed) => {
      const found = matching(known, typed).map((one) => choice(context, one));
      const id = typed.trim();
      const isNew = projectPattern.test(id) && !known.some((one) => one.project === id || one.names.includes(id));
      const fresh = isNew ? [{ value: id, name: texts.wizard.useProject(id), short: id }] : [];
      // Letters are the beginning of a name; digits are an id, and another that begins with them costs money.
      return /^\d/u.test(id) ? [...fresh, ...found] : [...found, ...fresh];
    });
    return { ...wish, project };
  },
};

async function askId(context: Context, initial: string): Promise<string> {
  const { texts, isSandbox, prompts } = context;
  await say(context, isSandbox ? texts.wizard.projectHelpSandbox : texts.wizard.projectHelp, 'dim');
  const text = await (await prompts()).text(texts.wizard.projectId, {
    ...(initial === '' ? {} : { initial }),
    check: (typed) => (projectPattern.test(typed.trim()) ? null : texts.wizard.needs(texts.expected.project)),
  });
  return text.trim();
}

function choice({ texts, clock }: Place['context'], { project, names, usedAt }: Remembered) {
  const used = usedAt === null ? texts.wizard.neverUsed : texts.wizard.lastUsed(texts.duration(clock.now() - usedAt));
  const name = [project, ...names].join('  ');
  return {
    value: project,
    name: `${name}  ${used}`,
    short: names[0] === undefined ? project : `${names[0]} (${project})`,
  };
}
