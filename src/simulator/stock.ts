import { mainlandTemplates } from './mainland.ts';
import { fillDigits, type RandomState, seedOf } from './random.ts';

/**
 * Mobile numbers a country's plan allows, without the plus; `#` is any digit. Where a range is set aside for films and
 * examples and counts as valid (United States, Germany), it is the one used.
 */
const templates: Readonly<Record<string, readonly string[]>> = {
  th: ['668########', '669########', '6661#######'],
  id: ['62812########', '62857########', '62813########'],
  in: ['9198########', '9194########', '917838######'],
  bo: ['591738#####', '591721#####', '591698#####'],
  gb: ['447400######', '447580######'],
  us: ['120255501##', '121255501##', '131255501##', '141555501##'],
  vn: ['84903######', '84912######', '84868######'],
  ph: ['63917#######', '63918#######', '63905#######'],
  br: ['551198#######', '552199#######', '553199#######'],
  mx: ['52551#######', '52331#######', '52811#######'],
  de: ['4917139200##'],
  fr: ['33612######', '33750######'],
  ru: ['7916#######', '7903#######', '7926#######'],
  my: ['60122######', '60162######', '60192######'],
  cn: mainlandTemplates,
  ng: ['234803#######', '234805#######', '234816#######'],
  za: ['27824######', '27834######', '27724######'],
  co: ['57300#######', '57310#######'],
  es: ['34612######', '34655######'],
  ua: ['38067#######', '38050#######'],
};

/** The countries whose numbers can be made up, by lower-case ISO 3166-1 alpha-2 code. */
export const stockCountries: readonly string[] = Object.keys(templates);

/** As many different numbers of one country as can be had: the German range holds only a hundred. */
export const mostOfACountry = 50;

/** More of mainland China, whose platforms have no other numbers. */
export function mostOf(country: string): number {
  return country === 'cn' ? 1000 : mostOfACountry;
}

/** Made-up E.164 numbers: always the same ones for the same seed, and the first n of a longer list. */
export function makeNumbers(country: string, count: number, seed: number): string[] {
  const list = templates[country] ?? [];
  const random: RandomState = { random: seedOf(seed, country) };
  const numbers = new Set<string>();
  for (let turn = 0; list.length > 0 && numbers.size < Math.min(count, mostOf(country)); turn += 1) {
    numbers.add(`+${fillDigits(random, list[turn % list.length] ?? '')}`);
  }
  return [...numbers];
}

/** What a platform has at first: as many of each country as it wants, or more of some and fewer of others. */
export function makeStock(seed: number, wish?: Readonly<Record<string, number>>): Record<string, string[]> {
  const stock: Record<string, string[]> = {};
  if (wish !== undefined) {
    for (const [country, count] of Object.entries(wish)) stock[country] = makeNumbers(country, count, seed);
    return stock;
  }
  stockCountries.forEach((country, index) => {
    stock[country] = makeNumbers(country, Math.max(mostOfACountry - 2 * index, 10), seed);
  });
  return stock;
}

const twoDigitCodes = /^\+(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** The ITU-T E.164 country calling code of a number, by length alone: 1 and 7, the list of two digits, else three. */
export function callingCodeOf(number: string): string {
  if (/^\+[17]/.test(number)) return number.slice(1, 2);
  return twoDigitCodes.test(number) ? number.slice(1, 3) : number.slice(1, 4);
}
