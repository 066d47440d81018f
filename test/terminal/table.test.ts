import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { printable } from '../../src/core/printable.ts';
import type { Paint } from '../../src/terminal/style.ts';
import { renderTable, type TableCell } from '../../src/terminal/table.ts';
import type { Column } from '../../src/terminal/view.ts';
import { displayWidth } from '../../src/terminal/width.ts';

const bare: Paint = (_tone, text) => text;
const marked: Paint = (tone, text) => (tone === 'plain' ? text : `<${tone}:${text}>`);
const cells = (...texts: string[]): TableCell[] => texts.map((text) => ({ text, tone: 'plain' }));

const columns: readonly Column[] = [
  { label: 'Country' },
  { label: 'Available', align: 'right' },
  { label: 'Text', flexible: true },
];
const rows = [
  cells('玻利维亚', '2', 'Your code is 482913, valid for five minutes.'),
  cells('e\u0301 👨‍👩‍👧', '12345', ''),
  cells('', '7', '您的验证码是 482913'),
];

describe('renderTable', () => {
  it('aligns columns by display width, without lines or trailing spaces', () => {
    assert.deepEqual(renderTable({ columns, rows, width: 80, paint: bare }).split('\n'), [
      'Country   Available  Text',
      '玻利维亚          2  Your code is 482913, valid for five minutes.',
      'e\u0301 👨‍👩‍👧          12345',
      '                  7  您的验证码是 482913',
    ]);
  });

  it('cuts free text first', () => {
    const lines = renderTable({ columns, rows, width: 40, paint: bare }).split('\n');
    assert.equal(lines[1], '玻利维亚          2  Your code is 48291…');
    assert.equal(lines[3], '                  7  您的验证码是 482913');
    for (const line of lines) assert.ok(displayWidth(line) <= 40, line);
  });

  it('puts each row as labelled lines where not even that fits', () => {
    assert.deepEqual(renderTable({ columns, rows, width: 30, paint: bare }).split('\n'), [
      'Country:   玻利维亚',
      'Available: 2',
      'Text:      Your code is',
      '           482913, valid for',
      '           five minutes.',
      '',
      'Country:   e\u0301 👨‍👩‍👧',
      'Available: 12345',
      '',
      'Available: 7',
      'Text:      您的验证码是 482913',
    ]);
  });

  it('never cuts a column that is not free text', () => {
    const ids: readonly Column[] = [{ label: 'Id' }, { label: 'Number' }];
    const shown = renderTable({ columns: ids, rows: [cells('L'.repeat(20), '+59173841704')], width: 20, paint: bare });
    assert.equal(shown.replaceAll(/\s/g, ''), `Id:${'L'.repeat(20)}Number:+59173841704`);
  });

  it('dims the header and paints cells without moving anything', () => {
    const painted = renderTable({
      columns: [{ label: 'State' }, { label: 'N' }],
      rows: [[{ text: 'held', tone: 'good' }, ...cells('1')], cells('x xx', 'x')],
      width: 80,
      paint: marked,
    });
    assert.equal(painted, '<dim:State>  <dim:N>\n<good:held>   1\nx xx   x');
  });

  it('shows the header alone where there are no rows', () => {
    assert.equal(renderTable({ columns, rows: [], width: 80, paint: bare }), 'Country  Available  Text');
  });

  it('aligns hundreds of rows alike, empty ones included', () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      index === 99 ? cells('', '', '') : cells(`L${index}`, `${index}`, '码'),
    );
    const lines = renderTable({ columns, rows: many, width: 80, paint: bare }).split('\n');
    assert.equal(lines.length, 251);
    assert.equal(lines[100], '');
    assert.equal(lines[1], 'L0               0  码');
    assert.equal(lines[250], 'L249           249  码');
  });

  it('leaves out what can be spared first, the last one first, and cuts nothing for it', () => {
    const spared: readonly Column[] = [
      { label: 'Name', flexible: true },
      { label: 'First', spare: true },
      { label: 'Number' },
      { label: 'Second', spare: true },
    ];
    const row = cells('Philippines and more', '1', '2', '3');
    const shown = (width: number) => renderTable({ columns: spared, rows: [row], width, paint: bare }).split('\n')[0];
    assert.match(shown(43) ?? '', /^Name +First +Number +Second$/);
    assert.match(shown(42) ?? '', /^Name +First +Number$/);
    assert.match(shown(34) ?? '', /^Name +Number$/);
    assert.match(shown(27) ?? '', /^Name +Number$/, 'cut');
  });

  it('puts what may stand beneath its row there, where there is no room beside it', () => {
    const next: readonly Column[] = [{ label: 'Id' }, { label: 'Next', below: true }, { label: 'N' }];
    const some = [cells('n1', 'smsctl wait-code n1', '1'), cells('n2', '', '2')];
    const shown = (width: number) => renderTable({ columns: next, rows: some, width, paint: bare }).split('\n');
    assert.deepEqual(shown(26), [
      'Id  Next                 N',
      'n1  smsctl wait-code n1  1',
      'n2                       2',
    ]);
    assert.deepEqual(shown(25), ['Id  N', 'n1  1', '  Next: smsctl wait-code', '        n1', 'n2  2']);
  });

  it('draws shares as bars in what room is left, as long as that is enough', () => {
    const bars: readonly Column[] = [{ label: 'Share' }, { label: '', bar: true }];
    const half = [
      { text: '50 %', tone: 'plain' as const },
      { text: '', tone: 'plain' as const, share: 0.5 },
    ];
    const shown = (width: number, ascii = false) =>
      renderTable({ columns: bars, rows: [half, cells('–', '')], width, paint: bare, ascii }).split('\n');
    assert.deepEqual(shown(200), ['Share', '50 %   ██████████', '–']);
    assert.deepEqual(shown(13), ['Share', '50 %   ███', '–']);
    assert.deepEqual(shown(13, true), ['Share', '50 %   ###', '–']);
    assert.deepEqual(shown(12), ['Share', '50 %', '–']);
    assert.deepEqual(shown(4), ['Share:', '  50', '  %', '', 'Share:', '  –']);
  });

  it('keeps inside of the width and shows every character of short columns, whatever the texts', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 }).map(printable);
    const row = fc.tuple(word, word, word).map((texts) => cells(...texts));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.integer({ min: 30, max: 120 }), (many, width) => {
        const shown = renderTable({ columns, rows: many, width, paint: bare });
        for (const line of shown.split('\n')) assert.ok(displayWidth(line) <= width, line);
        for (const each of many) {
          const first = each[0]?.text.replace(/\s/g, '') ?? '';
          assert.ok(shown.replace(/\s/g, '').includes(first), first);
        }
      }),
    );
  });
});
