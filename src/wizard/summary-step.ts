import { SmsctlError } from '../core/errors.ts';
import type { ProjectFacts } from '../core/model.ts';
import { aliasOf } from '../flows/aliases.ts';
import { readBalance } from '../flows/balance.ts';
import { limitUse } from '../flows/limit-use.ts';
import { askAgain } from '../flows/pace.ts';
import type { Block, Cell } from '../terminal/output.ts';
import { StepBack } from '../terminal/prompts.ts';
import { failureText } from '../views/failure.ts';
import { countryName } from '../views/lease.ts';
import { timeoutEnd } from './actions.ts';
import { pause } from './say.ts';
import type { Place, Step, Wish } from './wish.ts';

/** Says what is there, what will happen and what it costs, and asks. Nothing is rented without this yes. */
export const summaryStep: Step = {
  isFor: () => true,
  async ask(place, wish) {
    const { context } = place;
    const { texts, output, prompts } = context;
    const blocks = await summary(place, wish);
    await pause(context);
    await output.show(blocks);
    if (await (await prompts()).confirm(texts.wizard.rentNow(wish.count))) return wish;
    throw new StepBack();
  },
};

type Fact = readonly [label: string, value: string | Cell];

async function summary(place: Place, wish: Wish): Promise<Block[]> {
  const { context, account } = place;
  const { texts } = context;
  const { definition } = account;
  const [balance, described] = await lookUp(place, wish.project);
  const limits = await limitFacts(place, wish);
  const country = wish.country === null ? texts.wizard.anyCountry : countryName(wish.country, texts);
  const facts: Fact[] = [
    [texts.wizard.facts.provider, context.isSandbox ? texts.wizard.simulatedTitle(definition.title) : definition.title],
    [texts.wizard.facts.project, await projectName(place, wish.project, described)],
    ...(definition.rentOptions.includes('country')
      ? [[texts.wizard.facts.country, country ?? texts.none] as const]
      : []),
    [texts.wizard.facts.numbers, String(wish.count)],
    [texts.facts.balance, balance],
    ...priceFacts(place, described),
    ...limits.facts,
  ];
  const { title, charges } = definition;
  const sentences = [
    texts.wizard.willRent(wish.count, title, wish.project),
    texts.wizard.costs[context.isSandbox ? 'sandbox' : charges],
    texts.wizard.willWait(texts.duration(Math.min(account.times.giveUp, account.times.lease))),
    texts.wizard.onTimeout[timeoutEnd(definition, [])],
  ];
  return [
    { kind: 'facts', facts },
    { kind: 'text', text: texts.sentences(sentences) },
    ...(limits.isOver
      ? [{ kind: 'text' as const, text: { text: texts.wizard.overLimit, tone: 'warn' as const } }]
      : []),
    { kind: 'line', text: '' },
  ];
}

/** The balance, and what the platform tells of the project. Who cannot be reached now may be later: that stops nobody. */
async function lookUp({ context, account }: Place, project: string): Promise<[Cell, ProjectFacts | null]> {
  const { texts, signal } = context;
  const desk = await context.desk();
  const progress = context.progress();
  const tried = async <T, F>(call: () => Promise<T>, failed: (why: string) => F): Promise<T | F> => {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SmsctlError)) throw error;
      return failed(failureText(error, texts).message);
    }
  };
  await progress.start(texts.wizard.readingBalance);
  try {
    const balance = await tried(
      async (): Promise<Cell> => {
        const { balance: left, unit } = await readBalance(desk, account, signal);
        return { text: `${left} ${texts.units[unit] ?? unit}`, tone: 'strong' };
      },
      (why): Cell => ({ text: texts.wizard.noBalance(why), tone: 'warn' }),
    );
    const ask = async () => account.provider.project?.(project, signal);
    const canTell = account.definition.abilities.includes('project');
    const described = canTell
      ? await tried(
          () => askAgain(desk, account, signal, ask),
          () => null,
        )
      : null;
    return [balance, described ?? null];
  } finally {
    progress.stop();
  }
}

async function projectName({ context, account }: Place, project: string, described: ProjectFacts | null) {
  const alias = aliasOf(await context.sources(), account.definition.id, project);
  const names = [alias, described?.name ?? null].filter((name) => name !== null && name !== '');
  return [project, ...names].join('  ');
}

function priceFacts({ context: { texts } }: Place, described: ProjectFacts | null): Fact[] {
  const prices = described?.prices.map(({ from, to, price }) => `${price} (${from}–${to ?? '…'})`) ?? [];
  return prices.length === 0 ? [] : [[texts.facts.prices, prices.join(', ')]];
}

async function limitFacts({ context, account }: Place, { count }: Wish): Promise<{ facts: Fact[]; isOver: boolean }> {
  const { texts } = context;
  const { maxHeld, maxPerDay, minBalance } = account.limits;
  const { held, today } = limitUse(await context.desk(), account);
  const row = (label: string, used: number, limit: number): Fact => {
    const text = texts.wizard.ofLimit(used, limit);
    return [label, used + count > limit ? { text, tone: 'warn' } : text];
  };
  const isOver = (used: number, limit: number | null) => limit !== null && used + count > limit;
  return {
    facts: [
      ...(maxHeld === null ? [] : [row(texts.wizard.facts.held, held, maxHeld)]),
      ...(maxPerDay === null ? [] : [row(texts.wizard.facts.today, today, maxPerDay)]),
      ...(minBalance === null ? [] : [[texts.wizard.facts.floor, minBalance] as const]),
    ],
    isOver: isOver(held, maxHeld) || isOver(today, maxPerDay),
  };
}
