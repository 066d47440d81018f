import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

export interface PhoneFacts {
  /** E.164 where the number is valid, else the spelling that was given. */
  readonly number: string;
  /** ISO 3166-1 alpha-2, upper case; null where the number is not certainly one country's. */
  readonly country: string | null;
  /** Without the plus; null where it is not certain. */
  readonly callingCode: string | null;
}

/**
 * What a number in international spelling says of itself; with a country, one without a plus is in the national spelling
 * of that country. A platform's own word on the calling code is deliberately no argument: Durian's document calls it
 * approximate.
 */
export function describePhone(spelled: string, country: string | null = null): PhoneFacts {
  const digits = onlyDigits(spelled);
  const isNational = country !== null && !spelled.normalize('NFKC').includes('+');
  const parsed = isNational
    ? parsePhoneNumberFromString(digits, { defaultCountry: country as 'CN' })
    : parsePhoneNumberFromString(`+${digits}`);
  if (parsed === undefined || !parsed.isValid()) return { number: spelled, country: null, callingCode: null };
  return { number: parsed.number, country: parsed.country ?? null, callingCode: parsed.countryCallingCode };
}

/** ASCII digits of a text; full-width digits are mapped, everything else is dropped. */
export function onlyDigits(text: string): string {
  let digits = '';
  for (const char of text.normalize('NFKC')) if (char >= '0' && char <= '9') digits += char;
  return digits;
}

/**
 * Whether what a person typed means this number: with or without plus, `00`, brackets, dashes and spaces, and in the
 * national spelling of the number's own country.
 */
export function isSameNumber(typed: string, number: string, country: string | null): boolean {
  const wanted = onlyDigits(number);
  const given = onlyDigits(typed);
  if (given === '' || wanted === '') return false;
  if (given === wanted || given === `00${wanted}`) return true;
  if (country === null || typed.normalize('NFKC').includes('+')) return false;
  const parsed = parsePhoneNumberFromString(given, { defaultCountry: country as 'CN' });
  return parsed !== undefined && onlyDigits(parsed.number) === wanted;
}

/** No number that a person types is shorter. */
const shortest = 5;

/**
 * In what the digits of every number end that `isSameNumber` takes for the typed one: a national spelling leaves out what
 * stands before them.
 */
export function endingsOf(typed: string): string[] {
  const digits = onlyDigits(typed);
  return [...new Set([digits, digits.replace(/^00/u, '')].map((one) => one.slice(-shortest)))];
}

/**
 * Whether a text is a phone number in some common spelling rather than a lease id: it has digits and no letters.
 * What a copied number often brings along unseen, marks of direction and the like, does not matter.
 */
export function looksLikeNumber(text: string): boolean {
  return /^[+()\d\s./\u2010-\u2015\p{Cf}-]+$/u.test(text.normalize('NFKC')) && onlyDigits(text).length >= shortest;
}

/**
 * The national spelling, in digits, and the E.164 form of a number that was typed with or without its calling code;
 * `national` is null where the digits are no valid number of that country.
 */
export function nationalPhone(
  digits: string,
  country: string,
): { readonly national: string | null; readonly number: string } {
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: country as 'CN' });
  const isHome = parsed?.isValid() === true && parsed.country === country;
  return isHome ? { national: parsed.nationalNumber, number: parsed.number } : { national: null, number: digits };
}

/** Calling codes without the plus, by ISO 3166-1 alpha-2. */
export function callingCodes(): Readonly<Record<string, string>> {
  return Object.fromEntries(getCountries().map((country) => [country, getCountryCallingCode(country)]));
}
