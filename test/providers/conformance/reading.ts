import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import { type ErrorCode, SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber, Message } from '../../../src/core/model.ts';
import type { ProviderDefinition } from '../../../src/providers/contract.ts';
import { failureOf, hold, magic, open, rentOne, type Stage, wish } from './stage.ts';

export function describeReading(definition: ProviderDefinition): void {
  it('waits before the message is there, and then brings it with its code', async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('never') });
    const [before] = await stage.provider.read([number]);
    assert.equal(before?.kind, 'waiting');
    const { project, platformNumber } = number;
    const pushed = { project, number: platformNumber, text: 'Your verification code is 482913', code: '482913' };
    assert.equal((await stage.simulator.control('POST /message', pushed)).status, 200);
    const [after] = await stage.provider.read([number]);
    assert.ok(after?.kind === 'received' && after.messages.length === 1);
    const [message] = after.messages;
    assert.equal(message?.code, '482913');
    assert.ok(message?.text.includes('482913'));
  });

  it('answers a list in the order of the questions', async () => {
    await using stage = await open(definition);
    const count = Math.min(definition.limits.read, definition.limits.rent, 3);
    const rented = await stage.provider.rent(wish({ project: magic('never'), count }));
    const numbers = rented.map((one) => hold(one, { project: magic('never') }));
    const chosen = numbers.at(-1);
    const code = '482913';
    const pushed = { project: magic('never'), number: chosen?.platformNumber, text: `Your code is ${code}`, code };
    await stage.simulator.control('POST /message', pushed);
    const readings = await stage.provider.read(numbers);
    assert.deepEqual(
      readings.map(({ kind }) => kind),
      numbers.map((number) => (number === chosen ? 'received' : 'waiting')),
    );
    const again = await stage.provider.read(numbers.filter((number) => number !== chosen).toReversed());
    assert.ok(again.every(({ kind }) => kind === 'waiting'));
  });

  it('brings each of several messages once', {
    skip: definition.rentOptions.includes('multi') ? false : `${definition.title} cannot: multi`,
  }, async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('several'), multi: true });
    const messages: Message[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const [none] = await stage.provider.read([{ ...number, messages }]);
      assert.equal(none?.kind, 'waiting', `before message ${turn + 1}`);
      await stage.simulator.advance(3);
      const [one] = await stage.provider.read([{ ...number, messages }]);
      assert.ok(one?.kind === 'received' && one.messages.length === 1, inspect(one));
      messages.push(...one.messages);
    }
    const [rest] = await stage.provider.read([{ ...number, messages }]);
    assert.equal(rest?.kind, 'waiting');
    const [all] = await stage.provider.read([number]);
    assert.deepEqual(all, { kind: 'received', messages });
  });

  it('says "too fast" for a look that was too fast', async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('busyReading') });
    for (let turn = 0; turn < 2; turn += 1) {
      assert.equal((await failureOf(stage.provider.read([number]))).code, 'rate.limited');
    }
    assert.equal((await stage.provider.read([number]))[0]?.kind, 'waiting');
  });

  /** A number that is not ours: said so, given up by the platform, or refused, but never a wait without an end. */
  async function assertNotOurs(stage: Stage, number: HeldNumber): Promise<void> {
    const reading = await stage.provider.read([number]).catch((error: unknown) => error);
    if (!(reading instanceof SmsctlError)) {
      assert.ok(Array.isArray(reading) && ['gone', 'over'].includes(reading[0].kind), inspect(reading));
      return;
    }
    const codes: readonly ErrorCode[] = ['provider.refused', 'number.gone', 'number.unknown'];
    assert.ok(codes.includes(reading.code), reading.code);
  }

  it('does not wait at a number that is no longer ours', async () => {
    await using stage = await open(definition);
    await assertNotOurs(stage, await rentOne(stage, { project: magic('gone') }));
  });

  it('still holds a number just before the end of the lease its definition names, and no longer an hour after', async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('never') });
    await stage.simulator.advance(definition.times.lease / 1000 - 1);
    assert.equal((await stage.provider.read([number]))[0]?.kind, 'waiting');
    await stage.simulator.advance(3600);
    await assertNotOurs(stage, number);
  });
}
