import type { Context } from '../context/context.ts';
import { requireAbility } from '../flows/ability.ts';
import { askAgain } from '../flows/pace.ts';
import { withIds } from '../input/projects.ts';
import type { Input } from '../input/spec.ts';
import { neededProject } from '../input/values.ts';

export async function runProject(context: Context, input: Input): Promise<void> {
  const { texts, output, signal } = context;
  neededProject(input, texts);
  const definition = await context.provider();
  const id = neededProject(await withIds(context, input, definition), texts);
  requireAbility(definition, 'project');
  const account = await context.account();
  const desk = await context.desk();
  const facts = await askAgain(desk, account, signal, async () => account.provider.project?.(id, signal));
  if (facts === undefined) return;
  const tier = ({ from, to, price }: (typeof facts.prices)[number]) => `${price} (${from}–${to ?? '…'})`;
  await output.result({
    json: { provider: definition.id, project: id, ...facts },
    plain: [[id, facts.name ?? '', facts.status, facts.kind ?? '', facts.prices[0]?.price ?? '']],
    blocks: [
      {
        kind: 'facts',
        facts: [
          [texts.facts.project, id],
          [texts.facts.name, facts.name ?? texts.none],
          [texts.facts.status, facts.status],
          [texts.facts.kind, facts.kind ?? texts.none],
          [texts.facts.prices, facts.prices.map(tier).join(', ') || texts.none],
        ],
      },
    ],
  });
}
