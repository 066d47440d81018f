import type { Context } from '../context/context.ts';
import type { RentRequest } from '../core/model.ts';
import { showUrl } from '../core/redact.ts';
import { requireWait } from '../flows/ability.ts';
import type { Account } from '../flows/account.ts';
import { leaseTarget } from '../flows/target.ts';
import { withIds } from '../input/projects.ts';
import type { Input } from '../input/spec.ts';
import { isSet } from '../input/values.ts';
import { interruption } from './interruption.ts';
import { openDesk, printNumbers, purchaseOf, rentAll } from './renting.ts';
import { waitAndPrint, waitWishes } from './waiting.ts';

export async function runGetNumber(context: Context, typed: Input): Promise<void> {
  const { texts } = context;
  const definition = await context.provider();
  const input = await withIds(context, typed, definition);
  const purchase = purchaseOf(input, definition, texts);
  const { request } = purchase;
  const wishes = waitWishes(input, context);
  // What is to follow a rental is checked before anything is paid for.
  if (isSet(input, 'wait')) requireWait(definition, wishes, !request.multi);
  const isDryRun = isSet(input, 'dryRun');
  if (!isDryRun) await openDesk(context);
  const account = await context.account({ onlyLook: isDryRun });
  if (isDryRun) return printDryRun(context, account, request);

  const { leases, isRepeat, failure } = await rentAll(context, account, purchase);
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
