import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePhoneNumber } from 'libphonenumber-js/max';
import type { SimulatedPlatform, TakeWish } from '../../src/providers/simulated.ts';
import { magicProjects, projectKinds, projectOf } from '../../src/simulator/projects.ts';
import { createAccount, createState } from '../../src/simulator/state.ts';
import { callingCodeOf, makeNumbers, makeStock, mostOfACountry, stockCountries } from '../../src/simulator/stock.ts';
import { codeIn, writeText } from '../../src/simulator/texts.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { stillClock } from '../helpers/simulator.ts';

const platform: SimulatedPlatform = {
  id: 'test',
  basePath: '',
  account: { name: 'me', key: 'k' },
  credentials: {},
  options: {},
  call: () => '',
  handle: () => ({ status: 200, headers: {}, body: '' }),
};

const wish: TakeWish = {
  account: 'me',
  project: '1',
  count: 1,
  country: null,
  prefix: null,
  multi: false,
  avoidAll: false,
  holdFor: 300_000,
  number: null,
};

describe('the stock', () => {
  it('holds different valid numbers of at least fifteen countries, with their calling codes', () => {
    assert.ok(stockCountries.length >= 15);
    for (const seed of [0, 1, 2026, 0xffffffff]) {
      for (const country of stockCountries) {
        const numbers = makeNumbers(country, mostOfACountry, seed);
        assert.equal(new Set(numbers).size, mostOfACountry, country);
        for (const number of numbers) {
          const parsed = parsePhoneNumber(number);
          assert.ok(parsed.isValid(), `${country} ${number}`);
          assert.equal(parsed.country, country.toUpperCase(), number);
          assert.equal(callingCodeOf(number), parsed.countryCallingCode);
          assert.match(String(parsed.getType()), /MOBILE/, number);
        }
      }
    }
  });

  it('is the same for a seed, longer where more is asked for, and another for another seed', () => {
    assert.deepEqual(makeStock(1), makeStock(1));
    assert.notDeepEqual(makeStock(1), makeStock(2));
    assert.deepEqual(makeNumbers('th', 50, 1).slice(0, 5), makeNumbers('th', 5, 1));
    assert.deepEqual(makeNumbers('xx', 5, 1), []);
  });
});

describe('a message', () => {
  it('holds its code and the name of its project', () => {
    const random = { random: 1 };
    const shapes = new Set<string>();
    for (let turn = 0; turn < 300; turn += 1) {
      const { text, code } = writeText(random, 'Acme', []);
      assert.match(code, /^(?:\d{6}|\d{3}-\d{3})$/);
      assert.ok(text.includes(code) && text.includes('Acme'), text);
      assert.ok(!text.includes('{'), text);
      shapes.add(code.replace(/\d/g, '#'));
    }
    assert.equal(shapes.size, 2);
  });

  it('written by somebody else is searched for its code', () => {
    assert.equal(codeIn('code 482913.'), '482913');
    assert.equal(codeIn('637-322 is it'), '637-322');
    assert.equal(codeIn('no digits'), 'no digits');
  });
});

describe('a project id', () => {
  it('has its magic for every kind, and else is an ordinary project of 1 to 6 digits', () => {
    for (const kind of projectKinds) {
      const id = magicProjects[kind];
      if (id !== null) assert.equal(projectOf({}, id).kind, kind);
    }
    for (const id of ['1', '0257', '999999', '09001']) assert.equal(projectOf({}, id).kind, 'code', id);
    for (const id of ['', 'abc', '1234567', '１２', '-1', '__proto__']) {
      assert.equal(projectOf({}, id).kind, 'unknownProject', id);
    }
  });
});

describe('the world', () => {
  it('takes one certain number, also for a second project of its holder, but from nobody else', () => {
    const state = createState(1, [platform]);
    const { accounts } = state.platforms.test ?? assert.fail();
    accounts.you = createAccount('k');
    const world = createWorld(state, { platform: 'test', clock: stillClock });
    const number = state.platforms.test?.stock.cn?.[0] ?? '';
    const take = (change: Partial<TakeWish>) => world.take({ ...wish, number, ...change });
    const taken = take({});
    assert.ok(Array.isArray(taken) && taken[0].number === number && taken[0].callingCode === '86');
    assert.equal(take({}), 'noNumbers');
    assert.ok(Array.isArray(take({ project: '2' })));
    assert.equal(take({ account: 'you', project: '3' }), 'noNumbers');
    assert.deepEqual(
      world.holds('me').map(({ project }) => project),
      ['1', '2'],
    );
  });

  it('survives being written down as JSON at any moment', () => {
    const state = createState(1, [platform]);
    createWorld(state, { platform: 'test', clock: stillClock }).take(wish);
    assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
  });

  it('charges each number taken exactly once, whatever else happens', () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant('take' as const), count: fc.integer({ min: 1, max: 10 }), pick: fc.nat() }),
      fc.record({ act: fc.constantFrom('free', 'blacklist', 'handOut', 'wait'), count: fc.nat(400), pick: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const state = createState(1, [platform]);
        let taken = 0;
        for (const { act, count, pick } of steps) {
          const world = createWorld(state, { platform: 'test', clock: stillClock });
          const held = world.holds('me');
          const one = held[pick % Math.max(1, held.length)];
          if (act === 'take') {
            const got = world.take({ ...wish, count });
            if (typeof got !== 'string') taken += got.length;
          } else if (act === 'wait') state.clockOffset += count * 1000;
          else if (one !== undefined) {
            if (act === 'free') world.free('me', one.project, one.number);
            if (act === 'blacklist') world.blacklist('me', one.project, one.number);
            if (act === 'handOut') world.handOut('me', one.project, one.number);
          }
          const numbers = createWorld(state, { platform: 'test', clock: stillClock })
            .holds('me')
            .map(({ number }) => number);
          assert.equal(new Set(numbers).size, numbers.length);
          assert.ok(numbers.length <= 50);
        }
        assert.equal(state.book.length, taken);
        assert.equal(state.platforms.test?.accounts.me?.balance, 1000 - taken);
      }),
    );
  });
});
