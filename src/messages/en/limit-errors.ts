import type { ErrorTexts, Fill } from '../error-texts.ts';
import { enDuration } from './words.ts';

/** The user's own limits: which one, where it is set, what fills it, and what would make room. */
export const enLimitErrors: Pick<ErrorTexts, Extract<keyof ErrorTexts, `limit.${string}`>> = {
  'limit.maxHeld': (fill) => ({
    message: `Your own limit maxHeld is ${fill('limit')}${place(fill)}: ${fill('used')} open, ${fill('asked')} asked for.`,
    hint: anyOf([fewer(fill), free(fill), wait(fill), change('raise', fill)]),
  }),
  'limit.maxPerDay': (fill) => ({
    message: `Your own limit maxPerDay is ${fill('limit')}${place(fill)}: ${fill('used')} rented in the last 24 hours, ${fill('asked')} asked for.`,
    hint: anyOf([fewer(fill), wait(fill), change('raise', fill)]),
  }),
  'limit.minBalance': (fill) => ({
    message: `Your own limit minBalance is ${fill('limit')}${place(fill)}: the balance is ${fill('balance')}, ${fill('asked')} asked for${others(fill)}.`,
    hint: anyOf([fewer(fill), again(fill), 'top up in the platform’s web panel', change('lower', fill)]),
  }),
};

function place(fill: Fill): string {
  if (fill('source') === 'environment') return ` (from ${fill('origin')})`;
  if (fill('source') === 'default') return ' (the default)';
  return fill('key') === '' ? '' : ` (set as ${fill('key')})`;
}

const fewer = (fill: Fill) =>
  fill('room') === '' ? '' : `ask for no more than ${fill('room')} (--count ${fill('room')})`;

function free(fill: Fill): string {
  if (fill('free') === '') return '';
  const codes = fill('need') === '1' ? 'its code' : 'their codes';
  const wait = fill('waitCode') === '' ? '' : `, wait for ${codes} (${fill('waitCode')})`;
  return `free ${fill('need')} of them (${fill('free')})${wait}`;
}

const wait = (fill: Fill) => (fill('roomIn') === '' ? '' : `wait ${enDuration(Number(fill('roomIn')))}`);

const again = (fill: Fill) => (fill('isOthers') === '' ? '' : 'try again when the other purchases are through');

const others = (fill: Fill) =>
  ['', '0'].includes(fill('used')) ? '' : ` and ${fill('used')} by purchases that are still under way`;

const change = (how: 'raise' | 'lower', fill: Fill) =>
  fill('change') === '' ? '' : `${how} the limit: ${fill('change')}`;

/** What may be done, as one sentence; the command that stands last has no full stop behind it. */
function anyOf(ways: readonly string[]): string | null {
  const all = ways.filter((way) => way !== '');
  const last = all.pop();
  if (last === undefined) return null;
  const sentence = all.length === 0 ? last : `${all.join(', ')}, or ${last}`;
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}
