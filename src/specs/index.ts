import type { CommandSpec } from '../input/spec.ts';
import { config, doctor, login, logout, providers, simulate } from './account.ts';
import { balance, countries, numbers, project, stats, status } from './looking.ts';
import { blacklist, getNumber, reconcile, release, runWith, sendSms, waitCode } from './renting.ts';

/** In the order of `--help`. What they do is loaded when it is done. */
export const commands: readonly CommandSpec[] = [
  ...[
    balance,
    getNumber,
    waitCode,
    runWith,
    release,
    blacklist,
    countries,
    status,
    project,
    sendSms,
    numbers,
    stats,
    reconcile,
  ],
  ...[login, logout, providers, config, doctor, simulate],
];
