import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { manualPage } from '../../src/help/manual-page.ts';
import { allCommands, globalOptions, manual } from '../../src/program/commands.ts';
import { messagesFor } from '../helpers/messages.ts';

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

for (const lang of ['en', 'zh-CN'] as const) {
  const texts = messagesFor(lang);
  const page = manualPage({ ...manual(), texts }, '1.2.3');

  test(`the manual in ${lang} has every command, option, exit code and topic of money`, () => {
    const plain = page.replaceAll('\\-', '-');
    assert.match(plain, /^\.TH SMSCTL 1 /m);
    assert.match(plain, /smsctl 1\.2\.3/);
    for (const { name, hidden, options = [], subcommands = [] } of allCommands) {
      if (hidden) continue;
      assert.ok(plain.includes(`.SS "smsctl ${name}`), name);
      for (const inner of subcommands) assert.ok(plain.includes(`.SS "smsctl ${name} ${inner.name}`), inner.name);
      for (const { flags } of [...options, ...globalOptions]) assert.ok(plain.includes(`\\fB${flags}\\fR`), flags);
    }
    for (const code of Object.keys(texts.help.exitCodes)) assert.ok(plain.includes(`\\fB${code}\\fR`), code);
    assert.ok(plain.includes('\\fBSMSCTL_DURIAN_API_KEY\\fR'));
    for (const [title] of texts.topics.moneyRules) assert.ok(plain.includes(`\\fB${title}\\fR`), title);
  });

  test(`the manual in ${lang} is well-formed to mandoc`, { skip: !has('mandoc') && 'mandoc is not installed' }, () => {
    const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning'], { input: page, encoding: 'utf8' });
    assert.deepEqual(
      stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date')),
      [],
    );
  });
}

test('no line of the manual is taken for an instruction, whatever the texts begin with', () => {
  const texts = { ...messagesFor('en') };
  const about = { ...texts.pages.about, balance: ".so /etc/passwd 'quoted' back\\slash -- ~^`" };
  const page = manualPage({ ...manual(), texts: { ...texts, pages: { ...texts.pages, about } } }, '1');
  assert.match(page, /^\\&\.so \/etc\/passwd \\\(aqquoted\\\(aq back\\eslash \\-\\- \\\(ti\\\(ha\\\(ga$/m);
});
