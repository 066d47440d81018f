import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { parseScenario } from '../../src/simulator/scenario.ts';
import { memoryState, startTestSimulator } from '../helpers/simulator.ts';

const refusal = (value: string, expected: string | RegExp) => (error: unknown) => {
  assert.ok(error instanceof SmsctlError);
  assert.equal(error.code, 'usage.invalidValue');
  assert.deepEqual([error.params.option, error.params.value], ['--scenario', value]);
  if (typeof expected === 'string') assert.equal(error.params.expected, expected);
  else assert.match(String(error.params.expected), expected);
  return true;
};

describe('a scenario', () => {
  it('may be empty', () => {
    assert.deepEqual(parseScenario('{}'), {
      seed: null,
      rate: { burst: null, perSecond: null },
      projects: {},
      platforms: {},
      faults: [],
    });
  });

  it('sets accounts, stock, options, projects and faults of a new world', async () => {
    const scenario = {
      seed: 4,
      rate: { burst: 4, perSecond: 0.5 },
      projects: {
        shop: { name: 'Shop', price: 0.1, delay: 10, texts: ['{project} says {code}'] },
        '9001': { kind: 'code' },
      },
      platforms: {
        durian: {
          accounts: [{ name: 'alice', key: 'k', balance: 0.3, maxHeld: 2 }],
          stock: { '*': 0, bo: ['+59173841704', '+59173841705', '+59173841706'] },
          options: { codes: 'string' },
        },
      },
      faults: [{ kind: 'empty', call: 'getUserInfo', skip: 1 }],
    };
    await using simulator = await startTestSimulator({ scenario });
    const ask = async (call: string, query = '') =>
      (await fetch(`${simulator.baseUrls.durian}/${call}?name=alice&ApiKey=k&${query}`)).text();
    assert.match(await ask('getUserInfo'), /^\{"code":"200",.*"score":0.3,/);
    assert.equal(await ask('getUserInfo'), '');
    assert.match(await ask('getMobile', 'pid=shop&num=2'), /^\{"code":"200",.*"\+5917384170[456]"/);
    assert.match(await ask('getUserInfo'), /"score":0.1,/, 'no digit is lost to binary fractions');
    assert.match(await ask('getMobile', 'pid=shop'), /"200408"/);
    assert.match(await ask('getUserInfo'), /"409"/);
  });

  it('begins a new world in a state that already has one', async () => {
    const state = memoryState();
    const old = await startTestSimulator({ state });
    await old.control('POST /stock', { stock: { '*': 0 } });
    await old.close();
    await using simulator = await startTestSimulator({ state, scenario: {} });
    const { json } = await simulator.control('GET /state');
    const { durian } = json.platforms as { durian: { stock: { th: string[] } } };
    assert.equal(durian.stock.th.length, 50);
  });

  it('is added to a running world by POST /scenario', async () => {
    await using simulator = await startTestSimulator();
    await simulator.control('POST /scenario', { projects: { '5': { kind: 'noNumbers' } } });
    await simulator.control('POST /scenario', { platforms: { durian: { accounts: [{ name: 'bob', key: 'k' }] } } });
    const url = `${simulator.baseUrls.durian}/getMobile?name=bob&ApiKey=k&pid=5`;
    assert.match(await (await fetch(url)).text(), /"code":906/);
  });

  const refused: readonly [text: string, value: string, expected: string | RegExp][] = [
    ['', 'JSON', 'well-formed'],
    ['[]', 'JSON', 'an object'],
    ['{"stock":{}}', 'stock', 'one of seed, rate, projects, platforms, faults'],
    ['{"seed":-1}', 'seed', /^a whole number from 0/],
    ['{"rate":{"burst":0}}', 'rate.burst', 'a whole number from 1'],
    ['{"projects":{"1":{"kind":"nope"}}}', 'projects.1.kind', /^one of code, never/],
    ['{"projects":{"1":{"state":"shut"}}}', 'projects.1.state', 'one of open, expired, broken'],
    ['{"projects":{"1":{"kinds":"code"}}}', 'projects.1.kinds', /^one of kind, name/],
    ['{"projects":{"1":{"texts":"x"}}}', 'projects.1.texts', 'a list'],
    ['{"projects":{"1":{"texts":[1]}}}', 'projects.1.texts[0]', 'text'],
    ['{"platforms":{"durian":{"accounts":[{"key":"k"}]}}}', 'platforms.durian.accounts[0].name', 'given'],
    ['{"platforms":{"durian":{"stock":{"TH":["+66812345678"]}}}}', 'platforms.durian.stock.TH', /lower-case/],
    ['{"platforms":{"durian":{"options":{"codes":1}}}}', 'platforms.durian.options.codes', 'text'],
    ['{"faults":[{"kind":"reset","at":1}]}', 'faults[0].at', /^one of kind/],
    ['{"faults":[{"kind":"status","status":99}]}', 'faults[0].status', 'a whole number from 200 to 599'],
  ];
  for (const [text, value, expected] of refused) {
    it(`is refused where it is unknown: ${text}`, () => {
      assert.throws(() => parseScenario(text), refusal(value, expected));
    });
  }

  const misfits: readonly [scenario: unknown, value: string, expected: string | RegExp][] = [
    [{ platforms: { nope: {} } }, 'platforms.nope', 'one of durian'],
    [{ platforms: { durian: { options: { nope: '' } } } }, 'platforms.durian.options.nope', /^one of codes, /],
    [{ platforms: { durian: { options: { codes: 'x' } } } }, 'platforms.durian.options.codes', 'one of number, string'],
    [{ faults: [{ kind: 'reset', platform: 'nope' }] }, 'faults[0].platform', 'one of durian'],
  ];
  for (const [scenario, value, expected] of misfits) {
    it(`is refused where no platform fits it: ${JSON.stringify(scenario)}`, async () => {
      const state = memoryState();
      await assert.rejects(startTestSimulator({ state, scenario }), refusal(value, expected));
      assert.equal(state.text(), null);
    });
  }
});
