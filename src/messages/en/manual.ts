/** Headings of the manual page. */
export const enManual = {
  name: 'NAME',
  synopsis: 'SYNOPSIS',
  description: 'DESCRIPTION',
  examples: 'EXAMPLES',
  commands: 'COMMANDS',
  options: 'OPTIONS',
  exitStatus: 'EXIT STATUS',
  environment: 'ENVIRONMENT',
  money: 'MONEY',
  seeAlso: 'SEE ALSO',
  title: 'rent phone numbers for SMS verification, wait for the code, give the number back',
  more: 'smsctl help COMMAND shows the same and what a command prints; smsctl help TOPIC, smsctl help sandbox and smsctl help json what is not here.',
};
