import { inParallel } from '../rig/in-parallel.ts';
import { type Parrot, startParrot } from '../rig/parrot.ts';
import type { Breach, Outcome, Section, Wish } from '../section.ts';
import { lookIntoErrors, namesOfErrors } from './errors.ts';
import { plantLeaks } from './plants.ts';
import { countKeysInDebugOutput, namesOfProcesses, type ProcessReport, watchProcess } from './processes.ts';
import type { Report } from './report.ts';
import { namesOfSlips, slip } from './slips.ts';
import { talk } from './talk.ts';

/** A round by its name, where it is one of this kind. */
type Make = (parrot: Parrot, wish: { readonly seed: number; readonly name: string }) => Promise<Report | ProcessReport>;

interface Family {
  readonly names: (count: number) => readonly string[];
  readonly make: Make;
  readonly atATime: number;
}

const families: Readonly<Record<string, Family>> = {
  // The longest first: it waits for an answer that never comes.
  process: { names: () => namesOfProcesses().toReversed(), make: watchProcess, atATime: 2 },
  talk: {
    names: (count) => Array.from({ length: count }, (_, index) => `talk-${index}`),
    make: (parrot, { seed, name }) => talk(parrot, { seed, index: Number(name.slice('talk-'.length)) }),
    atATime: 24,
  },
  slip: { names: namesOfSlips, make: slip, atATime: 12 },
  error: { names: namesOfErrors, make: lookIntoErrors, atATime: 2 },
};

export const secrets: Section = {
  name: 'secrets',
  title: 'no key in any output, file, error, report or process, in any form',
  // Rounds in which a platform repeats a key; the other rounds are as many as there are ways to slip.
  count: 800,
  run,
};

async function run({ count, seed, only, say }: Wish): Promise<Outcome> {
  const harvest = only === null || only === 'plants' ? plantLeaks(seed) : null;
  const parrot = await startParrot();
  try {
    const all = await Promise.all(
      Object.entries(families).map(async ([family, { names, make, atATime }]) => {
        const wanted = names(count).filter((name) => only === null || name === only);
        const reports = await inParallel(wanted, atATime, (name) => makeOrTell(parrot, make, { seed, name }));
        if (only === null) say(`${family}: ${reports.length} rounds`);
        return [family, reports] as const;
      }),
    );
    const reports = all.flatMap(([, some]) => some);
    const byFamily = Object.fromEntries(all);
    const debug = only === null ? await countKeysInDebugOutput(parrot, seed) : null;
    const sum = (read: (report: Report) => number, some: readonly Report[] = reports) =>
      some.reduce((total, report) => total + read(report), 0);
    const broken = [
      ...reports.flatMap(breachesOf),
      ...(harvest?.missed ?? []).map(missed),
      ...(harvest?.falseAlarms ?? []).map(missed),
    ];
    const notRun = reports.flatMap((report) => ('notRun' in report && report.notRun !== null ? [report.notRun] : []));
    return {
      figures: [
        ...(harvest === null
          ? []
          : [
              { what: 'planted leaks found', value: harvest.planted - harvest.missed.length, wanted: harvest.planted },
              { what: 'texts without a key in which one was found', value: harvest.falseAlarms.length, wanted: 0 },
            ]),
        { what: 'runs of the program', value: sum(({ runs }) => runs) - sum(({ runs }) => runs, byFamily.error) },
        { what: 'of them as processes of their own', value: sum(({ runs }) => runs, byFamily.process) },
        { what: 'errors looked into, with hidden fields and causes', value: sum(({ runs }) => runs, byFamily.error) },
        {
          what: 'rounds in which a platform’s words around a key were shown',
          value: sum(({ wasHeard }) => Number(wasHeard)),
        },
        { what: 'MB of output and files searched', value: (sum(({ searched }) => searched) / 1e6).toFixed(0) },
        { what: 'leaks', value: broken.length, wanted: 0 },
        // Node writes these before anything of ours could stop it, to a user who has asked for just that.
        ...(debug === null
          ? []
          : [{ what: 'keys that NODE_DEBUG=http,net makes Node itself show (not ours to stop)', value: debug }]),
      ],
      breaches: broken,
      ...(notRun.length === 0 ? {} : { notRun: notRun.join('; ') }),
    };
  } finally {
    await parrot.close();
  }
}

/** A round that falls over has shown nothing. */
async function makeOrTell(parrot: Parrot, make: Make, wish: { seed: number; name: string }): Promise<Report> {
  try {
    return await make(parrot, wish);
  } catch (error) {
    const breaches = [`the round fell over: ${error instanceof Error ? error.message : error}`];
    return { round: wish.name, breaches, runs: 0, searched: 0, wasHeard: false };
  }
}

const breachesOf = ({ round, breaches }: Report): Breach[] => breaches.map((what) => ({ round, what }));
const missed = (what: string): Breach => ({ round: 'plants', what: `the search itself: ${what}` });
