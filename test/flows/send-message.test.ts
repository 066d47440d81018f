import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { askSendState, sendMessage } from '../../src/flows/send-message.ts';
import { failure, openFakeAccount } from '../helpers/fake-provider.ts';
import { hold, openDesk } from '../helpers/temp-ledger.ts';

function sending(t: TestContext, answer: () => void = () => {}) {
  const desk = openDesk(t);
  const fake = openFakeAccount(desk.clock, {}, { definition: { abilities: ['send'] } });
  const sent: string[] = [];
  const provider = {
    ...fake.provider,
    send: async (_number: unknown, text: string) => {
      sent.push(text);
      answer();
    },
    sendState: async () => ({ state: 'sent', note: 'OK' }) as const,
  };
  const account = { ...fake, provider };
  const [target] = hold(desk, fake, ['13812345678']);
  if (target === undefined) assert.fail('no number');
  const { signal } = new AbortController();
  const send = (text: string, requestId: string | null = null) =>
    desk.clock.run(sendMessage(desk, account, { target, text, requestId }, signal));
  return { desk, account, target, sent, send, signal };
}

test('a message is sent once, and the same again sends nothing', async (t) => {
  const { send, sent } = sending(t);
  assert.deepEqual([await send('YES'), await send('YES')], ['sent', 'already']);
  assert.deepEqual(sent, ['YES']);
});

test('another text is another message, and so is the same text by another name', async (t) => {
  const { send, sent } = sending(t);
  for (const [text, name] of [['YES'], ['NO'], ['YES', 'second'], ['YES', 'second']] as const) await send(text, name);
  assert.deepEqual(sent, ['YES', 'NO', 'YES']);
});

test('a message whose answer is lost is never sent again', async (t) => {
  const { send, sent } = sending(t, () => {
    throw failure('provider.unreachable', 'possible');
  });
  for (let turn = 0; turn < 2; turn += 1) {
    await assert.rejects(send('YES'), (error) => error instanceof SmsctlError && error.code === 'send.unknown');
  }
  assert.deepEqual(sent, ['YES']);
});

test('a message that the platform refused may be sent again', async (t) => {
  let isRefused = true;
  const { send, sent } = sending(t, () => {
    if (isRefused) throw failure('provider.refused', 'none');
  });
  await assert.rejects(send('YES'), (error) => error instanceof SmsctlError && error.code === 'provider.refused');
  isRefused = false;
  assert.equal(await send('YES'), 'sent');
  assert.deepEqual(sent, ['YES', 'YES']);
});

test('what became of a message can be asked as often as one likes', async (t) => {
  const { desk, account, target, signal } = sending(t);
  for (let turn = 0; turn < 2; turn += 1) {
    const state = await desk.clock.run(askSendState(desk, account, target, signal));
    assert.deepEqual(state, { state: 'sent', note: 'OK' });
  }
});

test('a platform that cannot send says so', async (t) => {
  const { desk, account, target, signal } = sending(t);
  const unable = { ...account, definition: { ...account.definition, abilities: [] } };
  const asked = [
    () => sendMessage(desk, unable, { target, text: 'YES', requestId: null }, signal),
    () => askSendState(desk, unable, target, signal),
  ];
  for (const ask of asked) {
    await assert.rejects(ask(), (error) => error instanceof SmsctlError && error.code === 'provider.unsupported');
  }
});
