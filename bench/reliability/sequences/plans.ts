import fc from 'fast-check';
import type { Command, Deed, Fault, Jump, Mail, Mishaps, Pick, Plan, Trouble, WaitPlan } from './plan.ts';

/** Sequences by chance. Each part leans to the harmless end, to which fast-check shrinks. */

const second = 1_000;
const minute = 60 * second;

const delay = fc.constantFrom(10, 300, 2_500, 6_000, 9_000);
const quick = fc.constantFrom(10, 300, 2_500);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('well' as const), there: quick, back: quick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('well' as const), there: delay, back: delay }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unsent' as const), after: delay }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refused' as const),
      code: fc.constantFrom('numbers.none', 'rate.limited', 'balance.insufficient', 'provider.refused'),
      there: quick,
      back: quick,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('lost', 'senseless', 'broken'),
      acts: fc.boolean(),
      there: delay,
      back: delay,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hang' as const), acts: fc.boolean(), there: delay }) },
);

const trouble: fc.Arbitrary<Trouble> = fc.record({
  from: fc.nat({ max: 20 }),
  lasts: fc.constantFrom(1, 2, 6, 1_000),
  when: fc.constantFrom('begin', 'commit'),
  reason: fc.constantFrom('full', 'busy'),
});

/** Null for the most part: a sequence in which everything goes wrong gets nowhere. */
const oneIn = <T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ withCrossShrink: true }, { weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const seldomTrue = (times: number): fc.Arbitrary<boolean> => oneIn(times, fc.constant(true)).map((one) => one === true);

const inSteps = (step: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: most / step }).map((steps) => steps * step);

const mishaps: fc.Arbitrary<Mishaps> = fc.record({
  pause: fc.constantFrom(0, 50, second, 3 * second, 7 * second, 15 * second, 15 * second, 30 * second, 2 * minute),
  cutIn: oneIn(8, fc.nat({ max: 30 })),
  net: fc.oneof(fc.constant([]), fc.array(fault, { maxLength: 8 })),
  giving: fc.oneof(fc.constant([]), fc.array(fault, { maxLength: 5 })),
  trouble: oneIn(8, trouble),
  death: oneIn(5, fc.nat({ max: 50 })),
  stop: oneIn(6, inSteps(500, 60 * second)),
  freeze: oneIn(
    10,
    fc.record({ at: inSteps(second, minute), lasts: fc.constantFrom(second, 20 * second, 3 * minute) }),
  ),
});

const pick: fc.Arbitrary<Pick> = fc.oneof(fc.constant('all' as const), fc.constantFrom(0, 0, 1, 2, 5));

const wait: fc.Arbitrary<WaitPlan> = fc.record({
  timeout: fc.constantFrom(null, 5 * second, 30 * second, 45 * second, 3 * minute),
  interval: fc.constantFrom(null, null, 4 * second, 20 * second),
  once: seldomTrue(7),
  onTimeout: fc.constantFrom('blacklist', 'blacklist', 'release', 'keep'),
  keep: seldomTrue(5),
  move: seldomTrue(5),
});

/** A request id comes again with the same wishes for the most part. */
const purchase = fc.oneof(
  { weight: 5, arbitrary: fc.record({ requestId: fc.constant(null), project: fc.constantFrom('1', '1', '1', '2') }) },
  { weight: 3, arbitrary: fc.constantFrom({ requestId: 'a', project: '1' }, { requestId: 'b', project: '1' }) },
  { weight: 1, arbitrary: fc.constant({ requestId: 'a', project: '2' }) },
);

const get: fc.Arbitrary<Deed> = fc
  .record({
    purchase,
    count: fc.constantFrom(1, 1, 2, 3),
    retryFor: fc.constantFrom(null, null, 20 * second, 90 * second),
    multi: seldomTrue(4),
    andWait: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: wait }),
  })
  .map(({ purchase: { requestId, project }, count, multi, ...rest }) => {
    const wishes = requestId === null ? { count, multi } : { count: 2, multi: false };
    return { what: 'get', requestId, project, ...wishes, ...rest };
  });

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 7, arbitrary: get },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('wait' as const), pick, wait }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('release', 'release', 'blacklist', 'status'), pick }) },
  { weight: 1, arbitrary: fc.constant({ what: 'releaseAll' as const }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('reconcile' as const), dryRun: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('send' as const), pick, text: fc.constantFrom('x', 'x', 'y') }),
  },
);

const command: fc.Arbitrary<Command> = fc.tuple(deed, mishaps).map(([one, others]) => ({ ...one, ...others }));

const mail: fc.Arbitrary<Mail> = fc.record({
  codes: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 2,
      arbitrary: fc.array(inSteps(5 * second, 2 * minute), { minLength: 1, maxLength: 2 }),
    },
  ),
  isBlank: seldomTrue(6),
  over: oneIn(8, fc.constant(20 * second)),
});

const jump: fc.Arbitrary<Jump> = fc.record({
  at: inSteps(5 * second, 5 * minute),
  by: fc.constantFrom(minute, -minute, 60 * minute, -60 * minute, 24 * 60 * minute, -24 * 60 * minute),
});

export const plans: fc.Arbitrary<Plan> = fc.record({
  platform: fc.constantFrom('freeing', 'releasing', 'listing'),
  stock: fc.integer({ min: 3, max: 9 }),
  rest: fc.constantFrom(0, second, minute),
  limits: fc.record({
    maxHeld: fc.constantFrom(2, 3, 5, 8),
    maxPerDay: fc.constantFrom(null, null, null, 4, 7),
    minBalance: fc.constantFrom(null, null, null, '2'),
  }),
  mail: fc.array(mail, { maxLength: 8 }),
  jumps: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(jump, { minLength: 1, maxLength: 3 }) },
  ),
  commands: fc.array(command, { minLength: 3, maxLength: 15, size: 'max' }),
  luck: fc.nat({ max: 0xffff }),
});
