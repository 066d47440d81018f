import type { SmsctlError } from '../core/errors.ts';
import { safeJson } from '../core/printable.ts';
import type { Messages } from '../messages/index.ts';
import type { Output } from '../terminal/output.ts';
import { failureJson, failureText } from '../views/failure.ts';
import type { Suggestions } from './suggestion.ts';

export interface ReporterParts {
  readonly output: Output;
  readonly texts: Messages;
  readonly suggestions: Suggestions;
  /** Whether the command has to do with numbers, as one that only reads the settings has not. */
  readonly isAtNumbers: () => boolean;
}

/**
 * Says failures on stderr: one JSON document with --json, else what happened, whether money is at stake, what to do and
 * the code, always in this order.
 */
export function createReporter(parts: ReporterParts): (error: SmsctlError) => void {
  const { output, texts, suggestions } = parts;
  let isStopped = false;
  return (error) => {
    const isStop = error.code === 'interrupted' || error.code === 'terminated';
    if (isStop && isStopped) return;
    isStopped ||= isStop;
    if (output.mode === 'json') {
      const notes = output.takeNotes();
      const failure = failureJson(error, texts);
      const hint = failure.hint === null ? null : suggestions.within(failure.hint);
      const document = { error: { ...failure, hint, ...(notes.length > 0 ? { notes } : {}) } };
      output.alert(safeJson(document));
    } else if (isStop) {
      output.alert(stopLine(error, parts), 'warn');
    } else {
      sayFailure(error, parts);
    }
  };
}

function stopLine(error: SmsctlError, { texts, suggestions, isAtNumbers }: ReporterParts): string {
  const { leases: held } = error;
  const { message } = failureText(error, texts);
  const isAboutNumbers = isAtNumbers() && error.stake === null;
  if (held.length === 0) return texts.sentences([message, ...(isAboutNumbers ? [texts.notes.nothingHeld] : [])]);
  const numbers = held.map((lease) => lease.number ?? lease.id).join(', ');
  const byIds = suggestions.commandLine(`wait-code ${held.map((lease) => lease.id).join(' ')}`);
  const resume = texts.notes.resume(String(error.params.resume ?? byIds));
  return texts.sentences([message, texts.notes.stillHeld(numbers), resume]);
}

/** So many of the leases that fill a limit are listed; of others none is left out. */
const mostOfLimit = 10;

function sayFailure(error: SmsctlError, { output, texts, suggestions }: ReporterParts): void {
  const { message, hint } = failureText(error, texts);
  output.alert(texts.labelled(texts.failure.error, message), 'bad');
  const words = [error.providerCode, error.providerMessage].filter((part) => part !== null && part !== '');
  if (words.length > 0) output.alert(`  ${texts.labelled(texts.failure.platformSays, words.join(' '))}`);
  const listed = error.code.startsWith('limit.') ? error.leases.slice(0, mostOfLimit) : error.leases;
  for (const lease of listed) {
    const state = texts.states[lease.state] ?? lease.state;
    output.alert(`  ${[lease.id, lease.number ?? texts.none, lease.project, state].join('  ')}`);
  }
  const left = error.leases.length - listed.length;
  if (left > 0)
    output.alert(`  ${texts.failure.more(left, String(error.params.list ?? suggestions.commandLine('numbers')))}`);
  if (hint !== null) output.alert(`  ${texts.labelled(texts.failure.hint, suggestions.within(hint))}`);
  output.alert(`  ${texts.failure.codes(error.code, error.exitCode)}`, 'dim');
}
