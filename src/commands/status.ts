import type { Context } from '../context/context.ts';
import { askStatus, type StatusResult } from '../flows/status.ts';
import { failureText } from '../views/failure.ts';
import { leaseJson, stateCell } from '../views/lease.ts';
import { type CommandSpec, type Input, numbersArgument, pidOption } from './spec.ts';
import { findTargets, thoseAble } from './targets.ts';

export const status: CommandSpec = {
  name: 'status',
  arguments: [numbersArgument],
  options: [pidOption, { flags: '--all', text: 'all' }],
  async run(context: Context, input: Input) {
    const { texts, output, signal } = context;
    const { groups, failures } = thoseAble(await findTargets(context, input), 'status');
    const desk = await context.desk();
    const results: StatusResult[] = [];
    for (const { account, targets } of groups) results.push(...(await askStatus(desk, account, targets, signal)));
    const failed = failures[0] ?? results.find((result) => result.error !== null)?.error;
    if (failed != null && results.every((result) => result.error !== null)) throw failed;
    await output.result({
      json: {
        results: results.map(({ target, platform }) => ({
          id: target.lease?.id ?? null,
          number: target.number,
          platform,
          ledger: target.lease === null ? null : leaseJson(target.lease),
        })),
      },
      plain: results.map(({ target, platform }) => [target.number, platform ?? '', target.lease?.state ?? '']),
      blocks: [
        {
          kind: 'table',
          columns: [
            { label: texts.columns.number },
            { label: texts.columns.project },
            { label: texts.columns.platform, flexible: true },
            { label: texts.columns.ledger },
          ],
          rows: results.map(({ target, platform, error }) => [
            target.number,
            target.project,
            error !== null
              ? { text: failureText(error, texts).message, tone: 'bad' }
              : platform === null
                ? texts.none
                : texts.platformStatus[platform],
            target.lease === null ? texts.none : stateCell(target.lease, texts),
          ]),
        },
      ],
    });
    if (failed != null) throw failed;
  },
};
