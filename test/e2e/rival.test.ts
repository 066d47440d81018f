import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { startRival } from '../helpers/rival-server.ts';
import { runCli, temporaryFolder } from '../helpers/run-cli.ts';

/** The whole way through at a server that was written apart from this project's simulator. */
async function open() {
  const rival = await startRival();
  const folder = temporaryFolder();
  const run = (line: string) =>
    runCli([...line.split(' '), '--json'], { home: folder.path, env: rival.env, secrets: [rival.key] });
  return {
    rival,
    run,
    home: folder.path,
    rows: async (line: string) => rowsOf(await run(line)),
    async [Symbol.asyncDispose]() {
      folder[Symbol.dispose]();
      await rival[Symbol.asyncDispose]();
    },
  };
}

const bolivian = '+59173841704';

describe('at a server written by another hand', { concurrency: 4 }, () => {
  it('a number is rented, waited for and done', async () => {
    await using at = await open();
    const [lease] = await at.rows('get-number --pid 0257 --country bo');
    assert.deepEqual([lease?.number, lease?.country, lease?.callingCode], [bolivian, 'BO', '591']);
    assert.equal(at.rival.numbers.get(bolivian)?.heldFor, '0257');
    at.rival.numbers.get(bolivian)?.codes.push('637-322');
    const { documents } = await at.run('wait-code --interval 0.2');
    assert.deepEqual(
      documents.map(({ code, after, looks }) => [code, after, looks]),
      [['637322', 'released', 1]],
    );
  });

  it('several numbers are rented, one released, one blacklisted, one asked about', async () => {
    await using at = await open();
    const leases = await at.rows('get-number --pid 123 --count 3');
    assert.deepEqual(
      leases.map((lease) => lease.number),
      [...at.rival.numbers.keys()],
    );
    const [first, second, third] = leases.map((lease) => lease.id);
    assert.equal((await at.rows(`release ${first}`))[0]?.status, 'released');
    assert.equal((await at.rows(`blacklist ${second}`))[0]?.status, 'blacklisted');
    assert.equal((await at.rows(`blacklist --check ${third}`))[0]?.blacklisted, false);
    assert.deepEqual(
      (await at.rows(`status ${first} ${second} ${third}`)).map((row) => row.platform),
      ['free', 'free', 'held'],
    );
    const held = [...at.rival.numbers.values()].map((one) => [one.heldFor, one.black]);
    assert.deepEqual(held, [
      [null, false],
      [null, true],
      ['123', false],
    ]);
  });

  it('messages of a number for several come once each', async () => {
    await using at = await open();
    await at.run('get-number --pid 123 --multi --country th');
    const thai = at.rival.numbers.get('+66812345678');
    thai?.codes.push('111111');
    assert.equal((await at.run('wait-code --interval 0.2')).documents[0]?.code, '111111');
    assert.equal((await at.run('wait-code --once')).exitCode, 8);
    thai?.codes.push('222222');
    assert.equal((await at.run('wait-code --interval 0.2')).documents[0]?.code, '222222');
    assert.equal((await at.rows('release'))[0]?.status, 'released');
    assert.equal(thai?.heldFor, null);
  });

  it('a wait without a code ends with the number on the blacklist', async () => {
    await using at = await open();
    await at.run('get-number --pid 123');
    assert.equal((await at.run('wait-code --timeout 0.3 --interval 0.2')).exitCode, 7);
    assert.equal(at.rival.numbers.get(bolivian)?.black, true);
  });

  it('balance and countries are read as they stand', async () => {
    await using at = await open();
    const { documents } = await at.run('balance');
    assert.deepEqual([documents[0]?.balance, documents[0]?.createdAt], ['100.5', '2018-05-09 11:18:35']);
    assert.deepEqual(
      (await at.rows('countries')).map(({ country, available }) => [country, available]),
      [
        ['BO', 2],
        ['TH', 1],
      ],
    );
  });

  it('an answer that makes no sense to a rent request is an unknown outcome', async () => {
    await using at = await open();
    at.rival.instead.set('getMobileCode', ['<html>Bad Gateway</html>']);
    assert.equal((await at.run('get-number --pid 123')).exitCode, 9);
    assert.equal(at.rival.requests.length, 1);
  });

  it('every request carries name and key, and a plus as %2B', async () => {
    await using at = await open();
    await at.run('get-number --pid 123');
    await at.run('status');
    for (const request of at.rival.requests) {
      assert.match(request, /^\/api\/\w+\?name=rival&ApiKey=cml2YWw%2Fa2V5%2BQ%3D%3D(?:&|$)/);
    }
    assert.match(at.rival.requests.at(-1) ?? '', /pn=%2B59173841704&pid=123$/);
  });

  it('a key that the platform repeats is shown nowhere and kept nowhere', async () => {
    await using at = await open();
    const { key } = at.rival;
    const keys = [key, 'vip+of/this==call', 'key+of/this==call'];
    const spell = (one: string) => [one, one.replaceAll('/', '\\/'), encodeURIComponent(one)];
    const wordsOf = (secrets: string[]) => secrets.flatMap(spell).join(' ').replaceAll('\\', '\\\\');
    const echo = (call: string, code: number, { data = '""', secrets = [key] } = {}) => {
      const body = `{"code":${code},"msg":"you sent ${wordsOf(secrets)}","data":${data}}`;
      at.rival.instead.set(call, Array(9).fill(body));
    };
    const told: string[] = [];
    const run = async (line: string, exitCode: number) => {
      for (const more of [[], ['--json'], ['--verbose']]) {
        const ended = await runCli([...line.split(' '), ...more], { home: at.home, env: at.rival.env, secrets: keys });
        assert.equal(ended.exitCode, exitCode, `${line}: ${ended.stderr}`);
        told.push(ended.stdout, ended.stderr);
      }
    };
    const wishes = 'get-number --pid 123 --vip vip+of/this==call --secret-key key+of/this==call';
    echo('getMobileCode', 906, { secrets: keys });
    await run(wishes, 5);
    echo('getMobileCode', 999, { secrets: keys });
    await run(wishes, 9);
    at.rival.instead.clear();
    for (const number of at.rival.numbers.values()) number.heldFor = null;
    const words = wordsOf([key]);
    echo('getUserInfo', 200, { data: `{"username":"${words}","score":1.5,"create_date":"${words}"}` });
    await run('balance', 0);
    echo('getCountryPhoneNum', 200, { data: `{"${words}":3}` });
    await run('countries', 0);
    echo('getUserInfo', 802);
    await run('balance', 4);
    assert.equal((await at.run('get-number --pid 123 --multi --country bo')).exitCode, 0);
    at.rival.instead.set('getMsg', [
      `{"code":908,"msg":"${key}","data":""}`,
      `{"code":407,"msg":"${key}","data":"${key}:637322;"}`,
    ]);
    const brought = await runCli(['wait-code', '--interval', '0.2', '--json'], {
      home: at.home,
      env: at.rival.env,
      secrets: keys,
    });
    assert.equal(brought.documents[0]?.code, '637322');
    assert.deepEqual(brought.documents[0]?.messages, [{ text: '637322', code: '637322', project: '***' }]);
    told.push(brought.stdout, brought.stderr);
    echo('addBlack', 400);
    await run('blacklist +59173841704 --pid 9', 11);
    assert.ok(told.join('').includes('you sent ***'), 'the words are told, all but the keys');
    const kept = readdirSync(at.home).map((name) => readFileSync(join(at.home, name), 'latin1'));
    assert.ok(kept.length > 0);
    for (const form of keys.flatMap(spell)) {
      assert.equal(
        told.find((text) => text.includes(form)),
        undefined,
      );
      assert.ok(!kept.some((text) => text.includes(form)), `${form} is in a file`);
    }
  });
});
