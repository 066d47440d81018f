import type { ErrorCode } from '../core/errors.ts';

type Hint = (fill: (name: string) => string) => string | null;

const another: Hint = () => 'Rent another number.';

/** What to do, for who calls the library, where the command line says it in options and commands of its own. */
export const hints: Readonly<Partial<Record<ErrorCode, Hint>>> = {
  unexpected: () => 'Please report it with its stack and what was called.',
  'limits.missing': (fill) =>
    `Set ${fill('perDay')} or ${fill('held')} in the job, hand over limits: { maxPerDay }, or use the sandbox or a simulator.`,
  'credentials.missing': (fill) =>
    `Hand them over as credentials, set ${fill('variables')}, or store them with smsctl login ${fill('provider')}. To try without an account: sandbox: true.`,
  'credentials.rejected': () =>
    'Compare the credentials that were handed over, or SMSCTL_…, with the platform’s web panel.',
  'provider.unconfigured': (fill) => `Hand over baseUrl, or set ${fill('variable')}.`,
  'settings.invalid': () => 'It was handed over, or comes from the environment or from what smsctl config has stored.',
  'numbers.none': () => 'Ask on with retryFor, or try another country or prefix where the platform lets you choose.',
  'balance.insufficient': () => 'balance() tells it. Top up in the platform’s web panel.',
  'limit.maxHeld': () => 'Give back numbers that are held, ask for fewer, or raise limits.maxHeld.',
  'limit.maxPerDay': () => 'Ask for fewer, wait, or raise limits.maxPerDay.',
  'limit.minBalance': () => 'Ask for fewer, top up in the platform’s web panel, or lower limits.minBalance.',
  'code.timeout': () => 'waitForCode goes on waiting; a longer timeout gives it more time.',
  'code.unrecognized': () => 'The messages of the number have its text; match takes a pattern for the code.',
  'code.pending': () => 'Wait for it with waitForCode.',
  'outcome.unknown': (fill) =>
    `It will not be sent again. The platform frees an unused number by itself ${fill('minutes') === '' ? 'after a while' : `after about ${fill('minutes')} min`}; in a shared ledger, smsctl reconcile settles it.`,
  'provider.unreachable': () => 'Check the network, the proxy and the base URL, then try again.',
  'provider.protocol': () => 'Something else may be answering at the base URL.',
  'provider.unsupported': (fill) => unsupported[fill('what')] ?? null,
  'project.unknown': (fill) =>
    fill('suggestion') === ''
      ? 'Project ids are listed in the platform’s web panel; they keep their leading zeros.'
      : `Did you mean the alias ${fill('suggestion')}?`,
  'country.unknown': () => 'countries(project) lists those that have numbers, where the platform can tell.',
  'number.unknown': another,
  'number.gone': another,
  'parameter.refused': () => 'Compare what was asked for with the project’s rules in the web panel.',
  'key.required': () => 'The platform’s support gives it out; hand it over as secretKey, or store it as that setting.',
  'key.rejected': () => 'Check vip and secretKey.',
  'lease.closed': () =>
    'Rent another number. Where several hold one, by the same request id, who is first to give it back ends it for all.',
  'usage.missingOption': () => null,
  'usage.optionValueMissing': () => null,
  'usage.unknownOption': (fill) => (fill('suggestion') === '' ? null : `Did you mean ${fill('suggestion')}?`),
  'account.inUse': () => 'Give back what is held.',
};

const unsupported: Readonly<Record<string, string>> = {
  nextPid: 'A number stays with its project there.',
  keep: 'This number gives one code. Rent with multi: true to get several.',
  release: 'blacklist() is the only way to free a number there; unused numbers are freed by the platform.',
  countries: 'Its document offers no list; see the platform’s web panel.',
};
