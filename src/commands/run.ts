import type { Context } from '../context/context.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, RunEnd } from '../core/model.ts';
import { freedBy, requireAbility } from '../flows/ability.ts';
import type { Account } from '../flows/account.ts';
import { endRun } from '../flows/end-run.ts';
import { endActions } from '../input/choices.ts';
import { withIds } from '../input/projects.ts';
import type { Input } from '../input/spec.ts';
import { choiceOf, pauseOf } from '../input/values.ts';
import type { RunStory } from '../views/run.ts';
import { openDesk, type Purchase, purchaseOf, rentAll } from './renting.ts';
import { reportFileOf, tellStory } from './run-report.ts';
import { type Signals, supervise, takeSignals } from './supervising.ts';

/**
 * Rents numbers, runs a command with them, and gives back what it has left.
 *
 * @returns the command's exit code; that of the failure where the command did well and something else did not
 */
export async function runWithNumbers(context: Context, typed: Input): Promise<number> {
  const { texts, host, clock } = context;
  const { requireProgram } = await import('../context/child-process.ts');
  const words = typed.words;
  const timeout = pauseOf(typed, 'timeout', texts);
  const wish = choiceOf(typed, 'onEnd', endActions, texts);
  const file = reportFileOf(typed, texts);
  const definition = await context.provider();
  const onEnd = wish === 'keep' ? null : (wish ?? freedBy(definition));
  const purchase = { ...purchaseOf(await withIds(context, typed, definition), definition, texts), onEnd };
  if (onEnd !== null) requireAbility(definition, onEnd);
  requireProgram(words[0] ?? '', host.env);
  await openDesk(context);
  const account = await context.account();

  const told = { name: words[0] ?? '', startedAt: clock.now(), command: null, leases: [], isTimedOut: false };
  const tell = (story: Partial<RunStory>, isThrown = false) =>
    tellStory(context, { ...told, exitCode: 0, error: null, ...story }, { file, isThrown });
  try {
    const rented = await rentForRun(context, account, purchase);
    using signals = takeSignals(host);
    const leases = () => leasesNow(context, rented.leases);
    const stopped = context.signal.aborted ? asFailure(context.signal.reason) : rented.failure;
    if (stopped !== null) {
      await endAll(context, account, { leases: rented.leases, onEnd, signals });
      const held = (await leases()).filter((lease) => isOpen(lease.state));
      const stake = stopped.stake === 'stillHeld' && held.length === 0 ? null : stopped.stake;
      throw withDetail(stopped, { leases: held, stake });
    }
    const ended = await runChild(context, account, { words, leases: rented.leases, signals, timeout });
    const trouble = await endAll(context, account, { leases: rented.leases, onEnd, signals });
    const error = ended.failure ?? trouble;
    const exitCode = ended.exitCode === 0 ? (error?.exitCode ?? 0) : ended.exitCode;
    const command = { exitCode: ended.failure === null ? ended.exitCode : null, signal: ended.signal };
    const isWritten = await tell({
      command,
      leases: await leases(),
      exitCode,
      error,
      isTimedOut: ended.isTimedOut,
    });
    return exitCode === 0 && !isWritten ? new SmsctlError('output.failed').exitCode : exitCode;
  } catch (error) {
    if (error instanceof SmsctlError) await tell({ exitCode: error.exitCode, error, leases: error.leases }, true);
    throw error;
  }
}

/** What can be had; a number that has ended, under a request id that was used before, is of no use to a command. */
async function rentForRun(context: Context, account: Account, purchase: Purchase) {
  const { texts, output } = context;
  const bought = await rentAll(context, account, purchase);
  const leases = bought.leases.filter((lease) => lease.state !== 'notRented');
  if (bought.isRepeat) output.note(texts.getNumber.existing);
  if (leases.length < purchase.request.count && bought.failure === null) {
    output.note(texts.getNumber.fewer(leases.length, purchase.request.count), 'warn');
  }
  const closed = leases.find((lease) => !isOpen(lease.state));
  if (closed === undefined || bought.failure !== null) return { leases, failure: bought.failure };
  const params = { number: closed.number ?? closed.id, state: closed.state };
  return { leases, failure: new SmsctlError('lease.closed', { params, effect: 'none' }) };
}

interface Running {
  readonly words: readonly string[];
  readonly leases: readonly Lease[];
  readonly signals: Signals;
  readonly timeout: number | null;
}

async function runChild(context: Context, account: Account, { words, leases, signals, timeout }: Running) {
  const { globals, host, output, texts } = context;
  const { startChild } = await import('../context/child-process.ts');
  const numbers = leases.map(({ number }) => number ?? '');
  if (output.mode !== 'json') output.note(texts.run.held(numbers.join(' ')));
  const env = {
    ...host.env,
    SMSCTL_NUMBER: numbers[0],
    SMSCTL_NUMBERS: numbers.join(' '),
    SMSCTL_LEASE: leases.map(({ id }) => id).join(' '),
    ...(globals.provider === undefined ? {} : { SMSCTL_PROVIDER: account.definition.id }),
    ...(globals.profile === undefined ? {} : { SMSCTL_PROFILE: account.profile }),
    ...(globals.sandbox ? { SMSCTL_SANDBOX: '1' } : {}),
  };
  return supervise(context, startChild(words, env), { signals, timeout });
}

interface Ending {
  readonly leases: readonly Lease[];
  readonly onEnd: RunEnd | null;
  readonly signals: Signals;
}

/** The second signal ends it: what is still held then is in the ledger, and the next command goes on with it. */
async function endAll(context: Context, account: Account, { leases, onEnd, signals }: Ending) {
  if (onEnd === null) return null;
  const { texts, output } = context;
  const stop = new AbortController();
  let isWarned = false;
  signals.listen((signal) => {
    if (isWarned) stop.abort(new SmsctlError(signal === 'SIGINT' ? 'interrupted' : 'terminated'));
    else if (output.mode !== 'json') output.alert(texts.run.givingBack, 'warn');
    isWarned = true;
  });
  const held = leases.map((lease) => ({ lease, onEnd }));
  try {
    const results = await endRun(await context.desk(), account, held, { signal: stop.signal });
    const [first, ...others] = results.flatMap(({ error }) => error ?? []);
    if (first === undefined) return null;
    return withDetail(first, { leases: [first, ...others].flatMap((error) => error.leases) });
  } catch (error) {
    const left = (await leasesNow(context, leases)).filter((lease) => isOpen(lease.state));
    return withDetail(asFailure(error), { leases: left });
  }
}

async function leasesNow(context: Context, leases: readonly Lease[]): Promise<readonly Lease[]> {
  const { ledger } = await context.desk();
  const now = new Map(ledger.find({ ids: leases.map(({ id }) => id) }).map((lease) => [lease.id, lease]));
  return leases.map((lease) => now.get(lease.id) ?? lease);
}

function asFailure(error: unknown): SmsctlError {
  if (error instanceof SmsctlError) return error;
  throw error;
}
