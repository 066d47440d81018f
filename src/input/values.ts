import { countryMeant } from '../core/countries.ts';
import { parseDuration } from '../core/duration.ts';
import { SmsctlError } from '../core/errors.ts';
import { nearestTo } from '../core/nearest.ts';
import type { Clock } from '../core/ports.ts';
import { projectPattern } from '../flows/aliases.ts';
import type { Messages } from '../messages/index.ts';
import type { Input } from './spec.ts';

/** Checked values out of what was typed. Every refusal is `usage.invalidValue` and names the option. */

export function textOf(input: Input, name: string): string | null {
  const value = input.options[name];
  return typeof value === 'string' ? value : null;
}

export function isSet(input: Input, name: string): boolean {
  return input.options[name] === true;
}

/** `retryFor` → `--retry-for`. */
function optionName(name: string): string {
  return `--${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `suggestion` is the value that was probably meant. */
export function invalid(
  option: string,
  value: string,
  expected: string,
  suggestion: string | null = null,
): SmsctlError {
  const meant = suggestion === null ? {} : { suggestion };
  return new SmsctlError('usage.invalidValue', { params: { option, value, expected, ...meant } });
}

export function durationOf(input: Input, name: string, texts: Messages): number | null {
  const value = textOf(input, name);
  if (value === null) return null;
  const milliseconds = parseDuration(value);
  if (milliseconds === null) throw invalid(optionName(name), value, texts.expected.duration);
  return milliseconds;
}

/** Milliseconds since the epoch, of so long ago or of a time. */
export function momentOf(
  input: Input,
  name: string,
  { clock, texts }: { clock: Clock; texts: Messages },
): number | null {
  const value = textOf(input, name);
  if (value === null) return null;
  const duration = parseDuration(value);
  const moment = duration === null && rfc3339.test(value) ? Date.parse(value) : clock.now() - (duration ?? Number.NaN);
  if (Number.isNaN(moment)) throw invalid(optionName(name), value, texts.expected.moment);
  return moment;
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/iu;

/** As `durationOf`, but not nothing. */
export function pauseOf(input: Input, name: string, texts: Messages): number | null {
  const milliseconds = durationOf(input, name, texts);
  if (milliseconds !== null && milliseconds < 100) {
    throw invalid(optionName(name), textOf(input, name) ?? '', texts.expected.duration);
  }
  return milliseconds;
}

export function wholeOf(input: Input, name: string, range: { least: number; most: number; expected: string }) {
  const value = textOf(input, name);
  if (value === null) return null;
  const number = /^\d{1,9}$/u.test(value) ? Number(value) : Number.NaN;
  if (!(number >= range.least && number <= range.most)) throw invalid(optionName(name), value, range.expected);
  return number;
}

export function choiceOf<T extends string>(
  input: Input,
  name: string,
  choices: readonly T[],
  texts: Messages,
): T | null {
  const value = textOf(input, name);
  return value === null ? null : choiceIn(choices, { value, label: optionName(name) }, texts);
}

/** One of the words that may stand there, in any case of its letters. */
export function choiceIn<T extends string>(
  choices: readonly T[],
  { value, label }: { readonly value: string; readonly label: string },
  texts: Messages,
): T {
  const choice = choices.find((one) => one.toLowerCase() === value.toLowerCase());
  if (choice !== undefined) return choice;
  throw invalid(label, value, texts.expected.choice(choices.join(', ')), nearestTo(value, choices));
}

/** A project id is a text: `0257` keeps its zero. */
export function projectOf(input: Input, texts: Messages): string | null {
  const project = textOf(input, 'project');
  const pid = textOf(input, 'pid') ?? project;
  if (pid === null) return null;
  if (project !== null && project !== pid) {
    throw new SmsctlError('usage.conflict', { params: { option: '--pid', other: '--project' } });
  }
  return checkedProject('--pid', pid, texts);
}

/** A project id of another option than --pid. */
export function projectOption(input: Input, name: string, texts: Messages): string | null {
  const project = textOf(input, name);
  return project === null ? null : checkedProject(optionName(name), project, texts);
}

function checkedProject(option: string, project: string, texts: Messages): string {
  if (!projectPattern.test(project)) throw invalid(option, project, texts.expected.project);
  return project;
}

export function neededProject(input: Input, texts: Messages): string {
  const project = projectOf(input, texts);
  if (project === null) throw new SmsctlError('usage.missingOption', { params: { option: '--pid' } });
  return project;
}

/** What was typed for an option that may be repeated. */
export function listOf({ options }: Input, name: string): readonly string[] {
  const typed = options[name];
  return Array.isArray(typed) ? typed : [];
}

/** ISO 3166-1 alpha-2, upper case. The one common mistake is named; what else is unknown is the platform's to say. */
export function countryOf(input: Input, texts: Messages): string | null {
  const value = textOf(input, 'country');
  if (value === null) return null;
  const country = value.trim().toUpperCase();
  if (country === 'UK') throw invalid('--country', value, texts.expected.countryUk);
  if (/^[A-Z]{2}$/u.test(country)) return country;
  const meant = countryMeant(value);
  const suggestion = meant === null ? null : `${meant.code.toLowerCase()} (${meant.name})`;
  throw invalid('--country', value, texts.expected.country, suggestion);
}

export function patternOf(input: Input, name: string, texts: Messages): RegExp | null {
  const value = textOf(input, name);
  if (value === null) return null;
  try {
    return new RegExp(value, 'u');
  } catch {
    throw invalid(optionName(name), value, texts.expected.regex); // the engine's own words are English only
  }
}
