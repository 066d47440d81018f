/** What a value was to be. */
export const enExpected = {
  field: 'NAME=VALUE',
  alias: 'a name that begins with a letter: letters, digits, - and _, 32 at most',
  aliasIds: 'PROVIDER=ID, several of them apart by spaces',
  count: (most: number): string => `a whole number from 1 to ${most}`,
  duration: 'a duration such as 90s, 5m or 1h30m; a bare number is seconds',
  country: 'a two-letter ISO 3166 country code such as bo',
  countryUk: 'gb, the ISO 3166 code of the United Kingdom',
  prefix: '1 to 6 digits, country calling code included',
  project: 'a project id: letters, digits, - and _',
  regex: 'a regular expression',
  choice: (choices: string): string => `one of: ${choices}`,
  port: 'a port from 0 to 65535',
  profile: 'a name of letters, digits, - and _',
  value: 'one line of text',
  requestId: 'a text of 1 to 200 characters',
  file: 'a file that can be read',
};
