import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import { type ErrorCode, SmsctlError } from '../../../src/core/errors.ts';
import type { ProviderDefinition } from '../../../src/providers/contract.ts';
import { brokenAnswers, failureOf, methodsOf, open, rentalsOf, rentOne, unwrap, wish } from './stage.ts';

export function describeFailures(definition: ProviderDefinition): void {
  for (const fault of brokenAnswers) {
    it(`takes ${JSON.stringify(fault)} for no answer to anything`, async () => {
      await using stage = await open(definition);
      const number = await rentOne(stage);
      for (const [name, make] of Object.entries(methodsOf(stage.provider))) {
        await stage.simulator.control('POST /fault', { ...fault, times: 1000 });
        const error = unwrap(await make(number)?.catch((reason: unknown) => reason));
        assert.ok(error instanceof SmsctlError, `${name}: ${inspect(error)}`);
        assert.ok(['provider.unreachable', 'provider.protocol'].includes(error.code), `${name}: ${error.code}`);
        await stage.simulator.control('DELETE /fault');
      }
    });
  }

  for (const kind of ['bom', 'contentType']) {
    it(`reads an answer that is whole but for its wrapping: ${kind}`, async () => {
      await using stage = await open(definition);
      const number = await rentOne(stage);
      await stage.simulator.control('POST /fault', { kind, times: 1000 });
      for (const make of Object.values(methodsOf(stage.provider))) await make(number);
      assert.equal((await stage.provider.rent(wish())).length, 1);
    });
  }

  const rejected: readonly ErrorCode[] = ['credentials.rejected', 'provider.refused'];
  for (const { name } of definition.fields.filter(({ required }) => required)) {
    it(`is told that its ${name} is wrong, and has rented nothing`, async () => {
      await using stage = await open(definition, { credentials: { [name]: 'f0'.repeat(16) } });
      assert.ok(rejected.includes((await failureOf(stage.provider.balance())).code));
      const error = await failureOf(stage.provider.rent(wish()));
      assert.ok(rejected.includes(error.code) && error.effect === 'none', inspect(error));
      assert.deepEqual(await rentalsOf(stage), []);
    });
  }

  it('is told that its account is suspended, and has rented nothing', async () => {
    await using stage = await open(definition);
    await stage.simulator.control('POST /suspend');
    const codes: readonly ErrorCode[] = ['account.suspended', ...rejected];
    assert.ok(codes.includes((await failureOf(stage.provider.balance())).code));
    const error = await failureOf(stage.provider.rent(wish()));
    assert.ok(codes.includes(error.code) && error.effect === 'none', inspect(error));
  });

  it('asks nothing when it was stopped before, and gives the reason', async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage);
    const reason = new SmsctlError('interrupted');
    const before = await stage.simulator.journal();
    for (const [name, make] of Object.entries(methodsOf(stage.provider))) {
      assert.equal(await failureOf(make(number, AbortSignal.abort(reason))), reason, name);
    }
    assert.deepEqual(await stage.simulator.journal(), before);
  });

  it('stops in the middle of a call, and gives the reason', async () => {
    let stop = new AbortController();
    let isHanging = false;
    const onRequest = () => isHanging && stop.abort(new SmsctlError('interrupted'));
    await using stage = await open(definition, { onRequest });
    const number = await rentOne(stage);
    isHanging = true;
    for (const [name, make] of Object.entries(methodsOf(stage.provider))) {
      await stage.simulator.control('POST /fault', { kind: 'hang', times: 1 });
      stop = new AbortController();
      assert.equal(await failureOf(make(number, stop.signal)), stop.signal.reason, name);
    }
  });
}
