import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openPty, type Pty, ptyMissing } from '../helpers/pty.ts';
import { masked, recorded } from '../helpers/recorded.ts';
import { apiKey, startStage } from '../helpers/stage.ts';

const spinner = /[\u2800-\u28ff]/;
const buying = ['get-number', '--sandbox', '-p', 'durian', '--pid', '123', '--wait'];

/** What a program must not leave behind on a terminal. */
function assertTidy(terminal: Pty): void {
  assert.doesNotMatch(terminal.scrollback().join('\n'), spinner, 'a spinner is left');
  assert.deepEqual([terminal.isAlternate(), terminal.isCursorHidden()], [false, false]);
  assert.deepEqual(terminal.cursor(), { x: 0, y: terminal.screen().length }, 'the cursor is not on a line of its own');
}

/** Its texts that look unlike the rest, by how they look. */
function marked(terminal: Pty): string[] {
  const spans = terminal.styled().flat();
  return spans.flatMap(({ text, style: { bold, dim, color } }) => {
    const looks = [bold ? 'bold' : '', dim ? 'dim' : '', color ?? ''].filter((look) => look !== '');
    return looks.length === 0 ? [] : [`${looks.join(' ')}: ${masked([text.trim()]).join()}`];
  });
}

describe('the program on a terminal', { skip: ptyMissing(), concurrency: 2 }, () => {
  it('shows a number, a spinner while it waits, then the code, and leaves nothing else behind', async () => {
    await using terminal = await openPty({ args: buying });
    await terminal.waitFor(/[\u2800-\u28ff] Waiting for the code: \+\d+ · 4 min \d\d s left/);
    assert.equal((await terminal.ended()).exitCode, 0);
    assertTidy(terminal);
    recorded('get-number-wait', terminal.screen());
    assert.deepEqual(marked(terminal), [
      ...['ID', 'NUMBER', 'COUNTRY', 'PROJECT', 'LEFT'].map((label) => `dim: ${label}`),
      'bold: +55555555555',
      'dim: Have the SMS sent to it after about 0 s and within 0 min.',
      'bold: 999999',
    ]);
  });

  it('says it in Chinese', async () => {
    await using terminal = await openPty({ args: [...buying, '--country', 'cn', '--lang', 'zh-CN'] });
    await terminal.waitFor(/[\u2800-\u28ff] \S*验证码/);
    assert.equal((await terminal.ended()).exitCode, 0);
    assertTidy(terminal);
    recorded('get-number-wait-zh-cn', terminal.screen());
  });

  it('says the same without colours', async () => {
    await using stage = await startStage();
    const args = ['numbers'];
    await stage.rent('9001');
    await using coloured = await openPty({ args, env: stage.env, home: stage.home });
    await using plain = await openPty({ args, env: { ...stage.env, NO_COLOR: '1' }, home: stage.home });
    await Promise.all([coloured.ended(), plain.ended()]);
    assert.deepEqual(masked(plain.screen()), masked(coloured.screen()));
    assert.deepEqual(marked(plain), []);
    assert.notDeepEqual(marked(coloured), []);
  });

  it('sends nothing but text to a terminal that can do nothing else', async () => {
    await using stage = await startStage();
    const args = ['get-number', '--pid', '123', '--country', 'us', '--wait', '--interval', '0.2'];
    const env = { ...stage.env, SMSCTL_PROVIDER: 'durian', TERM: 'dumb' };
    await using terminal = await openPty({ args, env, home: stage.home });
    assert.equal((await terminal.ended()).exitCode, 0);
    assert.doesNotMatch(terminal.raw().replaceAll('\r\n', '\n'), /[\x00-\x09\x0b-\x1f]/);
    // What was looked at, and how often, is for the moment only.
    recorded(
      'get-number-wait-dumb',
      terminal.screen().filter((line) => !/ looks? /.test(line)),
    );
  });

  for (const [columns, name] of [
    [80, 'numbers'],
    [40, 'numbers-narrow'],
    [24, 'numbers-narrowest'],
  ] as const) {
    it(`fits its tables into ${columns} columns`, async () => {
      await using stage = await startStage();
      for (const pid of ['123', '9001', '0257']) await stage.rent(pid, '--country bo');
      await stage.run('wait-code --pid 123 --interval 0.2');
      await using terminal = await openPty({ args: ['numbers', '--all'], env: stage.env, home: stage.home, columns });
      assert.equal((await terminal.ended()).exitCode, 0);
      assert.equal(`${terminal.scrollback().join('\n')}\n`, terminal.text().replace(/ +$/gm, ''), 'a line was wrapped');
      recorded(name, terminal.scrollback());
    });
  }

  for (const [sizes, most] of [
    [[110, 90, 120], 0],
    // A frame on its way when the window gets too narrow for it is wrapped, and nobody can tell then where it began.
    [[50, 120, 40], 2],
  ] as const) {
    it(`stays in its place when the window becomes another one during a wait: ${sizes.join(', ')}`, async () => {
      await using stage = await startStage();
      const { number } = await stage.rent('9001', '--country bo');
      const args = ['wait-code', '--interval', '0.5'];
      await using terminal = await openPty({ args, env: stage.env, home: stage.home, columns: 100 });
      await terminal.waitFor(/Waiting for the code.*1 look/);
      for (const columns of sizes) {
        terminal.resize(columns, 24);
        const before = terminal.raw().length;
        // More than what was on its way.
        await terminal.waitFor(() => spinner.test(terminal.raw().slice(before + 400)));
      }
      await stage.message(number, 'Your code is 482913');
      assert.equal((await terminal.ended()).exitCode, 0);
      const lines = terminal.scrollback();
      assert.ok(lines.filter((line) => spinner.test(line)).length <= most, lines.join('\n'));
      recorded('resized-wait', lines.slice(-3));
    });
  }

  it('says at Ctrl-C what is still held, and leaves the terminal as it was', async () => {
    await using stage = await startStage();
    await stage.rent('9001', '--country bo');
    const args = ['wait-code', '--interval', '0.5'];
    await using terminal = await openPty({ args, env: stage.env, home: stage.home });
    await terminal.waitFor(/Waiting for the code.*1 look/);
    terminal.press('ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
    assertTidy(terminal);
    recorded('interrupted-wait', terminal.screen());
  });

  it('asks for a secret with stars, and keeps it off the screen', async () => {
    await using terminal = await openPty({ args: ['config', 'set', 'durian.apiKey'] });
    await terminal.waitFor('durian.apiKey (hidden):');
    terminal.type(apiKey);
    await terminal.waitFor('*'.repeat(apiKey.length));
    terminal.press('enter');
    assert.equal((await terminal.ended()).exitCode, 0);
    assertTidy(terminal);
    assert.ok(!terminal.raw().includes(apiKey.slice(0, 4)));
    recorded('secret', terminal.screen());
  });

  it('leaves a question at Ctrl-C', async () => {
    await using terminal = await openPty({ args: ['config', 'set', 'durian.apiKey'] });
    await terminal.waitFor('durian.apiKey (hidden):');
    terminal.press('ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
    assertTidy(terminal);
    recorded('left-question', terminal.screen());
  });

  for (const [columns, name] of [
    [80, 'typo'],
    [40, 'typo-narrow'],
  ] as const) {
    it(`says what was meant in ${columns} columns`, async () => {
      await using terminal = await openPty({ args: ['get-numbr', '--pid', '123'], columns });
      assert.equal((await terminal.ended()).exitCode, 2);
      recorded(name, terminal.screen());
    });
  }
});
