import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordMeant } from '../../src/help/find.ts';
import { runCli } from '../helpers/run-cli.ts';

const lines: readonly (readonly [line: string, suggestion: string])[] = [
  ['rent', 'get-number'],
  ['buy --pid 1', 'get-number'],
  ['getnumber', 'get-number'],
  ['get', 'get-number'],
  ['Get_Number', 'get-number'],
  ['取号', 'get-number'],
  ['code', 'wait-code'],
  ['wiat-code', 'wait-code'],
  ['cancel', 'release'],
  ['ban', 'blacklist'],
  ['black', 'blacklist'],
  ['blance', 'balance'],
  ['rec', 'reconcile'],
  ['exit-codes', 'smsctl help exit-codes'],
  ['sandbox', 'smsctl help sandbox'],
  ['config ls', 'list'],
  ['config sett', 'set'],
  ['help rent', 'smsctl help get-number'],
  ['help exit-code', 'smsctl help exit-codes'],
  ['help enviroment', 'smsctl help environment'],
  ['help config lst', 'smsctl help config list'],
  ['help confg list', 'smsctl help config'],
  ['ballance --help', 'smsctl help balance'],
  ['config gett --help', 'smsctl help config get'],
  ['balance --jsno', '--json'],
  ['balance --provder x', '--provider'],
  ['get-number --projct 1', '--project'],
  ['config set --sandox', '--sandbox'],
];
for (const [line, suggestion] of lines) {
  test(`smsctl ${line} is answered with ${suggestion}, and nothing is run`, async () => {
    const { exitCode, error, stdout } = await runCli(line.split(' '), { mode: 'json' });
    assert.deepEqual([exitCode, stdout], [2, '']);
    assert.equal(error?.hint, `Did you mean ${suggestion}?`);
  });
}

for (const line of ['zzzzzz', 'help zzzzzz', 'balance --zzzzzz', 'balance -z']) {
  test(`nothing is made up where nothing comes near: smsctl ${line}`, async () => {
    const { exitCode, error } = await runCli(line.split(' '), { mode: 'json' });
    assert.equal(exitCode, 2);
    assert.match(error?.hint ?? '', /--help lists the/);
  });
}

test('a word that stands for a command which is not there is no suggestion', () => {
  assert.equal(wordMeant('signin', ['balance', 'release']), null);
  assert.equal(wordMeant('signin', ['balance', 'login']), 'login');
});

test('a beginning that fits several words suggests none of them by itself', () => {
  assert.equal(wordMeant('con', ['config', 'connect']), null);
});
