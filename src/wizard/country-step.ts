import { SmsctlError } from '../core/errors.ts';
import type { CountryStock } from '../core/model.ts';
import { askAgain } from '../flows/pace.ts';
import { failureText } from '../views/failure.ts';
import { type CountryChoice, countryChoices, findCountries } from './country-choices.ts';
import { say } from './say.ts';
import type { Place, Step } from './wish.ts';

/** Which country, where the platform lets one choose. */
export const countryStep: Step = {
  isFor: ({ account }) => account.definition.rentOptions.includes('country'),
  async ask(place, wish) {
    const { texts, prompts } = place.context;
    const stock = await readStock(place, wish.project);
    const all = countryChoices(texts.locale, stock);
    const any = { value: null, name: texts.wizard.anyCountry };
    const country = await (await prompts()).search<string | null>(texts.wizard.country, (typed) => {
      // What has no numbers now is only in the way, unless it is asked for by name.
      const found = findCountries(all, typed).filter(({ available }) => typed !== '' || available !== 0);
      const choices = found.map((one) => choice(place, one));
      return typed.trim() === '' ? [any, ...choices] : choices;
    });
    return { ...wish, country };
  },
};

/** Null where the platform does not tell it, or not now: nobody has to know the stock to go on. */
async function readStock({ context, account }: Place, project: string): Promise<readonly CountryStock[] | null> {
  const { texts, signal } = context;
  if (!account.definition.abilities.includes('countries')) return null;
  const desk = await context.desk();
  const progress = context.progress();
  await progress.start(texts.wizard.readingStock);
  try {
    const stock = await askAgain(desk, account, signal, async () =>
      account.provider.countries?.({ project, vip: null }, signal),
    );
    return stock ?? null;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SmsctlError)) throw error;
    progress.stop();
    await say(context, texts.wizard.noStock(failureText(error, texts).message), 'warn');
    return null;
  } finally {
    progress.stop();
  }
}

function choice({ context: { texts } }: Place, { code, name, callingCode, available }: CountryChoice) {
  const short = texts.wizard.countryName(name, code, callingCode);
  const stock = available === 0 ? texts.wizard.noneNow : texts.wizard.available(available ?? 0);
  return { value: code, name: available === null ? short : `${short}  ${stock}`, short };
}
