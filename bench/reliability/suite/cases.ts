import { pick } from '../rig/random.ts';

/** What a test of the suite does with its number. */
const kinds = ['code', 'late', 'two', 'fails', 'hangs', 'noCode', 'killed'] as const;
export type Kind = (typeof kinds)[number];

const often: readonly Kind[] = [
  ...Array.from({ length: 24 }, (): Kind => 'code'),
  ...Array.from({ length: 8 }, (): Kind => 'late'),
  ...(['two', 'two', 'two', 'fails', 'fails', 'hangs', 'noCode', 'killed'] as const),
];

export const drawKinds = (count: number, random: () => number): Kind[] =>
  Array.from({ length: count }, (_, index) => kinds[index] ?? pick(often, random));

/** How it ends where nothing is broken. */
export const endOf: Readonly<Record<Kind, string>> = {
  code: 'passed',
  late: 'passed',
  two: 'passed',
  fails: 'failed',
  hangs: 'timedOut',
  noCode: 'failed',
  killed: 'failed',
};

/** No other text looks like a code of the suite. */
export const code = /ZQ\d{4}/;

export const config = `
  import { defineConfig } from '@playwright/test';
  export default defineConfig({
    timeout: 60_000,
    workers: 4,
    fullyParallel: true,
    reporter: [['json', { outputFile: 'report.json' }]],
    use: {
      smsctl: {
        provider: 'durian', project: '9001', simulator: process.env.SIMULATOR,
        interval: 200, retryFor: 20_000, limits: { maxHeld: 6 },
      },
    },
  });
`;

export const spec = (drawn: readonly Kind[]): string => `
  import { test } from 'smsctl/playwright';
  const send = async (number: { number: string; project: string }, index: number, part: number, delay: number) => {
    const code = 'ZQ' + String(index * 2 + part).padStart(4, '0');
    const message = { platform: 'durian', project: number.project, number: number.number, text: 'Your code: ' + code, code };
    setTimeout(() => fetch(process.env.SIMULATOR + '/_control/message', { method: 'POST', body: JSON.stringify(message) }), delay);
    return code;
  };
  const same = (one: string, other: string) => { if (one !== other) throw new Error('SWAPPED'); };
  for (const [index, kind] of ${JSON.stringify(drawn)}.entries()) {
    test(index + ' ' + kind, async ({ number, rentNumber }) => {
      if (kind === 'fails') throw new Error('as it should');
      if (kind === 'killed') process.kill(process.pid, 'SIGKILL');
      if (kind === 'hangs') { test.setTimeout(1_000); await new Promise(() => {}); }
      if (kind === 'noCode') { test.setTimeout(2_500); await number.waitForCode(); }
      const sent = await send(number, index, 0, kind === 'late' ? 2_500 : 100);
      if (kind === 'two') {
        const other = await rentNumber();
        same(await send(other, index, 1, 100), await other.waitForCode());
      }
      same(sent, await number.waitForCode());
    });
  }
`;
