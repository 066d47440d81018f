import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgetOf, type Grant } from '../../src/testing/time-budget.ts';

interface Case {
  readonly what: string;
  readonly whole: number;
  readonly left: number;
  readonly wanted?: number;
  readonly canLengthen: boolean;
  readonly grant: Grant;
  readonly lengthened: number;
}

const cases: readonly Case[] = [
  {
    what: 'a wait takes what is left, less three seconds',
    ...{ whole: 60_000, left: 40_000, canLengthen: false, lengthened: 0 },
    grant: { timeout: 37_000, end: 38_500, cutBy: 60_000 },
  },
  {
    what: 'of a short time it leaves a quarter',
    ...{ whole: 6_000, left: 4_000, canLengthen: false, lengthened: 0 },
    grant: { timeout: 3_000, end: 3_500, cutBy: 6_000 },
  },
  {
    what: 'where nothing is left it ends at once',
    ...{ whole: 6_000, left: -500, canLengthen: false, lengthened: 0 },
    grant: { timeout: 1, end: 1, cutBy: 6_000 },
  },
  {
    what: 'what is asked for and fits is granted',
    ...{ whole: 60_000, left: 40_000, wanted: 10_000, canLengthen: false, lengthened: 0 },
    grant: { timeout: 10_000, end: 11_500, cutBy: null },
  },
  {
    what: 'what is asked for and does not fit is cut',
    ...{ whole: 60_000, left: 40_000, wanted: 90_000, canLengthen: false, lengthened: 0 },
    grant: { timeout: 37_000, end: 38_500, cutBy: 60_000 },
  },
  {
    what: 'unless the test can be given more time',
    ...{ whole: 60_000, left: 40_000, wanted: 90_000, canLengthen: true, lengthened: 53_000 },
    grant: { timeout: 90_000, end: 91_500, cutBy: null },
  },
  {
    what: 'where nothing is left, but can be given, there is time for one look',
    ...{ whole: 30_000, left: -500, canLengthen: true, lengthened: 4_500 },
    grant: { timeout: 1_000, end: 2_500, cutBy: 30_000 },
  },
  {
    what: 'a test without a limit limits no wait',
    ...{ whole: 0, left: -40_000, canLengthen: true, lengthened: 0 },
    grant: { timeout: undefined, end: undefined, cutBy: null },
  },
];

for (const { what, whole, left, wanted, canLengthen, grant, lengthened } of cases) {
  test(what, () => {
    let given = 0;
    const lengthen = (by: number) => {
      given += by;
    };
    const budget = budgetOf({ whole: () => whole, left: () => left, ...(canLengthen ? { lengthen } : {}) });
    assert.deepEqual(budget.grant(wanted), grant);
    assert.equal(given, lengthened);
    const end = grant.end ?? 0;
    assert.ok(whole === 0 || left < 0 || end < left + given, 'the wait ends before the test');
  });
}
