import type { Context } from '../context/context.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Lease, RentRequest } from '../core/model.ts';
import { showUrl } from '../core/redact.ts';
import { requireWait } from '../flows/ability.ts';
import type { Account } from '../flows/account.ts';
import { type Acquired, acquire } from '../flows/acquire.ts';
import { explainLimit } from '../flows/limit-cause.ts';
import { leaseTarget } from '../flows/target.ts';
import { withIds } from '../input/projects.ts';
import { rentOptions, rentRequestOf } from '../input/rent-request.ts';
import { type CommandSpec, type Input, talkExitCodes } from '../input/spec.ts';
import { durationOf, invalid, isSet, textOf } from '../input/values.ts';
import { failureText } from '../views/failure.ts';
import { countryName, leaseJson, projectCell } from '../views/lease.ts';
import { interruption } from './interruption.ts';
import { waitAndPrint, waitOptions, waitWishes } from './waiting.ts';

export const getNumber: CommandSpec = {
  name: 'get-number',
  exitCodes: [...talkExitCodes, 5, 6, 7, 9],
  documents: [
    { schema: 'get-number' },
    { schema: 'wait-code', option: '--wait' },
    { schema: 'get-number-dry-run', option: '--dry-run' },
  ],
  options: [
    ...rentOptions,
    { flags: '--retry-for DURATION', text: 'retryFor', complete: 'duration' },
    { flags: '--request-id TEXT', text: 'requestId' },
    { flags: '--dry-run', text: 'dryRun' },
    { flags: '--wait', text: 'wait' },
    ...waitOptions,
  ],
  async run(context: Context, typed: Input) {
    const { texts } = context;
    const definition = await context.provider();
    const input = await withIds(context, typed, definition);
    const request = rentRequestOf(input, definition, texts);
    const retryFor = durationOf(input, 'retryFor', texts);
    const requestId = textOf(input, 'requestId');
    if (requestId !== null && !/^.{1,200}$/u.test(requestId)) {
      throw invalid('--request-id', requestId, texts.expected.requestId);
    }
    const wishes = waitWishes(input, texts);
    // What is to follow a rental is checked before anything is paid for.
    if (isSet(input, 'wait')) requireWait(definition, wishes, !request.multi);
    const isDryRun = isSet(input, 'dryRun');
    if (!isDryRun) await openDesk(context);
    const account = await context.account({ onlyLook: isDryRun });
    if (isDryRun) return printDryRun(context, account, request);

    const { leases, isRepeat, failure } = await rentAll(context, account, { request, requestId, retryFor });
    if (isRepeat) context.output.note(context.texts.getNumber.existing);
    await printNumbers(context, account, { leases, request, thenWait: isSet(input, 'wait') });
    if (failure !== null) throw failure;
    const targets = leases.map(leaseTarget).filter((target) => target !== null);
    if (context.signal.aborted) throw interruption(context, (await context.desk()).ledger, targets);
    if (!isSet(input, 'wait')) return;
    await waitAndPrint(
      context,
      { groups: [{ account, targets }], failures: [] },
      { ...wishes, named: leases.length === 1 },
    );
  },
};

interface Purchase {
  readonly request: RentRequest;
  readonly requestId: string | null;
  readonly retryFor: number | null;
}

/** Where the ledger cannot be opened, nothing has been rented: that is worth saying. */
async function openDesk(context: Context): Promise<void> {
  try {
    await context.desk();
  } catch (error) {
    throw error instanceof SmsctlError ? withDetail(error, { stake: 'nothingRented' }) : error;
  }
}

/** More numbers than one call gives are rented call by call: each is a purchase of its own, with its own intent. */
async function rentAll(
  context: Context,
  account: Account,
  purchase: Purchase,
): Promise<Acquired & { readonly failure: SmsctlError | null }> {
  const { request, requestId } = purchase;
  const leases: Lease[] = [];
  let isRepeat = false;
  for (let call = 0; call * account.definition.limits.rent < request.count; call += 1) {
    const count = Math.min(account.definition.limits.rent, request.count - call * account.definition.limits.rent);
    const name = requestId === null || call === 0 ? requestId : `${requestId} (${call + 1})`;
    try {
      const bought = await rent(context, account, { ...purchase, request: { ...request, count }, requestId: name });
      leases.push(...bought.leases);
      isRepeat ||= bought.isRepeat;
    } catch (error) {
      // What the calls before it have brought is held and must be told.
      if (leases.length === 0 || !(error instanceof SmsctlError)) throw error;
      const stake = error.stake === 'maybeRented' ? 'maybeRented' : 'stillHeld';
      const known = new Set(error.leases.map(({ id }) => id));
      const named = [...error.leases, ...leases.filter(({ id }) => !known.has(id))];
      return { leases, isRepeat, failure: withDetail(error, { stake, leases: named }) };
    }
  }
  return { leases, isRepeat, failure: null };
}

async function rent(context: Context, account: Account, purchase: Purchase): Promise<Acquired> {
  const { texts, output, signal } = context;
  const { request, requestId, retryFor } = purchase;
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

async function printNumbers(
  context: Context,
  account: Account,
  { leases, request, thenWait }: { leases: readonly Lease[]; request: RentRequest; thenWait: boolean },
): Promise<void> {
  const { texts, output } = context;
  const { sendAfter, sendWithin } = account.definition.times;
  const advice = texts.getNumber.advice(texts.duration(sendAfter), texts.duration(sendWithin));
  const numbers = leases.filter((lease) => lease.state !== 'notRented');
  const sources = await context.sources();
  if (numbers.length < request.count) output.note(texts.getNumber.fewer(numbers.length, request.count), 'warn');
  try {
    await output.result({
      json: { numbers: numbers.map(leaseJson) },
      plain: numbers.map((lease) => [lease.number ?? '']),
      blocks: [
        {
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
        },
        { kind: 'line', text: { text: advice, tone: 'dim' } },
        ...(thenWait
          ? []
          : [
              {
                kind: 'line' as const,
                text: { text: texts.getNumber.thenWait(context.commandLine('wait-code')), tone: 'dim' as const },
              },
            ]),
      ],
    });
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
    throw withDetail(error, { stake: 'stillHeld', leases: numbers });
  }
}

/** The request as it would leave, keys masked. Nothing is sent and nothing is written. */
async function printDryRun(context: Context, account: Account, request: RentRequest): Promise<void> {
  const { texts, output } = context;
  const { method, url, query, secret } = account.provider.rentRequest(request);
  const line = `${method} ${showUrl(url, query ?? [], secret)}`;
  const { vip, secretKey, ...plainWishes } = request;
  await output.result({
    json: {
      dryRun: true,
      provider: account.definition.id,
      profile: account.profile,
      request: { ...plainWishes, vip: vip === null ? null : '***', secretKey: secretKey === null ? null : '***' },
      http: line,
      limits: account.limits,
    },
    plain: [[line]],
    blocks: [
      { kind: 'line', text: texts.getNumber.dryRun },
      { kind: 'line', text: line },
    ],
  });
}
