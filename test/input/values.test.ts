import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli } from '../helpers/run-cli.ts';

const slips: readonly [line: string, meant: RegExp | null][] = [
  ['balance -p durain', /Did you mean durian\?/],
  ['countries --sandbox --country bolivia', /Did you mean bo \(Bolivia\)\?/],
  ['get-number --sandbox --pid 123 --country 泰国', /Did you mean th \(泰国\)\?/],
  ['get-number --sandbox --pid 123 --country qqqqqqqq', null],
  ['numbers --state hled', /Did you mean held\?/],
  ['numbers --state whatever', null],
  ['wait-code --sandbox --on-timeout relese', /Did you mean release\?/],
];

for (const [line, meant] of slips) {
  test(`smsctl ${line} ${meant === null ? 'suggests nothing' : 'suggests what was meant'}, and runs nothing`, async () => {
    const { error, exitCode, stdout } = await runCli(line.split(' '), { mode: 'json' });
    assert.deepEqual([exitCode, stdout], [2, '']);
    if (meant === null) assert.equal(error?.hint, null);
    else assert.match(error?.hint ?? '', meant);
  });
}

test('the suggestion is made in Chinese too', async () => {
  const { stderr } = await runCli(['balance', '-p', 'zima'], { lang: 'zh-CN' });
  assert.match(stderr, /zhima/);
  assert.doesNotMatch(stderr, /Did you mean/);
});
