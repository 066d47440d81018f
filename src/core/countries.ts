import { nearestTo } from './nearest.ts';

/** Codes that Unicode names and ISO 3166-1 does not: unions, test locales, "unknown". */
const noCountries = new Set(['EU', 'EZ', 'QO', 'UN', 'UK', 'XA', 'XB', 'ZZ']);

export interface Country {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly code: string;
  readonly name: string;
}

/** Every country, in the order of the codes, with its name in a language. */
export function countriesIn(locale: string): Country[] {
  const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.flatMap((code) => {
    const name = noCountries.has(code) ? undefined : names.of(code);
    return name === undefined ? [] : [{ code, name }];
  });
}

/** The country whose name, in English or Chinese, was typed where its code belongs; null where none comes near. */
export function countryMeant(typed: string): Country | null {
  for (const locale of ['en', 'zh-CN']) {
    const known = countriesIn(locale);
    const name = nearestTo(
      typed,
      known.map((one) => one.name),
    );
    const found = known.find((one) => one.name === name);
    if (found !== undefined) return found;
  }
  return null;
}
