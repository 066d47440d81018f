import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/metadata.max.json';
import { asked, fileName, type Metadata, packed } from '../../scripts/build/phone-tables.ts';
import { temporaryFolder } from '../helpers/run-cli.ts';

type Tables = Parameters<typeof parsePhoneNumberFromString>[2];

/** What this program asks of a number. */
function factsOf(text: string, country: string | null, tables: Tables): unknown {
  const parsed =
    country === null
      ? parsePhoneNumberFromString(text, tables)
      : parsePhoneNumberFromString(text, { defaultCountry: country as 'CN' }, tables);
  return parsed && [parsed.number, parsed.country, parsed.countryCallingCode, parsed.nationalNumber, parsed.isValid()];
}

const full = metadata as unknown as Metadata;
const short = asked(full);

test('a number is the same by the tables of the bundle, right, wrong or too long', () => {
  const tables = full as unknown as Tables;
  const slim = short as unknown as Tables;
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
        const facts = factsOf(text, home, tables);
        if (Array.isArray(facts) && facts.at(-1)) valid += 1;
        assert.deepEqual(factsOf(text, home, slim), facts, text);
      }
    }
  }
  assert.ok(valid > 2000);
  assert.ok(JSON.stringify(slim).length < JSON.stringify(full).length * 0.7);
});

test('the tables are the same when they are unpacked, but for what is in no column', async () => {
  using folder = temporaryFolder();
  const { code, bytes } = packed(short);
  writeFileSync(join(folder.path, fileName), bytes);
  const module = join(folder.path, 'tables.mjs');
  writeFileSync(module, code);
  const { default: unpacked } = (await import(pathToFileURL(module).href)) as { default: Metadata };
  const slim = short;
  assert.deepEqual(
    { version: unpacked.version, codes: unpacked.country_calling_codes },
    { version: slim.version, codes: slim.country_calling_codes },
  );
  for (const group of ['countries', 'nonGeographic'] as const) {
    assert.deepEqual(Object.keys(unpacked[group]), Object.keys(slim[group]));
    for (const [name, plan] of Object.entries(unpacked[group]))
      assert.deepEqual(
        plan,
        plan.map((_, index) => slim[group][name]?.[index] ?? 0),
        name,
      );
  }
});

test('a country all of whose types have no pattern of their own has none still', () => {
  const plan = ['1', '00', '\\d+', [5], [], 0, 0, 0, 0, 0, 0, [0, ['']], 0, ' x'];
  const [one] = Object.values(asked({ ...full, countries: { ZZ: plan } }).countries);
  assert.deepEqual(one, ['1', '00', '\\d+', [5], 0, 0, 0, 0, 0, 0, 0, [0], 0, 0]);
});
