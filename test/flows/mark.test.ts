import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markNumber } from '../../src/flows/mark.ts';
import { failure, openFakeAccount, type Script, waiting } from '../helpers/fake-provider.ts';
import { withoutTime } from '../helpers/leases.ts';
import { failureOf } from '../helpers/library.ts';
import { hold, leaseNow, openDesk } from '../helpers/temp-ledger.ts';

const endless = new AbortController().signal;
const message = (text: string) => ({ text, code: text, project: null });

function marking(t: Parameters<typeof openDesk>[0], script: Script) {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, script);
  const [target] = hold(desk, account, ['11111'], { multi: true });
  assert.ok(target);
  const mark = () => desk.clock.run(markNumber(desk, account, target, endless));
  return { account, mark, lease: () => leaseNow(desk, target) };
}

test('a mark writes down message after message until there is nothing new', async (t) => {
  const old = [message('1111'), message('2222')];
  const look = (_: unknown, time: number) => {
    const next = old[time - 1];
    return next === undefined ? waiting : ({ kind: 'received', messages: [next] } as const);
  };
  const { mark, lease, account } = marking(t, { look });
  await mark();
  assert.deepEqual([withoutTime(lease().messages), account.made('read').length], [old, 3]);
});

test('a mark waits out a platform that is busy, and not for ever: its number is paid for', async (t) => {
  for (const [busy, looks, code] of [
    [2, 3, null],
    [100, 5, 'rate.limited'],
  ] as const) {
    const read = (time: number) => {
      if (time <= busy) throw failure('rate.limited');
    };
    const { mark, account } = marking(t, { read, look: () => waiting });
    const error = await failureOf(mark());
    assert.deepEqual(
      [account.made('read').length, error === null ? null : Reflect.get(Object(error), 'code')],
      [looks, code],
    );
  }
});
