import { parseArgs } from 'node:util';
import { measureGrowth } from './growth.ts';
import { measureInstall } from './install.ts';
import { measureLatency } from './latency.ts';
import { measureLedger } from './ledger.ts';
import { measureLooking } from './looking.ts';
import { describeMachine } from './machine.ts';
import { writePage } from './page.ts';
import { findPeers } from './peers.ts';
import { openPlace } from './place.ts';
import { type Row, shownFigure, shownGoal, verdictOf } from './rows.ts';
import { WrongExit } from './run.ts';
import type { Section, Wish } from './section.ts';
import { measureStarts } from './start.ts';

const sections: Readonly<Record<string, Section>> = {
  start: measureStarts,
  install: measureInstall,
  polling: measureLooking,
  latency: measureLatency,
  ledger: measureLedger,
  growth: measureGrowth,
};

const usage = `npm run bench:speed -- [--rounds N] [--brief] [--only SECTION]… [--peers] [--write]

Measures what commands, waits and large ledgers cost, beside Node itself, a script and other tools.

  --rounds N      how often each command runs; 20 unless given
  --brief         few rounds, no other tools, under a minute and a half: what CI runs
  --only SECTION  one of ${Object.keys(sections).join(', ')}
  --peers         installs the npm tools that are missing, into a cache outside of the repository
  --write         writes the tables into docs/performance.md

A figure over its goal fails nothing. A command that ends as it should not is exit 1.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string' },
      brief: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: Object.keys(sections) },
      peers: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const rounds = Number(values.rounds ?? (values.brief ? 5 : 20));
  const chosen = Object.entries(sections).filter(([name]) => values.only.includes(name));
  if (values.help || !Number.isInteger(rounds) || rounds < 1 || chosen.length < new Set(values.only).size) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  using place = openPlace();
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const wish: Wish = { rounds, isBrief: values.brief, installsPeers: values.peers, place, say };
  const rows: Row[] = [];
  let exitCode = 0;
  for (const [name, measure] of chosen) {
    try {
      say(`${name} …`);
      const found = await measure(wish);
      print(found);
      rows.push(...found);
    } catch (error) {
      if (!(error instanceof WrongExit)) throw error;
      process.stdout.write(`\n${name}: ${error.message}\n`);
      exitCode = 1;
    }
  }
  const machine = describeMachine(values.brief ? [] : findPeers({ ...wish, installsPeers: false }));
  process.stdout.write(`\n${machine.map(([what, is]) => `${what}: ${is}`).join('\n')}\n`);
  if (values.write) say(`written: ${writePage(machine, rows)}`);
  return exitCode;
}

function print(rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const lines = rows.map((row) => [
    `${row.what}${row.unit === '' ? '' : `, ${row.unit}`}`,
    shownFigure(row),
    shownGoal(row),
    verdictOf(row),
    row.figure === null ? '' : (row.note ?? ''),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(`\n${rows[0]?.section ?? ''}: least – median – most, goal\n${text.join('\n')}\n`);
}

process.exitCode = await main();
