import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { answer, asked, find } from '../helpers/dialogue.ts';
import { openPty, type Pty, ptyMissing } from '../helpers/pty.ts';
import { recorded } from '../helpers/recorded.ts';
import { runCli, temporaryFolder } from '../helpers/run-cli.ts';
import { account, apiKey, startStage } from '../helpers/stage.ts';

const rows = 70;
const simulated = { args: ['--sandbox', '-p', 'durian'], rows };

/** Answers all questions of a platform that lets one choose the country, up to the one that costs money. */
async function answerAll(terminal: Pty, project: string): Promise<void> {
  await answer(terminal, 'Project id', { type: project }, 'enter');
  await find(terminal, 'Country', 'thai', 'Thailand (TH, +66)');
  await answer(terminal, 'How many numbers', 'enter');
  await answer(terminal, 'Codes for each number', 'enter');
  await asked(terminal, 'Rent it now?');
}

describe('the wizard', { skip: ptyMissing(), concurrency: 2 }, () => {
  it('goes from the platform to the code, and ends with the same as command lines', async () => {
    await using terminal = await openPty({ args: [], rows });
    await answer(terminal, 'Platform', 'enter');
    await answer(terminal, 'Platform to simulate', 'enter');
    await answerAll(terminal, '123');
    await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
    await answer(terminal, 'Copy the number?', { type: 'y' }, 'enter');
    await answer(terminal, 'What next', 'enter');
    assert.equal((await terminal.ended()).exitCode, 0);
    recorded('wizard', terminal.screen());
    const [number = ''] = /\+66\d+/.exec(terminal.text()) ?? [];
    assert.ok(terminal.raw().includes(`\x1b]52;c;${Buffer.from(number).toString('base64')}\x07`));
    assert.deepEqual([terminal.isAlternate(), terminal.isCursorHidden()], [false, false]);
  });

  it('speaks Chinese on a narrow terminal', async () => {
    await using terminal = await openPty({ args: ['--lang', 'zh-CN'], rows, columns: 40 });
    await answer(terminal, '平台', 'enter');
    await answer(terminal, '要模拟的平台', 'enter');
    await answer(terminal, '项目编号', { type: '123' }, 'enter');
    await find(terminal, '国家', '泰国', '泰国（TH +66）');
    await answer(terminal, '取几个号码', { type: '2' }, 'enter');
    await answer(terminal, '每个号码收几条验证码', 'enter');
    await answer(terminal, '现在取这 2 个号码？', { type: 'y' }, 'enter');
    await answer(terminal, '复制号码？', 'enter');
    await answer(terminal, '接下来', 'enter');
    assert.equal((await terminal.ended()).exitCode, 0);
    recorded('wizard-zh-cn-narrow', terminal.screen());
    assert.doesNotMatch(terminal.text(), /navigate|select|search|No results|Yes|Enter/);
  });

  it('says the same without colours', async () => {
    await using terminal = await openPty({ ...simulated, args: [], env: { NO_COLOR: '1' } });
    await asked(terminal, 'Platform');
    recorded('wizard-platforms', terminal.screen());
    assert.deepEqual(
      terminal
        .styled()
        .flatMap((spans) => spans.filter(({ style }) => style.color !== null || style.bold || style.dim)),
      [],
    );
    await using coloured = await openPty({ ...simulated, args: [] });
    await asked(coloured, 'Platform');
    recorded('wizard-platforms', coloured.screen());
    assert.ok(
      coloured
        .styled()
        .flat()
        .some(({ style }) => style.color === 'cyan'),
    );
  });

  it('keeps a number for further codes, waits for another, and gives it back', async () => {
    await using terminal = await openPty({ args: ['--sandbox', '-p', 'zhima'], rows });
    await answer(terminal, 'Project id', { type: '9002' }, 'enter');
    await answer(terminal, 'How many numbers', 'enter');
    await answer(terminal, 'Codes for each number', 'down', 'enter');
    await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
    await answer(terminal, 'Copy the number?', 'enter');
    await asked(terminal, 'What next');
    await terminal.waitFor('Wait for another code');
    terminal.press('up', 'up', 'up', 'up', 'up', 'enter');
    await terminal.waitFor((lines) => lines.filter((line) => line.endsWith('code received')).length === 2);
    await asked(terminal, 'What next');
    terminal.press('up', 'up', 'up', 'up', 'enter'); // release
    await terminal.waitFor('released');
    await answer(terminal, 'What next', 'enter');
    assert.equal((await terminal.ended()).exitCode, 0);
    await terminal.waitFor('No number is held.');
    await terminal.waitFor('smsctl wait-code --keep --sandbox');
  });

  it('knows the projects that were used, and those with a name', async () => {
    await using stage = await startStage();
    const { id } = await stage.rent('9001');
    await stage.run(`release ${id}`);
    writeFileSync(join(stage.home, 'settings.json'), JSON.stringify({ 'project.shop': 'durian=0257' }));
    await using terminal = await openPty({ env: stage.env, home: stage.home, rows });
    await answer(terminal, 'Platform', 'enter');
    await terminal.waitFor((lines) => lines.some((line) => /^› 9001 {2}.* ago$/.test(line)));
    await answer(terminal, 'Project', { type: 'sho' });
    await terminal.waitFor((lines) => lines.some((line) => /^› 0257 {2}shop {2}not used yet$/.test(line)));
    terminal.press('enter');
    await terminal.waitFor('✓ Project: shop (0257)');
    terminal.press('ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
    // Digits are an id: one that is the beginning of another is not taken for it.
    await using other = await openPty({ env: stage.env, home: stage.home, rows });
    await answer(other, 'Platform', 'enter');
    await answer(other, 'Project', { type: '90' });
    await other.waitFor((lines) => lines.some((line) => line === '› Use project 90'));
  });

  it('goes on with a number that was left, for which nothing is paid again', async () => {
    using folder = temporaryFolder();
    const sandbox = ['--sandbox', '-p', 'durian'];
    const { stdout } = await runCli(['get-number', ...sandbox, '--pid', '123'], { home: folder.path });
    await using terminal = await openPty({ ...simulated, home: folder.path });
    await asked(terminal, 'A number is still held');
    await terminal.waitFor((lines) => lines.some((line) => line === `› Go on with ${stdout.trim()}`));
    terminal.press('enter');
    await terminal.waitFor('A number that gets none is blacklisted. Ctrl-C stops the wait');
    await answer(terminal, 'What next', 'enter');
    assert.equal((await terminal.ended()).exitCode, 0);
    await terminal.waitFor(/^\d{6}$/m);
    assert.equal((await runCli(['balance', ...sandbox], { home: folder.path })).stdout, '999\n');
  });

  it('logs in on the spot', async () => {
    await using stage = await startStage();
    const { SMSCTL_DURIAN_BASE_URL = '' } = stage.env;
    await using terminal = await openPty({ env: { SMSCTL_DURIAN_BASE_URL }, home: stage.home, rows });
    await answer(terminal, 'Platform', 'up', 'up', 'up', 'enter');
    await answer(terminal, 'Durian RCS is not set up yet', 'enter');
    await answer(terminal, 'name', { type: account.name }, 'enter');
    await answer(terminal, 'apiKey', { type: apiKey }, 'enter');
    await answer(terminal, 'Project id', 'escape');
    await terminal.waitFor((lines) => lines.some((line) => /^› Durian RCS {2}ready$/.test(line)));
    assert.ok(!terminal.raw().includes(apiKey));
  });

  it('goes on without the stock where that cannot be read', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'html', call: 'getCountryPhoneNum', times: 9 });
    await using terminal = await openPty({ args: ['-p', 'durian'], env: stage.env, home: stage.home, rows });
    await answer(terminal, 'Project id', { type: '123' }, 'enter');
    await terminal.waitFor('Goes on without the stock: ');
    await answer(terminal, 'Country', { type: '+591' });
    await terminal.waitFor((lines) => lines.includes('› Bolivia (BO, +591)'));
  });

  it('keeps asking while there are no numbers, where that is wanted', async () => {
    await using terminal = await openPty(simulated);
    await answerAll(terminal, '9014');
    await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
    await answer(terminal, 'What next', 'up', 'enter');
    await answer(terminal, 'Copy the number?', 'escape');
    await answer(terminal, 'What next', 'enter');
    assert.equal((await terminal.ended()).exitCode, 0);
    await terminal.waitFor('code received');
  });

  it("says beforehand that a limit of the user's own is in the way, and it is", async () => {
    await using stage = await startStage();
    const env = { ...stage.env, SMSCTL_MAX_HELD: '0' };
    await using terminal = await openPty({ args: ['-p', 'durian'], env, home: stage.home, rows });
    await answerAll(terminal, '123');
    await terminal.waitFor('This is more than your own limit allows: nothing would be rented.');
    await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
    await terminal.waitFor('limit.maxHeld');
    await answer(terminal, 'What next', 'down', 'down', 'enter');
    assert.equal((await terminal.ended()).exitCode, 0);
    assert.deepEqual(await stage.requests('getMobileCode'), []);
  });

  it('goes back from a login to the platforms, and stores nothing', async () => {
    await using stage = await startStage();
    const { SMSCTL_DURIAN_BASE_URL = '' } = stage.env;
    await using terminal = await openPty({ env: { SMSCTL_DURIAN_BASE_URL }, home: stage.home, rows });
    await answer(terminal, 'Platform', 'up', 'up', 'up', 'enter');
    await answer(terminal, 'Durian RCS is not set up yet', 'enter');
    await answer(terminal, 'name', { type: account.name }, 'enter');
    await answer(terminal, 'apiKey', 'escape');
    await answer(terminal, 'Platform', 'escape');
    assert.equal((await terminal.ended()).exitCode, 0);
    assert.deepEqual(await stage.requests(), []);
  });

  it('asks again before it buys again, and buys nothing in the place of an answer that was lost', async () => {
    await using stage = await startStage();
    const args = ['-p', 'durian'];
    await using terminal = await openPty({ args, env: stage.env, home: stage.home, rows });
    await answerAll(terminal, '9003');
    await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
    await terminal.waitFor('numbers.none');
    await answer(terminal, 'What next', 'enter'); // the same wish
    await answer(terminal, 'Rent it now?', 'enter'); // no
    await answerAll(terminal, '9010');
    await answer(terminal, 'Rent it now?', { type: 'y' }, 'enter');
    assert.equal((await terminal.ended()).exitCode, 0);
    await terminal.waitFor('A number may have been rented. This settles it: smsctl reconcile');
    assert.equal((await stage.requests('getMobileCode')).length, 2);
  });

  it('is redrawn in a window of another size', async () => {
    await using terminal = await openPty({ ...simulated, args: [] });
    await asked(terminal, 'Platform');
    terminal.resize(60, 20);
    terminal.press('up');
    await terminal.waitFor((lines) => lines.some((line) => line.startsWith('› Taoma')));
    assert.equal(terminal.screen().filter((line) => line.startsWith('› ')).length, 1);
    terminal.press('ctrl-c');
    assert.equal((await terminal.ended()).exitCode, 130);
  });
});
