import { parseArgs } from 'node:util';
import { inParallel } from './rig/in-parallel.ts';
import type { Breach, Figure, Outcome, Section, Wish } from './section.ts';
import { sections } from './sections.ts';

const usage = `npm run bench -- [SECTION…] [--count N] [--seed N] [--only ROUND]

Breaks things on purpose and counts what was lost, leaked or bought twice. Without a section: all of them.

  --count N    rounds, in the section's own unit, in place of what CI runs
  --seed N     where all chance comes from; 1 unless given
  --only ROUND one round, as a failure named it

Sections: ${Object.keys(sections).join(', ')}
`;

/** Most sections wait for a good part of their time. */
const atATime = 2;

/** Runs the sections and prints the figures of each. The exit code is 1 where a promise was broken. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const unknown = positionals.find((name) => !Object.hasOwn(sections, name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no section ${unknown}.\n\n${usage}`);
    return 2;
  }
  const names = positionals.length > 0 ? positionals : Object.keys(sections);
  const counts = await inParallel(names, atATime, async (name) => {
    const section = await sections[name]?.();
    if (section === undefined) return 0;
    const wish: Wish = {
      count: values.count === undefined ? section.count : Number(values.count),
      seed: Number(values.seed),
      only: values.only ?? null,
      say: (line) => void process.stderr.write(`${section.name}: ${line}\n`),
    };
    const started = performance.now();
    const outcome = await section.run(wish);
    print(section, wish, outcome, (performance.now() - started) / 1000);
    return outcome.breaches.length + outcome.figures.filter(isWrong).length;
  });
  const broken = counts.reduce((sum, count) => sum + count, 0);
  process.stdout.write(broken === 0 ? '\nNo promise was broken.\n' : `\n${broken} broken.\n`);
  return broken === 0 ? 0 : 1;
}

const isWrong = ({ value, wanted }: Figure) => wanted !== undefined && value !== wanted;

/** So many breaches are told in full; the rest is counted. */
const told = 20;

function print(section: Section, wish: Wish, { figures, breaches, notRun }: Outcome, seconds: number): void {
  const lines = [`\n${section.name}: ${section.title} (seed ${wish.seed}, ${seconds.toFixed(0)} s)`];
  if (notRun !== undefined) lines.push(`  not run: ${notRun}`);
  for (const figure of figures) {
    const verdict = figure.wanted === undefined ? '' : isWrong(figure) ? `  ← wanted ${figure.wanted}` : '  ok';
    lines.push(`  ${String(figure.value).padStart(9)}  ${figure.what}${verdict}`);
  }
  for (const breach of breaches.slice(0, told))
    lines.push(`  BROKEN ${breach.what}`, `    ${replay(section, wish, breach)}`);
  if (breaches.length > told) lines.push(`  … and ${breaches.length - told} more`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function replay({ name }: Section, { count, seed }: Wish, { round }: Breach): string {
  return `npm run bench -- ${name} --seed ${seed} --count ${count} --only '${round.replaceAll("'", "'\\''")}'`;
}

process.exitCode = await main();
