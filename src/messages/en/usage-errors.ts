import type { ErrorTexts, Fill } from '../error-texts.ts';
import type { enAccountErrors } from './account-errors.ts';
import { enStates } from './words.ts';

/** What a person typed wrong. */
export const enUsageErrors: Pick<
  ErrorTexts,
  Exclude<Extract<keyof ErrorTexts, `usage.${string}`>, keyof typeof enAccountErrors>
> = {
  'usage.missingCommand': () => ({ message: 'A command is needed.', hint: 'smsctl --help lists the commands.' }),
  'usage.unknownCommand': (fill) => ({
    message: `There is no command "${fill('name')}".`,
    hint: didYouMean(fill) ?? `${fill('command') || 'smsctl'} --help lists the commands.`,
  }),
  'usage.unknownOption': (fill) => ({
    message: `There is no option ${fill('option')} here.`,
    hint: didYouMean(fill) ?? `${fill('command')} --help lists the options.`,
  }),
  'usage.missingArgument': (fill) => ({
    message: `The argument ${fill('argument')} is missing.`,
    hint: `${fill('command')} --help shows how the command is written.`,
  }),
  'usage.missingOption': (fill) => ({
    message: `The option ${fill('option')} is needed.`,
    hint: fill('option') === '--provider' ? whichProvider(fill) : `${fill('command')} --help lists the options.`,
  }),
  'usage.optionValueMissing': (fill) => ({
    message: `The option ${fill('option')} needs a value.`,
    hint: `${fill('command')} --help lists the options.`,
  }),
  'usage.invalidValue': (fill) => ({
    message: `${fill('option')} cannot be "${fill('value')}": it takes ${fill('expected')}.`,
    hint: didYouMean(fill),
  }),
  'usage.excessArguments': (fill) => ({
    message: `There are more arguments than the command takes: ${fill('argument')}.`,
    hint: `${fill('command')} --help shows how the command is written.`,
  }),
  'usage.conflict': (fill) => ({
    message: `${fill('option')} and ${fill('other')} cannot be used together.`,
    hint: null,
  }),
  'usage.ambiguousNumber': (fill) => ({
    message: `${fill('count')} open numbers fit. Which one is meant?`,
    hint: `Name a number or a lease id, or narrow it down with --pid.${takesAll(fill) ? ' --all takes them all.' : ''}`,
  }),
  'usage.noSuchLease': (fill) => ({
    message: `"${fill('name')}" is neither a number nor a lease id in the ledger.`,
    hint: 'smsctl numbers --all lists the ledger. For a number rented elsewhere, give its project with --pid.',
  }),
  'usage.leaseWithoutNumber': (fill) => ({
    message: `The lease ${fill('name')} has no number: ${enStates[fill('state')] ?? fill('state')}.`,
    hint: 'smsctl reconcile settles what can be settled.',
  }),
  'usage.noOpenLease': (fill) => ({
    message: 'No number is held that fits.',
    hint: didYouMean(fill) ?? 'smsctl numbers shows the ledger; smsctl get-number rents a number.',
  }),
  'usage.requestIdReused': (fill) => ({
    message: `The request id "${fill('requestId')}" was used before for a different request.`,
    hint: 'Use a new id for a new purchase; the same id always stands for the same request.',
  }),
  'usage.requestIdHeld': (fill) => ({
    message: `The numbers of the request id "${fill('requestId')}" are held by another process that is still running.`,
    hint: 'Use an id of its own for each process, or try again when the other one has ended.',
  }),
  'usage.unknownSetting': (fill) => ({
    message: `There is no setting "${fill('key')}".`,
    hint: didYouMean(fill) ?? 'smsctl config list shows the settings.',
  }),
  'usage.secretInArguments': (fill) => ({
    message: `${fill('key')} is a secret: it must not stand on the command line, where other processes can read it.`,
    hint: `Leave the value out to be asked for it, or pipe it in: … | ${fill('pipe') === '' ? `smsctl config set ${fill('key')} -` : fill('pipe')}`,
  }),
  'usage.waitedTwice': (fill) => ({
    message: `A code of ${fill('number')} is being waited for already.`,
    hint: 'Await the first wait before the next, or rent a number for each.',
  }),
  'usage.providerClosed': () => ({
    message: 'The provider has been closed: nothing more is done with it and its numbers.',
    hint: 'Close it after the last use, or open another.',
  }),
  'usage.unknownProvider': (fill) => ({
    message: `There is no provider "${fill('name')}".`,
    hint: didYouMean(fill) ?? `Known: ${fill('known')}.`,
  }),
};

/** Blacklisting everything at a stroke is not offered. */
function takesAll(fill: Fill): boolean {
  return !/(?:blacklist|send-sms)$/u.test(fill('command'));
}

function didYouMean(fill: Fill): string | null {
  return fill('suggestion') === '' ? null : `Did you mean ${fill('suggestion')}?`;
}

function whichProvider(fill: Fill): string {
  if (fill('ready') !== '') return `Add one of: ${fill('ready')}. For good: smsctl config set provider ID`;
  return `No account is set up yet: smsctl login begins. To try without one, add --sandbox. Providers: ${fill('known')}.`;
}
