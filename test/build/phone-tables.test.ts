import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/metadata.max.json';
import { withoutFormats } from '../../scripts/build/phone-tables.ts';

type Tables = Parameters<typeof parsePhoneNumberFromString>[2];

/** What this program asks of a number. */
function factsOf(text: string, country: string | null, tables: Tables): unknown {
  const parsed =
    country === null
      ? parsePhoneNumberFromString(text, tables)
      : parsePhoneNumberFromString(text, { defaultCountry: country as 'CN' }, tables);
  return parsed && [parsed.number, parsed.country, parsed.countryCallingCode, parsed.nationalNumber, parsed.isValid()];
}

test('a number is the same without the patterns by which numbers are written in groups, right, wrong or too long', () => {
  const full = metadata as unknown as Tables;
  const slim = withoutFormats(metadata as unknown as Parameters<typeof withoutFormats>[0]) as unknown as Tables;
  let valid = 0;
  for (const [country, example] of Object.entries(examples)) {
    const wrong = [...example].map(
      (_, index) => example.slice(0, index) + ((Number(example[index]) + 1) % 10) + example.slice(index + 1),
    );
    for (const digits of [example, `${example}1`, example.slice(1), `0${example}`, ...wrong]) {
      for (const [text, home] of [
        [digits, country],
        [`+${metadata.countries[country as 'CN']?.[0]}${digits}`, null],
      ] as const) {
        const facts = factsOf(text, home, full);
        if (Array.isArray(facts) && facts.at(-1)) valid += 1;
        assert.deepEqual(factsOf(text, home, slim), facts, text);
      }
    }
  }
  assert.ok(valid > 2000);
  assert.ok(JSON.stringify(slim).length < JSON.stringify(full).length * 0.7);
});
