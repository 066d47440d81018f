import type { GiveBackResult } from '../flows/give-back.ts';
import type { Messages } from '../messages/index.ts';
import type { View } from '../terminal/output.ts';
import { failureJson, failureText } from './failure.ts';

export function giveBackView(results: readonly GiveBackResult[], texts: Messages): View {
  const hasFailed = results.some(({ error }) => error !== null);
  return {
    json: {
      results: results.map(({ target, status, error }) => ({
        id: target.lease?.id ?? null,
        number: target.number,
        status,
        error: error === null ? null : failureJson(error, texts),
      })),
    },
    plain: results.map(({ target, status }) => [target.number, status]),
    blocks:
      results.length === 0
        ? []
        : [
            {
              kind: 'table',
              columns: [
                { label: texts.columns.number },
                { label: texts.columns.project },
                { label: texts.columns.result },
                ...(hasFailed ? [{ label: texts.columns.why, flexible: true }] : []),
              ],
              rows: results.map(({ target, status, error }) => [
                target.number,
                target.project,
                { text: texts.giveBack[status], tone: error === null ? 'good' : 'bad' },
                ...(hasFailed ? [error === null ? '' : failureText(error, texts).message] : []),
              ]),
            },
          ],
  };
}
