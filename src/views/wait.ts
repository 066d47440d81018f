import type { WaitResult } from '../flows/wait-end.ts';
import type { Messages } from '../messages/index.ts';
import type { Block, View } from '../terminal/output.ts';
import { failureJson } from './failure.ts';
import { messagesJson } from './lease.ts';

/** One settled number: a line of NDJSON, a line for a pipe, the code large and plain for a person. */
export function waitView(result: WaitResult, { texts, named }: { texts: Messages; named: boolean }): View {
  const { target, code } = result;
  const { number } = target;
  return {
    json: {
      id: target.lease?.id ?? null,
      provider: target.lease?.provider ?? result.provider,
      project: target.project,
      number,
      status: result.status,
      code,
      messages: messagesJson(result.messages),
      looks: result.looks,
      waitedSeconds: Math.round(result.waited / 100) / 10,
      after: result.after,
      error: result.error === null ? null : failureJson(result.error, texts),
    },
    plain: code === null ? [] : [named ? [code] : [number, code]],
    blocks: blocksOf(result, texts),
  };
}

function blocksOf(result: WaitResult, texts: Messages): readonly Block[] {
  const said = result.messages.filter((message) => message.text !== message.code).map((message) => message.text);
  const messages = said.map((text): Block => ({ kind: 'line', text: { text, tone: 'dim' } }));
  if (result.code === null) return messages;
  const title: Block = { kind: 'line', text: texts.waitCode.settled.received(result.target.number) };
  return [title, { kind: 'big', text: result.code }, ...messages];
}
