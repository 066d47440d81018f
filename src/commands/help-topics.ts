import type { Messages } from '../messages/index.ts';
import type { View } from '../terminal/output.ts';

/** Topics of `smsctl help` that are no command. */
export const helpTopics: Readonly<Record<string, (texts: Messages) => View>> = {
  'exit-codes': exitCodes,
};

function exitCodes(texts: Messages): View {
  const rows = Object.entries(texts.help.exitCodes).map(([code, meaning]) => ({ code: Number(code), meaning }));
  return {
    json: { exitCodes: rows },
    plain: rows.map(({ code, meaning }) => [String(code), meaning]),
    blocks: [
      { kind: 'line', text: { text: texts.help.exitCodesTitle, tone: 'strong' } },
      {
        kind: 'table',
        columns: [
          { label: texts.columns.exitCode, align: 'right' },
          { label: texts.columns.why, flexible: true },
        ],
        rows: rows.map(({ code, meaning }) => [String(code), meaning]),
      },
    ],
  };
}
