import type { ErrorTexts, Fill } from '../error-texts.ts';
import { enAbilities } from './abilities.ts';
import { enAccountErrors } from './account-errors.ts';
import { enLimitErrors } from './limit-errors.ts';
import { enUsageErrors } from './usage-errors.ts';
import {
  enAfter,
  enStates,
  lostReasons,
  reachReasons,
  settingReasons,
  shapeReasons,
  storageReasons,
  unsupportedHints,
} from './words.ts';

export const enErrors: ErrorTexts = {
  unexpected: (fill) => ({
    message: `Something went wrong that should not have${fill('kind') === '' ? '' : ` (${fill('kind')})`}.`,
    hint: 'Please report it with the command you ran and its --verbose output; keys are masked in it.',
  }),

  ...enUsageErrors,
  ...enAccountErrors,

  'settings.unreadable': (fill) => ({
    message: `The settings file cannot be used (${storageReasons[fill('reason')] ?? fill('reason')}): ${fill('path')}. It was left as it is.`,
    hint: 'Mend the file, move it away, or choose another folder with SMSCTL_HOME.',
  }),
  'settings.invalid': (fill) => ({
    message: `The setting ${fill('name')} is not usable${fill('value') === '' ? '' : ` as "${fill('value')}"`}: ${settingReasons[fill('reason')] ?? fill('reason')}.`,
    hint: 'smsctl config list shows where each value comes from.',
  }),
  'limits.missing': (fill) => ({
    message: 'In CI nothing is rented before a limit of yours is set.',
    hint: `Set ${fill('perDay')} or ${fill('held')} in the job, or use --sandbox.`,
  }),
  'credentials.missing': (fill) => ({
    message: `${fill('title')} needs ${fill('missing')}.`,
    hint: `smsctl login ${fill('provider')} asks for it. Or set ${fill('variables')}, or store it with: ${fill('commands')}. To try without an account: --sandbox.`,
  }),
  'provider.unconfigured': (fill) => ({
    message: `${fill('title')} has no base URL that could be trusted; it must be configured.`,
    hint: `smsctl config set ${fill('key')} URL, or set ${fill('variable')}.`,
  }),

  'credentials.rejected': () => ({
    message: 'The platform does not accept these credentials.',
    hint: 'smsctl login asks for them again; smsctl config list shows where each one comes from. Compare them with the platform’s web panel.',
  }),
  'account.suspended': () => ({
    message: 'The platform has suspended this account.',
    hint: 'Only the platform’s support can say why.',
  }),

  'numbers.none': () => ({
    message: 'There are no numbers for this request at the moment.',
    hint: 'Ask on with --retry-for 5m, or try another country or prefix where the platform lets you choose.',
  }),

  'balance.insufficient': () => ({
    message: 'The balance does not cover this.',
    hint: 'smsctl balance shows it. Top up in the platform’s web panel.',
  }),
  ...enLimitErrors,

  'code.timeout': (fill) => ({
    message: [`No code came for ${fill('number')} in time.`, enAfter[fill('after')]].join(' ').trim(),
    hint: fill('after') === 'kept' ? 'smsctl wait-code goes on waiting.' : 'smsctl get-number rents another number.',
  }),
  'code.stale': (fill) => ({
    message: `The code of ${fill('number')} came earlier, and the number is good for one: it is used up.`,
    hint: 'Rent another number, or one for several messages (multi).',
  }),
  'code.unrecognized': (fill) => ({
    message: `A message came for ${fill('number')}, but no code was found in it.`,
    hint: 'smsctl numbers --json shows its text; --match takes a pattern for the code.',
  }),
  'code.pending': (fill) => ({
    message: `No code yet for ${fill('number')}.`,
    hint: 'Look again a little later, or wait for it without --once.',
  }),

  'outcome.unknown': (fill) => ({
    message: `The request to rent was sent, but its answer was lost${fill('reason') === '' ? '' : ` (${lostReasons[fill('reason')] ?? lostReasons['provider.protocol']})`}.`,
    hint: `It will not be sent again. The platform frees an unused number by itself ${fill('minutes') === '' ? 'after a while' : `after about ${fill('minutes')} min`}; smsctl reconcile settles it in the ledger${fill('command').endsWith('reconcile') ? ' then' : ''}.`,
  }),

  'send.unknown': (fill) => ({
    message: `The message from ${fill('number')} was handed over, but the answer was lost: it may have been sent.`,
    hint: `It will not be sent again. Ask what became of it: smsctl send-sms ${fill('number')} --check`,
  }),

  'provider.unreachable': (fill) => ({
    message: `No usable answer came from the platform (${reachReasons[fill('reason')] ?? fill('reason')}).`,
    hint: 'Check the network, the proxy and the base URL (smsctl config list), then try again.',
  }),
  'provider.protocol': (fill) => ({
    message: `The platform’s answer fits none of its documented shapes (${shapeReasons[fill('reason')] ?? fill('reason')}).`,
    hint: 'Something else may be answering at the base URL (smsctl config list). --verbose shows the requests.',
  }),
  'provider.refused': (fill) => ({
    message: 'The platform refused the operation.',
    hint:
      fill('meaning') === 'anyParameter'
        ? 'It says the same of a wrong user id or password, a wrong project and any other wrong parameter: check all three.'
        : null,
  }),
  'provider.unsupported': (fill) => ({
    message: `${fill('title')} cannot ${enAbilities[fill('what')] ?? `do this (${fill('what')})`}.`,
    hint: unsupportedHints[fill('what')] ?? 'smsctl providers shows what each platform can do.',
  }),
  'project.unknown': (fill) => ({
    message: 'The platform does not know this project.',
    hint:
      fill('suggestion') === ''
        ? 'Project ids are listed in the platform’s web panel; they keep their leading zeros.'
        : `Did you mean the alias ${fill('suggestion')}? smsctl config list shows your aliases.`,
  }),
  'country.unknown': () => ({
    message: 'The platform does not know this country.',
    hint: 'smsctl countries lists those that have numbers.',
  }),
  'number.unknown': () => ({
    message: 'The platform does not accept this number.',
    hint: 'smsctl numbers lists the numbers that are held.',
  }),
  'number.gone': (fill) => ({
    message: `The platform no longer holds ${fill('number')} for you.`,
    hint: 'smsctl get-number rents another number.',
  }),
  'parameter.refused': () => ({
    message: 'The platform refused a parameter of the request.',
    hint: '--dry-run shows the request; compare it with the project’s rules in the web panel.',
  }),
  'key.required': () => ({
    message: 'This project needs a secret key.',
    hint: 'The platform’s support gives it out; pass it with --secret-key, or store it as the setting secretKey.',
  }),
  'key.rejected': () => ({
    message: 'The platform does not accept the project’s key (vip or secret key).',
    hint: 'Check --vip and --secret-key.',
  }),
  'lease.closed': (fill) => ({
    message: [
      `${fill('number')} is no longer held: ${enStates[fill('state')] ?? fill('state')}.`,
      fill('lateCode') === '' ? '' : `A code came after it was given up: ${fill('lateCode')}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
    hint: 'smsctl numbers --all shows what became of it.',
  }),

  'ledger.unusable': (fill) => ({
    message: [
      `The ledger cannot be used (${storageReasons[fill('reason')] ?? fill('reason')}): ${fill('path')}.`,
      fill('numbers') === '' ? '' : `Rented, but not written down: ${fill('numbers')}.`,
    ]
      .join(' ')
      .trim(),
    hint: `${fill('reason') === 'corrupt' ? 'Move the file away, or' : 'Set its place right (owner, permissions, room), or'} choose another folder with SMSCTL_HOME. Never delete a ledger: it knows the numbers that are still held.`,
  }),

  'input.required': (fill) => ({
    message: `${fill('what')} is needed, and nobody may be asked: there is no terminal, or --no-input was given.`,
    hint: fill('hint') === '' ? null : fill('hint'),
  }),

  'terminal.required': (fill) => ({
    message: `${fill('what')} draws on a terminal, and stdout is none.`,
    hint: `Without one: ${fill('hint')}`,
  }),

  'plaintext.unconfirmed': (fill) => ({
    message: `${fill('title')} at ${fill('host')} is reached by plain HTTP: whoever is on the way can read your keys and codes.`,
    hint: `If you accept that, say so once: smsctl config set ${fill('key')} yes`,
  }),

  'rate.limited': () => ({
    message: 'The platform says: too many requests.',
    hint: 'All smsctl processes of this account slow down now. Try again in a few seconds.',
  }),
  'quota.exceeded': () => ({
    message: 'A quota of the account at the platform is used up.',
    hint: 'Release numbers you hold, wait, or ask the platform for a higher quota.',
  }),

  'output.failed': (fill) => ({
    message: `The result could not be written${fill('reason') === '' ? '' : ` (${fill('reason')})`}.`,
    hint: 'Nothing is lost: smsctl numbers shows it again.',
  }),
  'command.notExecutable': (fill) => ({
    message: `${fill('name')} cannot be run${fill('reason') === '' ? '' : ` (${fill('reason')})`}.`,
    hint: 'A script needs a first line with its interpreter, and leave to be run: chmod +x.',
  }),
  'command.notFound': (fill) => ({
    message: `There is no program ${fill('name')}.`,
    hint: 'It is started without a shell: smsctl run … -- sh -c "…" for what only a shell understands.',
  }),
  interrupted: (fill) => ({ message: 'Interrupted.', hint: resume(fill) }),
  terminated: (fill) => ({ message: 'Terminated.', hint: resume(fill) }),
};

function resume(fill: Fill): string | null {
  return fill('resume') === '' ? null : `Resume with: ${fill('resume')}`;
}
