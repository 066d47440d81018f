import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { main } from '../../src/cli.ts';
import { packedProgram } from '../helpers/program.ts';
import { build, runCli } from '../helpers/run-cli.ts';

/** What commander reads of these lines it reads in the package without all that is left out there. */
const lines = [
  ...['', '--json', '-z', '--bogus', '--no-color', '-V', 'balance -V', '--version balance'],
  ...[
    'ballance',
    'ballance --help',
    'help ballance',
    '--help balance',
    'balance --help extra',
    'get-number -h --pid 1',
  ],
  ...[
    'config',
    'config set',
    'config bogus',
    'config --help',
    'config set --help',
    'config get x y',
    'config list --sho',
  ],
  ...['get-number --pid', 'get-number --pid=1 --bogus', 'balance --no-bogus', 'balance -pnobody', 'balance -qv a b'],
  ...[
    'balance --lang=fr',
    'balance --lang zh-CN --bogus',
    'balance --json --bogus',
    '--provider nobody --quiet balance',
  ],
  ...['completion', 'completion klingon', 'send-sms --text', 'wait-code --not 1 --not', 'release -- -x', 'logout a b'],
  ...['run --pid 1', 'run -- true', 'run --pid=1 --timeout 0 -- true --json'],
];

describe('the package reads as the sources do', () => {
  let packed: typeof main;
  before(() => {
    build();
    packed = packedProgram();
  });
  for (const line of lines) {
    it(`smsctl ${line}`, async () => {
      const words = line.split(' ').filter((word) => word !== '');
      assert.deepEqual(await runCli(words, { program: packed }), await runCli(words));
    });
  }
});
