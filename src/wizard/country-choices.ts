import { countriesIn } from '../core/countries.ts';
import type { CountryStock } from '../core/model.ts';
import { callingCodes, onlyDigits } from '../core/phone.ts';

export interface CountryChoice {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly code: string;
  /** In the user's language. */
  readonly name: string;
  /** In every language we have texts in, as they are searched for. */
  readonly names: readonly string[];
  /** Without the plus; empty where there is none. */
  readonly callingCode: string;
  /** Null where the platform does not tell. */
  readonly available: number | null;
}

/** Every country that has a calling code: those with numbers first, most first, then by name. */
export function countryChoices(locale: string, stock: readonly CountryStock[] | null): CountryChoice[] {
  const dialled = callingCodes();
  const names = ['en', 'zh-CN'].map((one) => new Map(countriesIn(one).map(({ code, name }) => [code, name])));
  const counted = new Map(stock?.map(({ country, available }) => [country.toUpperCase(), available]));
  const order = new Intl.Collator(locale);
  return countriesIn(locale)
    .map(({ code, name }) => ({
      code,
      name,
      names: names.flatMap((all) => searched(all.get(code) ?? '')),
      callingCode: dialled[code] ?? '',
      available: stock === null ? null : (counted.get(code) ?? 0),
    }))
    .filter(({ callingCode, available }) => callingCode !== '' || (available ?? 0) > 0)
    .sort((a, b) => (b.available ?? 0) - (a.available ?? 0) || order.compare(a.name, b.name));
}

/** By code, calling code (`+66`, `0066`, `66`) or any part of a name; the nearest first. */
export function findCountries(all: readonly CountryChoice[], typed: string): CountryChoice[] {
  const text = searched(typed);
  const digits = onlyDigits(typed).replace(/^00/u, '');
  if (text === '') return [...all];
  return all
    .map((country) => ({ country, rank: rankOf(country, text, digits) }))
    .filter(({ rank }) => rank < none)
    .sort((a, b) => a.rank - b.rank)
    .map(({ country }) => country);
}

const none = 4;

function rankOf({ code, names, callingCode }: CountryChoice, text: string, digits: string): number {
  if (digits !== '') return callingCode === digits ? 0 : callingCode.startsWith(digits) ? 1 : none;
  if (code.toLowerCase() === text) return 0;
  if (names.some((name) => name.startsWith(text))) return 1;
  if (names.some((name) => name.split(/[\s-]/u).some((word) => word.startsWith(text)))) return 2;
  return names.some((name) => name.includes(text)) ? 3 : none;
}

/** Without accents and case, so that `cote` finds Côte d’Ivoire. */
function searched(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('’', "'")
    .trim()
    .toLowerCase();
}
