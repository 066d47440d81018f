import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fillPage } from '../../bench/speed/page.ts';
import { exactly, quantile, type Row, shownFigure, shownGoal, spreadOf, verdictOf } from '../../bench/speed/rows.ts';
import { readPage } from '../helpers/pages.ts';

const row: Row = { section: 'start', what: 'a start', unit: 'ms', figure: exactly(3) };

suite('a figure of the bench of speed', () => {
  test('is told as the least, the median and the most of what was seen', () => {
    assert.equal(shownFigure({ ...row, figure: spreadOf([400, 1.234, 20, 30]) }), '1.23 – 25 – 400');
    assert.equal(shownFigure(row), '3');
  });

  test('that is not there says why', () => {
    assert.equal(shownFigure({ ...row, figure: null, note: 'there is no curl' }), 'there is no curl');
  });

  test('in between is as far between its neighbours as its place', () => {
    assert.equal(quantile([10, 20, 30], 0.75), 25);
    assert.ok(Number.isNaN(quantile([], 0.5)));
  });

  for (const [goal, median, verdict, told] of [
    [{ atMost: 1.5 }, 1.5, 'ok', '≤ 1.50'],
    [{ atMost: 1.5 }, 1.51, 'over', '≤ 1.50'],
    [{ atLeast: 50 }, 50, 'ok', '≥ 50'],
    [{ atLeast: 50 }, 49, 'over', '≥ 50'],
  ] as const) {
    test(`of ${median} where ${told} is wanted is ${verdict}`, () => {
      const judged = { ...row, figure: { least: 0, median, most: 99 }, goal };
      assert.deepEqual([verdictOf(judged), shownGoal(judged)], [verdict, told]);
    });
  }

  test('is neither good nor bad without a goal, and not run where there is none', () => {
    assert.deepEqual([verdictOf(row), verdictOf({ ...row, figure: null, goal: { atMost: 1 } })], ['', 'not run']);
  });
});

suite('the page of the bench of speed', () => {
  const marked = (name: string, content: string) => `<!-- ${name} -->\n${content}<!-- end of ${name} -->`;
  const page = ['# Mine', marked('machine', ''), 'words', marked('start', 'old\n'), marked('ledger', 'kept\n')].join(
    '\n',
  );

  test('has the tables between their marks, and keeps all else', () => {
    const filled = fillPage(page, [['node', '24']], [{ ...row, note: 'a note' }]);
    assert.match(filled, /^# Mine\n<!-- machine -->\n\n\| \| \|\n/u);
    assert.match(filled, /\| node \| 24 \|\n\n<!-- end of machine -->\nwords\n/u);
    assert.match(filled, /\| a start \| ms \| 3 \| \| \| a note \|\n\n<!-- end of start -->\n<!-- ledger -->\nkept\n/u);
    assert.ok(!filled.includes('old'));
    assert.equal(fillPage(filled, [['node', '24']], [{ ...row, note: 'a note' }]), filled);
  });

  test('without a place for a section is refused', () => {
    assert.throws(() => fillPage(page, [], [{ ...row, section: 'growth' }]), /no place for growth/u);
  });

  test('has a place for every section', () => {
    const rows = ['start', 'install', 'polling', 'latency', 'ledger', 'growth'].map((section) => ({ ...row, section }));
    assert.ok(fillPage(readPage('docs/performance.md'), [], rows).includes('| a start |'));
  });
});
