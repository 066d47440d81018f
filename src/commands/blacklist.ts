import type { Context } from '../context/context.ts';
import { openStates } from '../core/lease-state.ts';
import { askBlacklisted, type BlacklistCheck } from '../flows/status.ts';
import type { Input } from '../input/spec.ts';
import { type FoundTargets, findTargets, thoseAble } from '../input/targets.ts';
import { isSet } from '../input/values.ts';
import { failureText } from '../views/failure.ts';
import { giveBackAndPrint } from './giving-back.ts';

export async function runBlacklist(context: Context, input: Input): Promise<void> {
  const found = await findTargets(context, input, openStates);
  if (isSet(input, 'check')) await checkAndPrint(context, thoseAble(found, 'isBlacklisted'));
  else await giveBackAndPrint(context, 'blacklist', found);
}

async function checkAndPrint(context: Context, { groups, failures }: FoundTargets): Promise<void> {
  const { texts, output, signal } = context;
  const desk = await context.desk();
  const checks: BlacklistCheck[] = [];
  for (const { account, targets } of groups) checks.push(...(await askBlacklisted(desk, account, targets, signal)));
  const known = checks.filter((check) => check.blacklisted !== null);
  await output.result({
    json: { results: known.map(({ target, blacklisted }) => ({ number: target.number, blacklisted })) },
    plain: known.map(({ target, blacklisted }) => [target.number, String(blacklisted)]),
    blocks: [
      {
        kind: 'table',
        columns: [{ label: texts.columns.number }, { label: texts.columns.blacklisted }],
        rows: checks.map(({ target, blacklisted, error }) => [
          target.number,
          error === null ? texts.yesNo(blacklisted === true) : { text: failureText(error, texts).message, tone: 'bad' },
        ]),
      },
    ],
  });
  const failed = failures[0] ?? checks.find((check) => check.error !== null)?.error;
  if (failed != null) throw failed;
}
