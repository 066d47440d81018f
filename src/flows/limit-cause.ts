import { type SmsctlError, withDetail } from '../core/errors.ts';
import type { Lease } from '../core/model.ts';
import type { Account } from './account.ts';
import { fieldSetting, limitFields, type Sources, typedKey } from './configuration.ts';

interface Surroundings {
  readonly sources: Sources;
  readonly account: Pick<Account, 'definition' | 'profile'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** A command line to suggest, made of what follows the program's name. */
  readonly commandLine: (words: string) => string;
}

type Params = Readonly<Record<string, string | number>>;

/**
 * Adds to a purchase that a limit of the user's own has stopped what the user needs to go on: where the limit is set, how
 * it is changed, and what makes room. Any other failure is handed back as it is.
 */
export function explainLimit(error: SmsctlError, around: Surroundings): SmsctlError {
  const field = limitFields.find(({ name }) => error.code === `limit.${name}`);
  if (field === undefined) return error;
  const { sources, account } = around;
  const { definition, profile } = account;
  const setting = fieldSetting(sources, definition, { profile, field });
  const key = typedKey(sources, definition, { profile, name: field.name });
  const isFloor = error.code === 'limit.minBalance';
  const enough = isFloor ? floorThatFits(error) : Number(error.params.used) + Number(error.params.asked);
  const change =
    setting?.source === 'environment' ? `export ${setting.origin}=${enough}` : `smsctl config set ${key} ${enough}`;
  return withDetail(error, {
    params: {
      ...error.params,
      key,
      setting: setting?.key ?? '',
      source: setting?.source ?? '',
      origin: setting?.origin ?? '',
      list: around.commandLine(listCommand(error, account)),
      ...(enough >= 0 ? { change } : {}),
      ...(isFloor ? roomAbove(error) : roomBelow(error, around)),
    },
  });
}

/** The highest whole floor that lets this purchase through; negative where none does. */
function floorThatFits({ params }: SmsctlError): number {
  return Math.floor(Number(params.balance) - Number(params.used) - (Number(params.asked) - 1));
}

function roomAbove({ params }: SmsctlError): Params {
  const [balance, limit, used, asked] = [params.balance, params.limit, params.used, params.asked].map(Number);
  const fitting = (taken = 0) => Math.floor((balance ?? 0) - taken - (limit ?? 0)) + 1;
  return {
    ...(fitting(used) > 0 ? { room: fitting(used) } : {}),
    ...(fitting() >= (asked ?? 0) ? { isOthers: 'yes' } : {}),
  };
}

/** More ids than this make no command line that anybody would copy; and two such lines no text that anybody would read. */
const mostNamed = 10;
const mostAwaited = 3;

function roomBelow(error: SmsctlError, { account, now, commandLine }: Surroundings): Params {
  const { limit, used, asked, roomAt } = error.params;
  const room = Number(limit) - Number(used);
  const need = Number(asked) - room;
  const fewer: Params = room > 0 ? { room } : {};
  if (Number(asked) > Number(limit)) return fewer;
  const free = error.code === 'limit.maxHeld' ? freeCommands(error.leases, need, account.definition.abilities) : null;
  if (free !== null) {
    const { words, waitCode } = free;
    const wait: Params = waitCode === null ? {} : { waitCode: commandLine(waitCode) };
    return { ...fewer, need, free: commandLine(words), ...wait };
  }
  return roomAt === undefined ? fewer : { ...fewer, roomIn: Number(roomAt) - now };
}

/** How so many are freed by hand: those first that have done their work, then the oldest. */
function freeCommands(
  leases: readonly Lease[],
  need: number,
  abilities: readonly string[],
): { readonly words: string; readonly waitCode: string | null } | null {
  const inState = (state: Lease['state']) => leases.filter((lease) => lease.state === state);
  const chosen = [...inState('received'), ...inState('held')].slice(0, need);
  if (chosen.length < need || need > mostNamed) {
    return inState('blacklistDue').length >= need ? { words: 'reconcile', waitCode: null } : null;
  }
  const ids = chosen.map((lease) => lease.id).join(' ');
  const isAwaited = need <= mostAwaited && chosen.every((lease) => lease.state === 'held' && !lease.multi);
  const how = abilities.includes('release') ? 'release' : 'blacklist';
  return { words: `${how} ${ids}`, waitCode: isAwaited ? `wait-code ${ids}` : null };
}

/** What lists all that fills the limit. */
function listCommand({ code }: SmsctlError, { definition, profile }: Surroundings['account']): string {
  const which = { 'limit.maxPerDay': ' --since 24h', 'limit.minBalance': ' --state intent' }[code as string] ?? '';
  return `numbers${which} -p ${definition.id}${profile === 'default' ? '' : ` --profile ${profile}`}`;
}
