import type { CommandSpec } from '../input/spec.ts';
import { balance } from './balance.ts';
import { blacklist } from './blacklist.ts';
import { config } from './config.ts';
import { countries } from './countries.ts';
import { doctor } from './doctor.ts';
import { getNumber } from './get-number.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { numbers } from './numbers.ts';
import { project } from './project.ts';
import { providers } from './providers.ts';
import { reconcile } from './reconcile.ts';
import { release } from './release.ts';
import { sendSms } from './send-sms.ts';
import { simulate } from './simulate.ts';
import { stats } from './stats.ts';
import { status } from './status.ts';
import { waitCode } from './wait-code.ts';

/** In the order of `--help`. */
export const commands: readonly CommandSpec[] = [
  ...[balance, getNumber, waitCode, release, blacklist, countries, status, project, sendSms, numbers, stats, reconcile],
  ...[login, logout, providers, config, doctor, simulate],
];
