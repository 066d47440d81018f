import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePhoneNumber } from 'libphonenumber-js/max';
import { areaOf, mainlandAreas, operatorOf } from '../../src/simulator/mainland.ts';
import { makeNumbers, mostOf } from '../../src/simulator/stock.ts';

describe('the stock of mainland China', () => {
  const numbers = makeNumbers('cn', mostOf('cn'), 7);

  it('holds a thousand different valid mobile numbers of eleven digits', () => {
    assert.equal(new Set(numbers).size, 1000);
    for (const number of numbers) {
      const parsed = parsePhoneNumber(number);
      assert.match(number, /^\+861[3-9]\d{9}$/);
      assert.ok(parsed.isValid() && parsed.country === 'CN' && parsed.getType() === 'MOBILE', number);
    }
  });

  it('has each network and each area, also where it is short', () => {
    const networks = numbers.map(operatorOf);
    for (const operator of ['mobile', 'unicom', 'telecom'] as const) {
      assert.ok(networks.filter((one) => one === operator).length >= 300);
    }
    assert.deepEqual(networks.slice(0, 3), ['mobile', 'unicom', 'telecom']);
    assert.deepEqual([...new Set(numbers.slice(0, 200).map(areaOf))].toSorted(), mainlandAreas.toSorted());
  });

  const known: readonly (readonly [number: string, operator: ReturnType<typeof operatorOf>])[] = [
    ['+8613412345678', 'mobile'],
    ['+8619812345678', 'mobile'],
    ['+8618612345678', 'unicom'],
    ['+8619612345678', 'unicom'],
    ['+8614912345678', 'telecom'],
    ['+8613312345678', 'telecom'],
    ['+8612012345678', null],
    ['+59173841704', null],
    ['13412345678', null],
  ];
  for (const [number, operator] of known) {
    it(`knows the network of ${number}: ${operator}`, () => {
      assert.equal(operatorOf(number), operator);
    });
  }

  it('tells areas of mainland numbers alone', () => {
    assert.equal(areaOf('+8613412345678'), areaOf('+8618612340000'));
    assert.equal(areaOf('+59173841704'), null);
  });
});
