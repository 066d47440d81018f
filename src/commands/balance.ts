import type { Context } from '../context/context.ts';
import { readBalance } from '../flows/balance.ts';

export async function runBalance(context: Context): Promise<void> {
  const { texts, output, signal } = context;
  const account = await context.account();
  const desk = await context.desk();
  const facts = await readBalance(desk, account, signal);
  const { definition, profile } = account;
  await output.result({
    json: { provider: definition.id, profile, ...facts },
    plain: [[facts.balance]],
    blocks: [
      {
        kind: 'facts',
        facts: [
          [texts.facts.account, `${facts.account ?? texts.none} (${definition.title})`],
          [texts.facts.balance, { text: `${facts.balance} ${texts.units[facts.unit] ?? facts.unit}`, tone: 'strong' }],
          ...(facts.maxNumbers === null ? [] : [[texts.facts.maxNumbers, String(facts.maxNumbers)] as const]),
          ...(facts.createdAt === null ? [] : [[texts.facts.createdAt, facts.createdAt] as const]),
        ],
      },
    ],
  });
}
