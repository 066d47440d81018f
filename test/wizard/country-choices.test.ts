import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countryChoices, findCountries } from '../../src/wizard/country-choices.ts';

const stock = [
  { country: 'BO', available: 3 },
  { country: 'TH', available: 9 },
];
const all = countryChoices('en', null);
const codes = (typed: string) => findCountries(all, typed).map(({ code }) => code);

describe('the countries to choose from', () => {
  it('come with most numbers first, then by name in the language of the user', () => {
    const [first, second, third] = countryChoices('en', stock);
    assert.deepEqual([first?.code, first?.available], ['TH', 9]);
    assert.deepEqual([second?.code, second?.available], ['BO', 3]);
    assert.deepEqual([third?.code, third?.available], ['AF', 0]);
    assert.equal(countryChoices('zh-CN', stock)[0]?.name, '泰国');
  });

  it('have no number of numbers where the platform does not tell', () => {
    assert.ok(all.every(({ available }) => available === null));
    assert.equal(all[0]?.code, 'AF');
  });

  const searches: readonly [typed: string, first: string][] = [
    ['thai', 'TH'],
    ['泰', 'TH'],
    ['TH', 'TH'],
    ['th', 'TH'],
    ['66', 'TH'],
    ['+66', 'TH'],
    ['0066', 'TH'],
    ['kingdom', 'GB'],
    ['英国', 'GB'],
    ['cote d', 'CI'],
    ['reunion', 'RE'],
    ['CÔTE', 'CI'],
    ['591', 'BO'],
  ];
  for (const [typed, first] of searches) {
    it(`are found by "${typed}"`, () => assert.equal(codes(typed)[0], first));
  }

  it('are all there while nothing is typed, and none where nothing fits', () => {
    assert.equal(codes('').length, all.length);
    assert.deepEqual(codes('xyzzy'), []);
    assert.deepEqual(codes('99999'), []);
  });

  it('are not found by digits that stand inside of a calling code', () => {
    assert.ok(!codes('91').includes('BO'));
    assert.ok(codes('59').includes('BO'));
  });
});
