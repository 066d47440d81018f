import { plural } from './words.ts';

/** The dialogue of smsctl alone on a terminal. */
export const enWizard = {
  intro: 'Step by step to a number and its code. Esc goes back, Ctrl-C leaves.',
  introPlain: 'Step by step to a number and its code. At each question b goes back and q leaves.',
  inSandbox: 'This is the sandbox: the numbers are made up, and nothing is paid.',

  comma: ', ',
  needs: (expected: string): string => `It takes ${expected}.`,

  provider: 'Platform',
  simulated: 'Platform to simulate',
  ready: 'ready',
  notReady: 'not set up yet',
  sandbox: 'Sandbox',
  sandboxStatus: 'no account, no cost',
  sandboxAbout: 'Simulated platforms with made-up numbers, whose codes come after a few seconds.',
  canDo: (abilities: string): string => `Can do: ${abilities}.`,
  chooseCountry: 'let you choose the country',
  simulatedTitle: (title: string): string => `${title}, simulated`,
  setUp: (title: string): string => `${title} is not set up yet`,
  logIn: 'Log in now',
  useSandbox: 'Try it in the sandbox',

  held: (count: number): string => (count === 1 ? 'A number is still held' : 'Numbers are still held'),
  goOnWith: (number: string): string => `Go on with ${number}`,
  heldFor: (project: string, left: string | null): string =>
    `Project ${project}${left === null ? '' : `, ${left} left`}. It costs nothing more to wait.`,
  newNumber: 'Rent a new number',

  project: 'Project',
  projectId: 'Project id',
  projectHelp: 'The web console of the platform has the project ids.',
  projectHelpSandbox: 'Any number is a project here; 123 brings a code.',
  lastUsed: (time: string): string => `${time} ago`,
  neverUsed: 'not used yet',
  useProject: (id: string): string => `Use project ${id}`,

  country: 'Country',
  anyCountry: 'Any country',
  countryName: (name: string, code: string, callingCode: string): string =>
    `${name} (${code}${callingCode === '' ? '' : `, +${callingCode}`})`,
  available: (count: number): string => plural(count, 'number', 'numbers'),
  noneNow: 'none now',
  readingStock: 'Asking which countries have numbers …',
  noStock: (why: string): string => `Goes on without the stock: ${why}`,

  count: 'How many numbers',
  codes: 'Codes for each number',
  oneCode: 'One',
  oneCodeAbout: 'With its first code the number is done.',
  severalCodes: 'Several',
  severalCodesAbout: 'The number is kept until you give it back or its time is over.',

  readingBalance: 'Reading the balance …',
  facts: {
    provider: 'Platform',
    project: 'Project',
    country: 'Country',
    numbers: 'Numbers',
    held: 'Held now',
    today: 'In 24 hours',
    floor: 'Least balance',
  },
  ofLimit: (used: number, limit: number): string => `${used} of ${limit}, your own limit`,
  noBalance: (why: string): string => `not known: ${why}`,
  willRent: (count: number, title: string, project: string): string =>
    `Rents ${plural(count, 'number', 'numbers')} at ${title} for project ${project}.`,
  costs: {
    numbers: 'Numbers are paid when they are rented.',
    messages: 'Messages that come are what is paid for.',
    sandbox: 'It costs made-up money only.',
  },
  willWait: (time: string): string => `Then waits for the code, for ${time} at most.`,
  onTimeout: {
    blacklist: 'A number that gets none is blacklisted.',
    keep: 'A number that gets none stays yours until its time is over.',
  },
  overLimit: 'This is more than your own limit allows: nothing would be rented.',
  rentNow: (count: number): string => (count === 1 ? 'Rent it now?' : `Rent all ${count} now?`),

  copy: (count: number): string => (count === 1 ? 'Copy the number?' : 'Copy the numbers?'),
  copied: 'Sent to the clipboard of your terminal. Not every terminal takes it.',
  waiting: 'Ctrl-C stops the wait, and gives nothing back.',

  next: 'What next',
  actions: {
    wait: 'Go on waiting',
    another: 'Wait for another code of the same number',
    again: 'Another number, same wish',
    retry: 'Keep asking for 5 minutes',
    change: 'Another number, other wish',
    release: (count: number): string => `Release ${count === 1 ? 'the number' : 'the numbers'}`,
    blacklist: (count: number): string => `Blacklist ${count === 1 ? 'the number' : 'the numbers'}`,
    done: 'Done',
  },

  nothingHeld: 'No number is held.',
  heldNumbers: (numbers: string, left: string | null): string =>
    `Still held: ${numbers}${left === null ? '' : `, for ${left}`}.`,
  goOn: (command: string): string => `Go on with: ${command}`,
  unknown: (command: string): string => `A number may have been rented. This settles it: ${command}`,
  sameAs: 'The same without questions:',
};
