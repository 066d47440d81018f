import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { requireAbility } from '../flows/ability.ts';
import { askSendState, sendMessage } from '../flows/send-message.ts';
import type { Input } from '../input/spec.ts';
import { findTargets } from '../input/targets.ts';
import { invalid, isSet, textOf } from '../input/values.ts';

export async function runSendSms(context: Context, input: Input): Promise<void> {
  const { texts, output, globals, signal } = context;
  if (globals.provider !== undefined) requireAbility(await context.provider(), 'send');
  const isCheck = isSet(input, 'check');
  const text = textOf(input, 'text');
  if (isCheck && text !== null)
    throw new SmsctlError('usage.conflict', { params: { option: '--check', other: '--text' } });
  if (!isCheck && text === null) throw new SmsctlError('usage.missingOption', { params: { option: '--text' } });
  if (text?.trim() === '') throw invalid('--text', text, texts.expected.value);
  const { groups } = await findTargets(context, input, ['held', 'received']);
  const several = groups.flatMap(({ targets }) => targets.flatMap(({ lease }) => lease ?? []));
  if (several.length > 1) {
    throw new SmsctlError('usage.ambiguousNumber', { params: { count: several.length }, leases: several });
  }
  const [first] = groups;
  const target = first?.targets[0];
  if (first === undefined || target === undefined) throw new SmsctlError('usage.noOpenLease');
  const { account } = first;
  const desk = await context.desk();
  const requestId = textOf(input, 'requestId');
  const result =
    text === null
      ? await askSendState(desk, account, target, signal)
      : { state: await sendMessage(desk, account, { target, text, requestId }, signal), note: null };
  if (result.state === 'failed') {
    throw new SmsctlError('provider.refused', { provider: account.definition.id, providerMessage: result.note });
  }
  await output.result({
    json: { id: target.lease?.id ?? null, number: target.number, project: target.project, ...result },
    plain: [[target.number, result.state, ...(result.note === null ? [] : [result.note])]],
    blocks: [
      { kind: 'line', text: texts.labelled(target.number, texts.sendStates[result.state]) },
      ...(result.note === null ? [] : [{ kind: 'line' as const, text: { text: result.note, tone: 'dim' as const } }]),
    ],
  });
}
