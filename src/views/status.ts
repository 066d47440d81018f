import type { StatusResult } from '../flows/status.ts';
import type { Messages } from '../messages/index.ts';
import type { View } from '../terminal/output.ts';
import { failureText } from './failure.ts';
import { leaseJson, stateCell } from './lease.ts';

export function statusView(results: readonly StatusResult[], texts: Messages): View {
  return {
    json: {
      results: results.map(({ target, platform }) => ({
        id: target.lease?.id ?? null,
        number: target.number,
        platform,
        ledger: target.lease === null ? null : leaseJson(target.lease),
        code: target.lease?.code ?? null,
        late: target.lease?.late ?? false,
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
  };
}
