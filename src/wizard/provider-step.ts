import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { isConfigured } from '../flows/configuration.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { providers } from '../providers/index.ts';
import { StepBack } from '../terminal/prompts.ts';
import { displayWidth } from '../terminal/width.ts';
import { setUp } from './set-up.ts';
import type { Stages } from './stages.ts';
import type { Place } from './wish.ts';

/**
 * At which platform, ready to be asked. What keeps one from being used is said, and another may be chosen.
 *
 * @returns null where the person has stepped back
 */
export async function askPlace(stages: Stages): Promise<Place | null> {
  for (;;) {
    const chosen = stages.isFixed ? await stages.real.provider() : await askProvider(stages).catch(orNull);
    if (chosen === null) return null;
    try {
      return await openPlace(stages, chosen);
    } catch (error) {
      if (!(error instanceof SmsctlError)) throw error;
      if (error instanceof StepBack && stages.isFixed) return null;
      if (error instanceof StepBack) continue;
      if (stages.isFixed || error.exitCode >= 128 || error.code === 'ledger.unusable') throw error;
      stages.real.report(error);
    }
  }
}

function orNull(error: unknown): null {
  if (error instanceof StepBack) return null;
  throw error;
}

/** `sandbox`: some platform or other, simulated. */
async function askProvider({ real }: Stages): Promise<ProviderDefinition | 'sandbox'> {
  const texts = real.texts.wizard;
  const prompts = await real.prompts();
  if (real.isSandbox) return prompts.choose(texts.simulated, simulated(real));
  const [sources, profile] = await Promise.all([real.sources(), real.profile()]);
  const rows = providers.map((definition) => ({
    value: definition,
    title: definition.title,
    status: isConfigured(sources, definition, profile) ? texts.ready : texts.notReady,
    description: abilitiesOf(real, definition),
  }));
  const sandbox = { value: 'sandbox' as const, title: texts.sandbox, status: texts.sandboxStatus };
  const all = [...rows, { ...sandbox, description: texts.sandboxAbout }];
  const width = Math.max(...all.map(({ title }) => displayWidth(title)));
  const ready = rows.find(({ value }) => isConfigured(sources, value, profile));
  // The one that commands take when none is named.
  const usual = await real.provider().catch(() => ready?.value ?? ('sandbox' as const));
  return prompts.choose<ProviderDefinition | 'sandbox'>(
    texts.provider,
    all.map(({ value, title, status, description }) => ({
      value,
      name: `${title}${' '.repeat(width - displayWidth(title))}  ${status}`,
      short: title,
      description,
    })),
    { initial: usual },
  );
}

function simulated(context: Context) {
  return providers.map((one) => ({ value: one, name: one.title, description: abilitiesOf(context, one) }));
}

/** Offers to set a platform up where it is not. @throws StepBack */
async function openPlace(stages: Stages, chosen: ProviderDefinition | 'sandbox'): Promise<Place> {
  const { real } = stages;
  const open = async (context: Context, { id }: ProviderDefinition): Promise<Place> => ({
    context,
    account: await context.account({ provider: id }),
  });
  if (chosen === 'sandbox') {
    const context = stages.sandbox();
    const prompts = await context.prompts();
    return open(context, await prompts.choose(real.texts.wizard.simulated, simulated(context)));
  }
  if (real.isSandbox || isConfigured(await real.sources(), chosen, await real.profile())) return open(real, chosen);
  return open((await setUp(real, chosen)) === 'sandbox' ? stages.sandbox() : real, chosen);
}

function abilitiesOf({ texts }: Context, { abilities, rentOptions }: ProviderDefinition): string {
  const country = rentOptions.includes('country') ? [texts.wizard.chooseCountry] : [];
  const words = abilities.map((ability) => texts.abilities[ability] ?? ability);
  return texts.wizard.canDo([...country, ...words].join(texts.wizard.comma));
}
