import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, asked, find } from '../helpers/dialogue.ts';
import { openPty, type Pty, ptyMissing } from '../helpers/pty.ts';
import { startStage } from '../helpers/stage.ts';

const rows = 60;

/** The questions up to each of which somebody may come, and how each is answered to come to the next. */
const way: readonly (readonly [question: string, answer: (terminal: Pty) => Promise<void>])[] = [
  ['Platform', (terminal) => answer(terminal, 'Platform', 'enter')],
  ['Project id', (terminal) => answer(terminal, 'Project id', { type: '9001' }, 'enter')],
  ['Country', (terminal) => find(terminal, 'Country', 'bo', 'Bolivia')],
  ['How many numbers', (terminal) => answer(terminal, 'How many numbers', 'enter')],
  ['Codes for each number', (terminal) => answer(terminal, 'Codes for each number', 'enter')],
  ['Rent it now?', (terminal) => answer(terminal, 'Rent it now?', { type: 'y' }, 'enter')],
  ['Copy the number?', (terminal) => answer(terminal, 'Copy the number?', 'enter')],
];

async function comeTo(terminal: Pty, question: string): Promise<void> {
  for (const [one, go] of way) {
    if (one === question) break;
    await go(terminal);
  }
}

const linesWith = (terminal: Pty, text: string): string[] =>
  terminal.scrollback().filter((line) => line.includes(text));

describe('leaving the wizard', { skip: ptyMissing(), concurrency: 2 }, () => {
  for (const [question] of way) {
    it(`by Ctrl-C at "${question}"`, async () => {
      await using stage = await startStage();
      await using terminal = await openPty({ env: stage.env, home: stage.home, rows });
      await comeTo(terminal, question);
      await asked(terminal, question);
      terminal.press('ctrl-c');
      assert.equal((await terminal.ended()).exitCode, 130);
      assert.deepEqual([terminal.isAlternate(), terminal.isCursorHidden()], [false, false]);
      assert.equal(linesWith(terminal, 'Interrupted.').length, 1);
      const [lease] = await stage.leases();
      if (question !== 'Copy the number?') {
        assert.equal(lease, undefined);
        const nothing = question === 'Platform' ? '' : ' No number is held by this command.'; // it was not looked for yet
        await terminal.waitFor(`Interrupted.${nothing}`);
        return;
      }
      assert.equal(lease?.state, 'held');
      assert.match(
        terminal.text(),
        new RegExp(`Still held: \\${lease.number}. Resume with: smsctl wait-code ${lease.id}\n`),
      );
      assert.deepEqual(await stage.requests('setRel'), []);
    });
  }

  it('by Ctrl-C during the wait, which gives nothing back', async () => {
    await using stage = await startStage();
    await using terminal = await openPty({ env: stage.env, home: stage.home, rows });
    for (const [, go] of way) await go(terminal);
    await terminal.waitFor('Waiting for the code');
    terminal.press('ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
    assert.equal(linesWith(terminal, 'Interrupted.').length, 1);
    const [lease] = await stage.leases();
    assert.equal(lease?.state, 'held');
    assert.match(
      terminal.text(),
      new RegExp(`Still held: \\${lease.number}. Resume with: smsctl wait-code ${lease.id}\n`),
    );
    assert.deepEqual(await stage.requests('addBlack'), []);
    assert.equal((await stage.requests('getMobileCode')).length, 1, 'one yes is one request');
  });

  it('by Esc at each question, back to the first and out, having rented nothing', async () => {
    await using stage = await startStage();
    await using terminal = await openPty({ env: stage.env, home: stage.home, rows });
    await comeTo(terminal, 'Rent it now?');
    const back = ['Rent it now?', 'Codes for each number', 'How many numbers', 'Country', 'Project id', 'Platform'];
    for (const question of back) await answer(terminal, question, 'escape');
    assert.equal((await terminal.ended()).exitCode, 0);
    await terminal.waitFor('No number is held.');
    assert.deepEqual(await stage.requests('getMobileCode'), []);
    assert.deepEqual(await stage.leases(), []);
  });

  it('by Esc after a number was rented, which says that it is still held', async () => {
    await using terminal = await openPty({ args: ['--sandbox', '-p', 'durian'], rows });
    await answer(terminal, 'Project id', { type: '9002' }, 'enter');
    await find(terminal, 'Country', 'bo', 'Bolivia');
    await answer(terminal, 'How many numbers', 'enter');
    await answer(terminal, 'Codes for each number', 'down', 'enter');
    await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
    await answer(terminal, 'Copy the number?', 'enter');
    await answer(terminal, 'What next', 'escape');
    assert.equal((await terminal.ended()).exitCode, 0);
    await terminal.waitFor(/Still held: \+591\d+, for /);
    await terminal.waitFor(/^Go on with: smsctl wait-code n\w{9} --sandbox$/m);
  });

  it('by Ctrl-C when all is done', async () => {
    await using terminal = await openPty({ args: ['--sandbox', '-p', 'durian'], rows });
    await answer(terminal, 'Project id', { type: '123' }, 'enter');
    await find(terminal, 'Country', 'bo', 'Bolivia');
    await answer(terminal, 'How many numbers', 'enter');
    await answer(terminal, 'Codes for each number', 'enter');
    await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
    await answer(terminal, 'Copy the number?', 'enter');
    await answer(terminal, 'What next', 'ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
    await terminal.waitFor('Interrupted. No number is held by this command.');
  });

  it('by Ctrl-C while the platform is asked for the balance', async () => {
    await using stage = await startStage();
    await using terminal = await openPty({ env: stage.env, home: stage.home, rows });
    await comeTo(terminal, 'Codes for each number');
    await asked(terminal, 'Codes for each number');
    await stage.fault({ kind: 'hang', call: 'getUserInfo', times: 9 });
    terminal.press('enter');
    await terminal.waitFor('Reading the balance');
    terminal.press('ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
    await terminal.waitFor('Interrupted. No number is held by this command.');
    assert.deepEqual(await stage.leases(), []);
  });

  it('by Ctrl-C during a second wait, which forgets nothing of the first', async () => {
    await using terminal = await openPty({ args: ['--sandbox', '-p', 'durian'], rows: 100 });
    await answer(terminal, 'Project id', { type: '9002' }, 'enter');
    await find(terminal, 'Country', 'bo', 'Bolivia');
    await answer(terminal, 'How many numbers', 'enter');
    await answer(terminal, 'Codes for each number', 'down', 'enter');
    for (const next of ['again', 'stop']) {
      await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
      await answer(terminal, 'Copy the number?', 'enter');
      if (next === 'stop') break;
      await answer(terminal, 'What next', 'up', 'up', 'enter');
    }
    await terminal.waitFor((lines) => /^\S Waiting for the code/.test(lines.at(-1) ?? ''));
    terminal.press('ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
    const [first, second] = [...terminal.text().matchAll(/^n\w{9} {2}(\+591\d+)/gm)].map(([, number]) => number);
    assert.ok(first !== undefined && second !== undefined);
    const end = terminal.text().slice(terminal.text().indexOf('Interrupted.'));
    assert.ok(end.includes(`Interrupted. Still held: ${second}.`), end);
    assert.ok(end.includes(`Still held: ${first}, for `), end);
  });

  it('is no wizard where nobody can be asked, nor for half a command', async () => {
    for (const args of [['--no-input'], ['config']]) {
      await using terminal = await openPty({ args, rows });
      assert.equal((await terminal.ended()).exitCode, 2);
      await terminal.waitFor('Usage:');
    }
  });
});
