import type { Context } from '../context/context.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Lease, RentRequest, RunEnd } from '../core/model.ts';
import type { Account } from '../flows/account.ts';
import { type Acquired, acquire } from '../flows/acquire.ts';
import { acquireAll } from '../flows/acquire-all.ts';
import { explainLimit } from '../flows/limit-cause.ts';
import { requireLimitInCi } from '../flows/limit-use.ts';
import { rentRequestOf, requireRequestId } from '../input/rent-request.ts';
import type { Input } from '../input/spec.ts';
import { durationOf, textOf } from '../input/values.ts';
import type { Messages } from '../messages/index.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import type { Block } from '../terminal/output.ts';
import { failureText } from '../views/failure.ts';
import { countryName, leaseJson, projectCell } from '../views/lease.ts';

export interface Purchase {
  readonly request: RentRequest;
  readonly requestId: string | null;
  readonly retryFor: number | null;
  /** They are for this process alone, and end so when it is gone. */
  readonly onEnd?: RunEnd | null;
}

/** What is to be bought, checked as far as it can be before the platform is asked. @throws SmsctlError `usage.*` */
export function purchaseOf(input: Input, definition: ProviderDefinition, texts: Messages): Purchase {
  const request = rentRequestOf(input, definition, texts);
  const retryFor = durationOf(input, 'retryFor', texts);
  const requestId = textOf(input, 'requestId');
  if (requestId !== null) requireRequestId('--request-id', requestId, texts);
  return { request, requestId, retryFor };
}

/** Where the ledger cannot be opened, nothing has been rented: that is worth saying. */
export async function openDesk(context: Context): Promise<void> {
  try {
    await context.desk();
  } catch (error) {
    throw error instanceof SmsctlError ? withDetail(error, { stake: 'nothingRented' }) : error;
  }
}

export async function rentAll(
  context: Context,
  account: Account,
  purchase: Purchase,
): Promise<Acquired & { readonly failure: SmsctlError | null }> {
  if (!context.isSandbox) requireLimitInCi(await context.sources(), account.definition, account.profile);
  return acquireAll(account, purchase, (part) => rent(context, account, { ...purchase, ...part }));
}

async function rent(context: Context, account: Account, purchase: Purchase): Promise<Acquired> {
  const { texts, output, signal } = context;
  const { request, requestId, retryFor, onEnd = null } = purchase;
  const desk = await context.desk();
  const progress = context.progress();
  let isOut = false;
  const onStop = () => {
    if (isOut && output.mode !== 'json') output.alert(texts.getNumber.requestIsOut, 'warn');
  };
  signal.addEventListener('abort', onStop, { once: true });
  await progress.start(texts.getNumber.asking);
  try {
    return await acquire(desk, account, request, {
      requestId,
      retryFor,
      onEnd,
      signal,
      onAttempt: () => {
        isOut = true;
      },
      onRetry: (error, pause) => {
        isOut = false;
        const words = texts.getNumber.retrying(
          failureText(error, texts).message,
          texts.duration(Math.max(pause, 1000)),
        );
        progress.update(words);
        output.note(words);
      },
    });
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
    const { clock, commandLine } = context;
    throw explainLimit(error, { sources: await context.sources(), account, now: clock.now(), commandLine });
  } finally {
    progress.stop();
    signal.removeEventListener('abort', onStop);
  }
}

export async function printNumbers(
  context: Context,
  account: Account,
  { leases, request, thenWait }: { leases: readonly Lease[]; request: RentRequest; thenWait: boolean },
): Promise<void> {
  const { texts, output } = context;
  const { sendAfter, sendWithin } = account.definition.times;
  const within = texts.duration(sendWithin);
  const numbers = leases.filter((lease) => lease.state !== 'notRented');
  const advice =
    sendAfter === 0
      ? texts.getNumber.adviceNow(numbers.length, within)
      : texts.getNumber.advice(numbers.length, texts.duration(sendAfter), within);
  const sources = await context.sources();
  const table = (): Block => ({
    kind: 'table',
    columns: [
      { label: texts.columns.id },
      { label: texts.columns.number },
      { label: texts.columns.country, flexible: true },
      { label: texts.columns.project },
      { label: texts.columns.left },
    ],
    rows: numbers.map((lease) => [
      lease.id,
      { text: lease.number ?? '', tone: 'strong' },
      lease.country === null ? texts.none : (countryName(lease.country, texts) ?? lease.country),
      projectCell(sources, lease),
      lease.expiresAt === null ? texts.none : texts.duration(lease.expiresAt - context.clock.now()),
    ]),
  });
  const next = thenWait ? [] : [texts.getNumber.thenWait(context.commandLine('wait-code'))];
  const remarks = [advice, ...next].map((text): Block => ({ kind: 'line', text: { text, tone: 'dim' } }));
  if (numbers.length < request.count) output.note(texts.getNumber.fewer(numbers.length, request.count), 'warn');
  try {
    await output.result({
      json: { numbers: numbers.map(leaseJson) },
      plain: numbers.map((lease) => [lease.number ?? '']),
      get blocks() {
        return [table(), ...remarks];
      },
    });
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
    throw withDetail(error, { stake: 'stillHeld', leases: numbers });
  }
}
