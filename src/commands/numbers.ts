import type { Context } from '../context/context.ts';
import { isOpen, leaseStates } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { LeaseQuery } from '../core/ports.ts';
import { projectsIn, projectWish } from '../input/projects.ts';
import { type CommandSpec, type Input, pidOption } from '../input/spec.ts';
import { choiceOf, durationOf, isSet } from '../input/values.ts';
import { leaseJson, nextStep, projectCell, stateCell, timeJson } from '../views/lease.ts';

/** Without other wishes: what is open, and what was rented and closed this recently. */
const recent = 24 * 3_600_000;

export const numbers: CommandSpec = {
  name: 'numbers',
  exitCodes: [3, 12],
  options: [
    pidOption,
    { flags: '--state STATE', text: 'state', complete: leaseStates },
    { flags: '--since DURATION', text: 'since', complete: 'duration' },
    { flags: '--all', text: 'allLeases' },
  ],
  async run(context: Context, input: Input) {
    const { texts, output, globals, clock } = context;
    const state = choiceOf(input, 'state', leaseStates, texts);
    const since = durationOf(input, 'since', texts);
    const wish = await projectWish(context, input);
    const query: LeaseQuery = {
      ...(globals.provider === undefined ? {} : { provider: (await context.provider()).id }),
      ...(globals.profile === undefined ? {} : { profile: await context.profile() }),
      ...projectsIn(wish),
      ...(state === null ? {} : { states: [state] }),
      ...(since === null ? {} : { since: clock.now() - since }),
    };
    const sources = await context.sources();
    const { ledger } = await context.desk();
    const found = ledger.find(query);
    const isNarrowed = isSet(input, 'all') || state !== null || since !== null;
    const leases = isNarrowed ? found : found.filter((lease) => isRecent(lease, clock.now()));
    const isMixed = new Set(leases.map((lease) => lease.provider)).size > 1;
    await output.result({
      json: {
        leases: leases.map((lease) => ({
          ...leaseJson(lease),
          code: lease.code,
          late: lease.late,
          messages: lease.messages,
          receivedAt: timeJson(lease.receivedAt),
          closedAt: timeJson(lease.closedAt),
          next: commandLineOrNull(context, nextStep(lease)),
        })),
      },
      plain: leases.map((lease) => [
        lease.id,
        lease.number ?? '',
        lease.provider,
        lease.project,
        lease.state,
        lease.code ?? '',
      ]),
      blocks: [
        {
          kind: 'table',
          columns: [
            { label: texts.columns.id },
            { label: texts.columns.number },
            ...(isMixed ? [{ label: texts.columns.provider }] : []),
            { label: texts.columns.project },
            { label: texts.columns.state },
            { label: texts.columns.left, align: 'right' },
            { label: texts.columns.age, align: 'right' },
            { label: texts.columns.code },
            { label: texts.columns.next, flexible: true },
          ],
          rows: leases.map((lease) => [
            lease.id,
            lease.number ?? texts.none,
            ...(isMixed ? [lease.provider] : []),
            projectCell(sources, lease),
            stateCell(lease, texts),
            isOpen(lease.state) && lease.expiresAt !== null ? texts.clock(lease.expiresAt - clock.now()) : '',
            texts.clock(clock.now() - lease.acquiredAt),
            { text: lease.code ?? '', tone: 'strong' },
            nextStep(lease)?.split(' ')[0] ?? '', // the id stands in the first column
          ]),
        },
      ],
    });
  },
};

const commandLineOrNull = (context: Context, words: string | null) =>
  words === null ? null : context.commandLine(words);

function isRecent(lease: Lease, now: number): boolean {
  if (lease.state === 'notRented') return false;
  return isOpen(lease.state) || (lease.closedAt !== null && lease.closedAt >= now - recent);
}
