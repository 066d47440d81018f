import type { Context } from '../context/context.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import type { WaitResult } from '../flows/wait-end.ts';
import { type WaitOptions, waitForCodes } from '../flows/wait-for-code.ts';
import { excluding } from '../flows/watch.ts';
import { timeoutActions } from '../input/choices.ts';
import type { Input } from '../input/spec.ts';
import type { FoundTargets } from '../input/targets.ts';
import { choiceOf, durationOf, isSet, listOf, momentOf, patternOf, pauseOf, projectOption } from '../input/values.ts';
import { failureText } from '../views/failure.ts';
import { waitView } from '../views/wait.ts';
import { interruption } from './interruption.ts';
import { showWaiting } from './waiting-line.ts';

export type WaitWishes = Pick<
  WaitOptions,
  'timeout' | 'interval' | 'since' | 'once' | 'onTimeout' | 'keep' | 'nextProject' | 'match'
>;

export function waitWishes(input: Input, { clock, texts }: Pick<Context, 'clock' | 'texts'>): WaitWishes {
  const nextProject = projectOption(input, 'nextPid', texts);
  return {
    timeout: durationOf(input, 'timeout', texts),
    interval: pauseOf(input, 'interval', texts),
    since: momentOf(input, 'since', { clock, texts }),
    once: isSet(input, 'once'),
    onTimeout: choiceOf(input, 'onTimeout', timeoutActions, texts) ?? 'blacklist',
    keep: isSet(input, 'keep') || nextProject !== null, // a number is moved by holding it on
    nextProject,
    match: excluding(patternOf(input, 'match', texts), listOf(input, 'not')),
  };
}

interface Waiting extends WaitWishes {
  /** One number was meant, so its code stands alone on the line. */
  readonly named: boolean;
  /** The next project's id at a provider, where it was typed as an alias. */
  readonly nextAt?: (provider: string) => string | null;
}

/**
 * Waits for all numbers at once and prints each the moment it is settled.
 *
 * @throws the first failure, after all have been tried; the interruption, when stopped
 */
export async function waitAndPrint(
  context: Context,
  { groups, failures: earlier }: FoundTargets,
  { named, nextAt, ...wishes }: Waiting,
): Promise<void> {
  const { texts, output, signal } = context;
  const desk = await context.desk();
  const nextProjects = groups.map(({ account }) => nextAt?.(account.definition.id) ?? wishes.nextProject);
  const targets = groups.flatMap((group) => group.targets);
  if (targets.length === 0) output.note(texts.giveBack.nothing);
  const open = new Set(targets);
  const failures = [...earlier];
  const line = showWaiting(context);
  const onStop = () => {
    line.stop();
    context.report(interruption(context, desk.ledger, [...open]));
  };
  signal.addEventListener('abort', onStop, { once: true });

  const onSettled = async (result: WaitResult) => {
    open.delete(result.target);
    line.clear();
    const isShown = output.mode === 'terminal' && result.code !== null;
    if (targets.length > 1 && !isShown) output.note(texts.waitCode.settled[result.status](result.target.number));
    try {
      await output.result(waitView(result, { texts, named }));
    } catch (error) {
      const { lease } = result.target;
      throw error instanceof SmsctlError && lease !== null ? withDetail(error, { leases: [lease] }) : error;
    }
    const { lease } = result.target;
    const isOwed = result.status === 'received' && result.after === 'kept' && !wishes.keep && !result.target.multi;
    if (isOwed && lease !== null) {
      const command = context.commandLine(`release ${lease.id}`);
      output.note(texts.notes.notReleased(result.target.number, command), 'warn');
    }
    if (result.error !== null) failures.push(result.error);
    else if (result.code === null) failures.push(new SmsctlError('code.unrecognized'));
  };
  try {
    const waits = groups.map(({ account, targets: ours }, index) =>
      waitForCodes(desk, account, ours, {
        ...wishes,
        nextProject: nextProjects[index] ?? null,
        place: { index, of: groups.length },
        signal,
        onBegin: (watched) => line.show(account, watched),
        onSettled,
      }),
    );
    for (const wait of await Promise.allSettled(waits)) {
      if (wait.status === 'rejected') failures.push(asFailure(wait.reason));
    }
  } finally {
    line.stop();
    signal.removeEventListener('abort', onStop);
  }
  signal.throwIfAborted();
  for (const more of failures.slice(1)) output.note(failureText(more, texts).message, 'bad');
  if (failures[0] !== undefined) throw failures[0];
}

function asFailure(reason: unknown): SmsctlError {
  if (reason instanceof SmsctlError) return reason;
  throw reason;
}
