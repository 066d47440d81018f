import { fillLedger, fillSettings, type Held, numberAt } from './fill.ts';
import { type Place, smsctl } from './place.ts';
import { startPlatform } from './platform-process.ts';
import { measureInRounds } from './rounds.ts';
import { type Row, scaled, shown, spreadOf } from './rows.ts';
import { type Command, isHere } from './run.ts';
import type { Section } from './section.ts';

const leases = 100_000;

/** Each in an account of its own, so that none waits for the pace of another's look. */
const profiles = ['default', 'named', 'other'];

/** What a command costs where a hundred thousand leases are written down, beside one where there are none. */
export const measureLedger: Section = async ({ place, rounds, isBrief, say }) => {
  if (!isHere('hyperfine')) {
    return [{ section: 'ledger', what: 'large ledger', unit: '', figure: null, note: 'hyperfine is not here' }];
  }
  await using platform = await startPlatform();
  const homes = { empty: fillHome(place, 'ledger-empty', 0), full: fillHome(place, 'ledger-full', leases) };
  const commands = Object.entries(homes).flatMap(([name, home]) =>
    commandsIn(name, place.env(home, platform.baseUrls)),
  );
  // A look may not follow another of its account within a second.
  const wish = { rounds: isBrief ? 3 : rounds, weighings: 0, pause: 1100, folder: place.folder, say };
  const measured = await measureInRounds(commands, wish);
  const wallOf = (name: string) => spreadOf(measured.get(name)?.timings.map(({ wall }) => wall) ?? []);
  return Object.keys(lines).map((what): Row => {
    const [few, many] = [wallOf(`empty ${what}`), wallOf(`full ${what}`)];
    const note = `${shown(few.median)} ms, ${shown(many.median)} ms`;
    const figure = scaled(many, few.median);
    return { section: 'ledger', what, unit: 'x an empty ledger', figure, goal: { atMost: 1.2 }, note };
  });
};

function fillHome(place: Place, name: string, closed: number): string {
  const home = place.home(name);
  const open = profiles.map((profile, index): Held => {
    return { provider: 'durian', profile, platformNumber: numberAt('durian', index) };
  });
  fillLedger(home, { open, closed });
  fillSettings(home, open);
  return home;
}

/** The only project in the ledger is 9001, and a look that finds nothing is exit 8. */
const lines: Readonly<Record<string, Omit<Command, 'name' | 'env'>>> = {
  numbers: { words: ['numbers'] },
  'numbers --json': { words: ['numbers', '--json'] },
  'get-number': { words: ['get-number', '-p', 'durian', '--profile', 'default', '--pid', '123'] },
  'wait-code, the one that is open': {
    words: ['wait-code', '--once', '-p', 'durian', '--profile', 'other', '--pid', '9001'],
    exitCode: 8,
  },
  'wait-code, by its number': { words: ['wait-code', '--once', numberAt('durian', 1)], exitCode: 8 },
};

function commandsIn(name: string, env: Readonly<Record<string, string>>): Command[] {
  return Object.entries(lines).map(([what, { words, exitCode = 0 }]) => {
    return { name: `${name} ${what}`, words: smsctl(...words), env, exitCode };
  });
}
