import type { StagedPlatform } from '../../../../test/helpers/stage.ts';
import { type Document, edited, type Kind } from '../wire.ts';

/** How each platform writes down the numbers of a rental. */
const numbersOf: Readonly<Record<StagedPlatform, (document: Document) => readonly string[]>> = {
  durian: ({ data }) => [data].flat().map((entry) => String(entry).split(',')[0] ?? ''),
  zhima: ({ phoneNos }) => String(phoneNos).split(','),
  taoma: ({ mobiles }) => [mobiles].flat().map(String),
};

const withNumbers: Readonly<Record<StagedPlatform, (document: Document, numbers: readonly string[]) => unknown>> = {
  durian: (document, numbers) => ({ ...document, data: numbers }),
  zhima: (document, numbers) => ({ ...document, phoneNos: numbers.join(',') }),
  taoma: (document, numbers) => ({ ...document, size: new Set(numbers).size, mobiles: numbers }),
};

const rental = (
  name: string,
  reads: Kind['reads'],
  change: (numbers: readonly string[]) => readonly string[],
): Kind => ({
  ...edited(name, reads, (document, { platform }) =>
    withNumbers[platform](document, change(numbersOf[platform](document))),
  ),
  only: 'rent',
});

/** A number that is not there, beside one that is. */
const next = (number: string, by: number): string =>
  number.slice(0, -2) + String((Number(number.slice(-2)) + by) % 100).padStart(2, '0');

/** Answers to a rental that say more, less or something else than was asked for. */
export const rentalKinds: readonly Kind[] = [
  rental('more numbers than were asked for', 'yes', (numbers) => [
    ...numbers,
    ...[31, 32, 33].map((by) => next(numbers[0] ?? '', by)),
  ]),
  rental('the same number twice', 'yes', (numbers) => [...numbers, ...numbers]),
  rental('no numbers', 'yes', () => []),
  rental('a number that is none among them', 'perhaps', (numbers) => [...numbers, 'n/a']),
  rental('a number of twenty digits among them', 'perhaps', (numbers) => [...numbers, '12345678901234567890']),
  rental('an empty number among them', 'perhaps', (numbers) => [...numbers, '']),
  rental('masked numbers', 'perhaps', (numbers) => numbers.map((number) => `${number.slice(0, 3)}********`)),
  rental('numbers with blanks around them', 'perhaps', (numbers) => numbers.map((number) => ` ${number} `)),
  rental('numbers in wide digits', 'perhaps', (numbers) =>
    numbers.map((number) => number.replaceAll(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)))),
  ),
];
