import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lease } from '../../src/core/model.ts';
import { renderBlocks } from '../../src/terminal/blocks.ts';
import { type BoardFacts, boardView } from '../../src/views/board.ts';
import { messagesFor } from '../helpers/messages.ts';

const now = Date.UTC(2026, 10, 21, 12);
const facts: BoardFacts = {
  texts: messagesFor('en'),
  now,
  commandLine: (words) => `smsctl ${words}`,
  aliasOf: (provider, project) => (provider === 'durian' && project === '0257' ? 'shop' : null),
  advice: ['Nothing here.'],
};

function leaseWith(id: string, more: Partial<Lease> = {}): Lease {
  const number = { platformNumber: '59173841704', number: '+59173841704', country: 'BO', callingCode: '591' };
  const times = { acquiredAt: now - 60_000, expiresAt: now + 235_000, closedAt: null, receivedAt: null };
  return {
    ...{ id, intentId: 'r', provider: 'durian', profile: 'default', project: '9001', state: 'held', multi: false },
    ...{ ...number, ...times, code: null, messages: [], late: false },
    ...more,
  };
}

const ended = { state: 'done', code: '274799' } as const;
const leases = [
  leaseWith('n111111111', { ...ended, closedAt: now - 10 }),
  leaseWith('n222222222', { ...ended, closedAt: now - 5 }),
  leaseWith('n333333333'),
  leaseWith('n444444444', { state: 'intent', platformNumber: null, number: null, country: null, expiresAt: null }),
  leaseWith('n555555555', { expiresAt: now + 45_000, project: '0257' }),
];

const shown = async (width: number, some: readonly Lease[] = leases, more: Partial<BoardFacts> = {}) => {
  const { blocks } = boardView(some, { ...facts, ...more });
  const text = await renderBlocks(blocks, { width, paint: (_tone, plain) => plain });
  return text.trimEnd().split('\n');
};

test('what runs out soonest stands first, what was closed last first among the closed; JSON keeps its order', async () => {
  const lines = await shown(200);
  assert.deepEqual(
    lines.slice(1, 6).map((line) => line.slice(0, 4)),
    ['n555', 'n333', 'n444', 'n222', 'n111'],
  );
  assert.equal(lines.at(-1), '2 held, 1 asking, 2 closed');
  const { json, plain } = boardView(leases, facts);
  const ids = (json as { leases: { id: string; alias: string | null }[] }).leases.map(({ id, alias }) => [id, alias]);
  assert.deepEqual(ids[0], ['n111111111', null]);
  assert.deepEqual(ids[4], ['n555555555', 'shop']);
  assert.deepEqual(
    plain.map(([id]) => id),
    leases.map(({ id }) => id),
  );
});

test('at 80 columns a row stands in one line, with a command that can be copied', async () => {
  assert.deepEqual(await shown(80, leases.slice(2)), [
    'NUMBER           PROJECT      STATE     LEFT  CODE  NEXT',
    '+59173841704 BO  shop (0257)  held    ! 0:45        smsctl wait-code n555555555',
    '+59173841704 BO  9001         held      3:55        smsctl wait-code n333333333',
    '–                9001         asking                smsctl reconcile',
    '',
    '2 held, 1 asking',
  ]);
});

test('where a row is too long, the command stands beneath it', async () => {
  const [, first, next, second] = await shown(60, leases.slice(2));
  assert.match(first ?? '', /^\+59173841704 BO {2}shop \(0257\) {2}held {4}! 0:45$/);
  assert.equal(next, '  NEXT: smsctl wait-code n555555555');
  assert.match(second ?? '', /^\+59173841704 BO {2}9001/);
});

test('at 40 columns a number is a block of its own that lacks nothing one needs', async () => {
  const late = leaseWith('n1', { state: 'blacklisted', code: '274799', late: true, closedAt: now, project: '0257' });
  assert.deepEqual(await shown(40, [leaseWith('n333333333'), late]), [
    'NUMBER:  +59173841704 BO',
    'PROJECT: 9001',
    'STATE:   held',
    'LEFT:    3:55',
    'NEXT:    smsctl wait-code n333333333',
    '',
    'NUMBER:  +59173841704 BO',
    'PROJECT: shop (0257)',
    'STATE:   blacklisted',
    'CODE:    274799 (late)',
    '',
    '1 held, 1 closed',
  ]);
});

test('the platform is named where there are several', async () => {
  const [head, first] = await shown(120, [leaseWith('n1'), leaseWith('n2', { provider: 'zhima' })]);
  assert.match(head ?? '', /NUMBER +PROVIDER +PROJECT/);
  assert.match(first ?? '', /BO +durian +9001/);
});

test('only time that is needed still is called short', async () => {
  const over = { expiresAt: now + 1_000 };
  for (const state of ['received', 'unknown', 'blacklistDue'] as const) {
    assert.doesNotMatch((await shown(120, [leaseWith('n1', { ...over, state })]))[1] ?? '', /!/, state);
  }
  assert.match((await shown(120, [leaseWith('n1', over)]))[1] ?? '', /! 0:01/);
});

test('where there is nothing it is said what to do', async () => {
  assert.deepEqual(await shown(80, []), ['Nothing here.']);
});
