import assert from 'node:assert/strict';
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
});
