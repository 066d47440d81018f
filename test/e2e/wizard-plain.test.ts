import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openPty, type Pty, ptyMissing } from '../helpers/pty.ts';
import { recorded } from '../helpers/recorded.ts';
import { account, apiKey, startStage } from '../helpers/stage.ts';

const rows = 90;

/** Waits until there are so many questions on the screen, and types an answer. */
async function reply(terminal: Pty, count: number, text: string, label = 'Answer:'): Promise<void> {
  await terminal.waitFor((lines) => lines.filter((line) => line.startsWith(label)).length === count);
  terminal.type(`${text}\r`);
}

async function converse(terminal: Pty, answers: readonly string[], label?: string): Promise<void> {
  for (const [index, text] of answers.entries()) await reply(terminal, index + 1, text, label);
}

/** Nothing but text, line after line, be it coloured: no cursor that is moved, no clipboard. */
function isPlain(terminal: Pty): boolean {
  const text = terminal
    .raw()
    .replaceAll('\r\n', '\n')
    .replaceAll(/\x1b\[\d+m/g, '');
  return !/[\x00-\x09\x0b-\x1f]/.test(text);
}

describe('the wizard without a screen', { skip: ptyMissing(), concurrency: 2 }, () => {
  const answers = ['4', '1', '123', 'thai', '1', '', 'y', ''];

  it('asks numbered questions on plain lines for a screen reader', async () => {
    await using terminal = await openPty({ env: { SMSCTL_ACCESSIBLE: '1' }, rows, columns: 120 });
    await converse(terminal, answers);
    assert.equal((await terminal.ended()).exitCode, 0);
    assert.ok(isPlain(terminal));
    recorded(
      'wizard-accessible',
      terminal.screen().filter((line) => !/ \d+ looks? · /.test(line)),
    );
  });

  it('does the same on a terminal that can do no more, in Chinese', async () => {
    await using terminal = await openPty({ args: ['--lang', 'zh-CN'], env: { TERM: 'dumb' }, rows });
    await converse(terminal, answers, '回答：');
    assert.equal((await terminal.ended()).exitCode, 0);
    assert.ok(isPlain(terminal));
    assert.doesNotMatch(terminal.text(), /Answer|Type|Chosen/);
  });

  it('goes back by b and leaves by q', async () => {
    await using terminal = await openPty({ args: ['--sandbox'], env: { SMSCTL_ACCESSIBLE: '1' }, rows });
    await converse(terminal, ['3', 'b', '9', 'x', '2', '123', 'b', 'q']);
    assert.equal((await terminal.ended()).exitCode, 130);
    await terminal.waitFor('Interrupted. No number is held by this command.');
    await terminal.waitFor('That is none of the answers.');
  });

  it('hides a key that is typed, and is left by Ctrl-C', async () => {
    await using stage = await startStage();
    const { SMSCTL_DURIAN_BASE_URL = '' } = stage.env;
    const env = { SMSCTL_DURIAN_BASE_URL, SMSCTL_ACCESSIBLE: '1' };
    await using terminal = await openPty({ args: ['-p', 'durian'], env, home: stage.home, rows });
    await converse(terminal, ['1', account.name, `x\x7f${apiKey}`]);
    await terminal.waitFor('Project id');
    assert.ok(!terminal.raw().includes(apiKey));
    await terminal.waitFor((lines) => lines.filter((line) => line.startsWith('Answer:')).length === 4);
    terminal.press('ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
  });
});
