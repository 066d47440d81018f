import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modes } from '../helpers/run-cli.ts';
import { startStage } from '../helpers/stage.ts';
import { assertEveryMode } from './every-mode.ts';

const number = '+8613812345678';

describe('send-sms', { concurrency: 4 }, () => {
  it('sends', async () => {
    await using stage = await startStage({}, ['zhima']);
    const next = async () => `send-sms ${(await stage.rent('9001')).id} --text YES`;
    await assertEveryMode(stage, next, {
      en: [/^\+861\d{10}: sent\n$/],
      zh: [/^\+861\d{10}：? ?.*已发送\n$/],
      pipe: /^\+861\d{10}\tsent\n$/,
      json: ({ state, note, project }) => assert.deepEqual([state, note, project], ['sent', null, '9001']),
    });
    assert.equal((await stage.requests('sms/send')).length, 4);
  });

  it('sends nothing a second time, and says so', async () => {
    await using stage = await startStage({}, ['zhima']);
    const { id, number: rented } = await stage.rent('9001');
    await stage.run(`send-sms ${id} --text YES`);
    await assertEveryMode(stage, 'send-sms --text YES', {
      en: [`${rented}: was sent before; nothing was sent now\n`],
      zh: ['此前已发送，这次没有发送\n'],
      pipe: `${rented}\talready\n`,
      json: (document) =>
        assert.deepEqual(document, { id, number: rented, project: '9001', state: 'already', note: null }),
    });
    assert.equal((await stage.requests('sms/send')).length, 1);
  });

  it('--check tells what became of it, in the platform’s words too', async () => {
    await using stage = await startStage({}, ['zhima']);
    const { number: rented } = await stage.rent('9001');
    await stage.run('send-sms --text YES');
    await assertEveryMode(stage, 'send-sms --check', {
      en: [`${rented}: on its way\n`, '发送中'],
      zh: ['发送中'],
      pipe: `${rented}\tsending\t发送中\n`,
      json: ({ state, note }) => assert.deepEqual([state, note], ['sending', '发送中']),
    });
    await stage.simulator.advance(4);
    assert.equal((await stage.run('send-sms --check')).stdout, `${rented}\tsent\n`);
  });

  it('--check of a message that failed is a failure in every mode, with nothing on stdout', async () => {
    await using stage = await startStage({}, ['zhima']);
    await stage.rent('9001');
    for (const mode of modes) {
      const { exitCode, stdout, stderr } = await stage.run('send-sms --check', { mode });
      assert.deepEqual([exitCode, stdout], [11, ''], mode);
      assert.match(stderr, /没有发送记录/);
    }
  });

  it('with an answer that was lost is a failure in every mode, with nothing on stdout', async () => {
    await using stage = await startStage({}, ['zhima']);
    await stage.rent('9001');
    await stage.fault({ kind: 'reset', when: 'after', call: 'sms/send' });
    for (const mode of modes) {
      const { exitCode, stdout, stderr } = await stage.run('send-sms --text YES', { mode });
      assert.deepEqual([exitCode, stdout], [9, ''], mode);
      assert.match(stderr, /it may have been sent/);
    }
    assert.equal((await stage.requests('sms/send')).length, 1);
  });

  for (const [id, line] of [
    ['durian', 'send-sms +59173841704 --pid 9001 --text YES'],
    ['taoma', `send-sms ${number} --pid 9001 --text YES`],
    ['taoma', `send-sms ${number} --pid 9001 --check`],
  ] as const) {
    it(`is nothing that can be had at ${id}, and nothing is sent: ${line}`, async () => {
      await using stage = await startStage({}, [id]);
      for (const mode of modes) {
        const { exitCode, stdout, stderr } = await stage.run(line, { mode });
        assert.deepEqual([exitCode, stdout], [11, ''], mode);
        assert.match(stderr, /provider\.unsupported/);
        assert.match(stderr, /smsctl providers/);
      }
      assert.deepEqual(await stage.requests(), []);
    });
  }
});
