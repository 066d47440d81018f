import { inParallel } from '../rig/in-parallel.ts';
import { type Parrot, startParrot } from '../rig/parrot.ts';
import { randomFrom } from '../rig/random.ts';
import { hasTerminal } from '../rig/started-bin.ts';
import type { Outcome, Section, Wish } from '../section.ts';
import { fuzzText } from './fuzz.ts';
import { type EndReport, receive } from './messages.ts';
import { countOfScreens, watchScreen } from './screens.ts';
import { type Reader, show } from './showings.ts';
import { hostileTexts, hugeTexts } from './texts.ts';
import { listen } from './words.ts';

export const hostile: Section = {
  name: 'hostile',
  title: 'texts from outside command no terminal, break no line of a pipe and no document',
  // Fuzzed texts; the texts by hand and the rounds through the whole program come besides.
  count: 100_000,
  run,
};

/** So many texts are shown in one round: a prime, so that in every place stands another one each time. */
const together = 97;

interface Family {
  readonly names: (count: number) => readonly string[];
  readonly make: (parrot: Parrot, wish: { readonly seed: number; readonly name: string }) => Promise<EndReport>;
  readonly atATime: number;
}

const numbered = (family: string) => (count: number) =>
  Array.from({ length: count }, (_, index) => `${family}-${index}`);
const indexIn = (name: string) => Number(name.slice(name.indexOf('-') + 1));

const families: Readonly<Record<string, Family>> = {
  screen: {
    names: () => numbered('screen')(countOfScreens),
    make: (parrot, { seed, name }) => watchScreen(parrot, { seed, index: indexIn(name) }),
    atATime: 2,
  },
  message: {
    names: (count) => numbered('message')(Math.ceil(count / 500)),
    make: (_parrot, { seed, name }) => receive({ seed, index: indexIn(name) }),
    atATime: 12,
  },
  words: {
    names: (count) => numbered('words')(Math.ceil(count / 250)),
    make: (parrot, { seed, name }) => listen(parrot, { seed, index: indexIn(name) }),
    atATime: 12,
  },
  text: {
    names: () => [...hostileTexts.keys()].map((name) => `text-${name}`),
    make: (_parrot, { name }) => {
      const text = hostileTexts.get(name.slice('text-'.length)) ?? '';
      const half = Math.ceil(text.length / 2);
      // Alone, in a sentence, twice, and in two halves side by side.
      const texts = [text, `code ${text} 482913`, text + text, text.slice(0, half), text.slice(half)];
      return showTo(everyReader, { round: name, texts });
    },
    atATime: 1,
  },
  huge: {
    names: () => [...hugeTexts.keys()].map((name) => `huge-${name}`),
    make: (_parrot, { name }) => {
      const text = hugeTexts.get(name.slice('huge-'.length)) ?? '';
      return showTo(fewReaders, { round: name, texts: [text, ...Array.from({ length: 52 }, () => 'short')] });
    },
    atATime: 1,
  },
  fuzz: {
    names: (count) => numbered('fuzz')(Math.ceil(count / together)),
    make: (_parrot, { seed, name }) => {
      const random = randomFrom(seed * 29_000_021 + indexIn(name));
      const texts = Array.from({ length: together }, () => fuzzText(random));
      const width = [20, 40, 80, 200][Math.floor(random() * 4)] ?? 80;
      const terminal: Reader = { mode: 'terminal', color: random() < 0.5, width };
      return showTo([terminal, pipe, { ...document, color: random() < 0.3 }], { round: name, texts });
    },
    atATime: 1,
  },
};

const pipe: Reader = { mode: 'plain', color: false, width: 80 };
const document: Reader = { mode: 'json', color: false, width: 80 };
const fewReaders: readonly Reader[] = [{ mode: 'terminal', color: false, width: 80 }, pipe, document];
const everyReader: readonly Reader[] = [
  ...fewReaders,
  { mode: 'terminal', color: true, width: 24 },
  { ...pipe, color: true },
];

async function showTo(
  readers: readonly Reader[],
  { round, texts }: { round: string; texts: readonly string[] },
): Promise<EndReport> {
  const breaches: string[] = [];
  for (const reader of readers) breaches.push(...(await show(texts, reader)).complaints);
  return { round, breaches, runs: 0, texts: texts.length };
}

async function run({ count, seed, only, say }: Wish): Promise<Outcome> {
  const parrot = await startParrot();
  try {
    const byFamily: Record<string, readonly EndReport[]> = {};
    // One after the other: those that only compute would keep the others' answers waiting.
    for (const [family, { names, make, atATime }] of Object.entries(families)) {
      const wanted = names(count).filter((name) => only === null || name === only);
      byFamily[family] = await inParallel(wanted, atATime, (name) => makeOrTell(make, parrot, { seed, name }));
      if (only === null) say(`${family}: ${wanted.length} rounds`);
    }
    const reports = Object.values(byFamily).flat();
    const breaches = reports.flatMap(({ round, breaches }) => breaches.map((what) => ({ round, what })));
    const sum = (read: (report: EndReport) => number, some: readonly EndReport[] = reports) =>
      some.reduce((total, report) => total + read(report), 0);
    const texts = (family: string) => sum((report) => report.texts, byFamily[family]);
    return {
      figures: [
        { what: 'hostile texts by hand, to a terminal, a pipe and as JSON', value: byFamily.text?.length ?? 0 },
        { what: 'fuzzed texts, to a terminal, a pipe and as JSON', value: texts('fuzz') },
        { what: 'texts of up to a megabyte', value: byFamily.huge?.length ?? 0 },
        { what: 'texts that came as an SMS and went through the whole program', value: texts('message') },
        {
          what: 'texts that came as a platform’s words and went through the whole program',
          value: texts('words') + texts('screen'),
        },
        { what: 'runs of the program', value: sum(({ runs }) => runs) },
        { what: 'texts that did something', value: breaches.length, wanted: 0 },
      ],
      breaches,
      ...(hasTerminal() ? {} : { notRun: 'the program on a real terminal: there is no script(1) of util-linux' }),
    };
  } finally {
    await parrot.close();
  }
}

/** A round that falls over has shown nothing. */
async function makeOrTell(
  make: Family['make'],
  parrot: Parrot,
  wish: { seed: number; name: string },
): Promise<EndReport> {
  try {
    return await make(parrot, wish);
  } catch (error) {
    const breaches = [`the round fell over: ${error instanceof Error ? error.message : error}`];
    return { round: wish.name, breaches, runs: 0, texts: 0 };
  }
}
