import { dimensions } from '../core/dimensions.ts';
import { leaseStates, openStates } from '../core/lease-state.ts';
import { sortFields } from '../input/choices.ts';
import { type CommandSpec, numbersArgument, pidOption, talkExitCodes } from '../input/spec.ts';

/** What there is: at the platform, and in the ledger. */

export const balance: CommandSpec = {
  name: 'balance',
  exitCodes: talkExitCodes,
  run: async (context) => (await import('../commands/balance.ts')).runBalance(context),
};

export const countries: CommandSpec = {
  name: 'countries',
  exitCodes: talkExitCodes,
  options: [
    pidOption,
    { flags: '--vip KEY', text: 'vip' },
    { flags: '--sort FIELD', text: 'sort', complete: sortFields },
    { flags: '--country CC', text: 'filterCountry', complete: 'country' },
  ],
  run: async (...given) => (await import('../commands/countries.ts')).runCountries(...given),
};

export const project: CommandSpec = {
  name: 'project',
  exitCodes: talkExitCodes,
  options: [pidOption],
  run: async (...given) => (await import('../commands/project.ts')).runProject(...given),
};

export const status: CommandSpec = {
  name: 'status',
  exitCodes: talkExitCodes,
  arguments: [numbersArgument({ states: openStates })],
  options: [pidOption, { flags: '--all', text: 'all' }],
  run: async (...given) => (await import('../commands/status.ts')).runStatus(...given),
};

export const numbers: CommandSpec = {
  name: 'numbers',
  exitCodes: [3, 12, 13],
  options: [
    pidOption,
    { flags: '--state STATE', text: 'state', complete: leaseStates },
    { flags: '--since TIME', text: 'since', complete: 'duration' },
    { flags: '--all', text: 'allLeases' },
    { flags: '--watch', text: 'watch' },
  ],
  run: async (...given) => (await import('../commands/numbers.ts')).runNumbers(...given),
};

export const stats: CommandSpec = {
  name: 'stats',
  exitCodes: [3, 12],
  options: [
    { flags: '--by WHAT', text: 'by', complete: dimensions },
    { flags: '--since TIME', text: 'statsSince', complete: 'duration' },
    pidOption,
  ],
  run: async (...given) => (await import('../commands/stats.ts')).runStats(...given),
};
