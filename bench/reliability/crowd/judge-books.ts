import type { Evidence, Finding, LeaseRow } from './evidence.ts';
import { bookOf, heldNow } from './place.ts';
import { nameOf, type Platform, platforms, rentedBy } from './told.ts';

const open = ['held', 'received', 'blacklistDue'];

/** The platform's book and the ledger, line by line. */
export function judgeBooks(evidence: Evidence): Finding[] {
  const { ledger } = evidence;
  return [
    ...ledger.complaints.map((what): Finding => ({ figure: 'ledger', what: `The ledger: ${what}` })),
    ...ledger.unsettled.map((what): Finding => ({ figure: 'ledger', what: `A purchase was left open: ${what}` })),
    ...platforms.flatMap((platform) => [...judgeCharges(evidence, platform), ...judgeHolds(evidence, platform)]),
    ...judgeRequestIds(evidence),
  ];
}

/** Each number of the book is in the ledger as often as it was rented. */
function judgeCharges({ world, ledger }: Evidence, platform: Platform): Finding[] {
  const charged = bookOf(world, platform).map(({ project, number }) => `${number} for ${project}`);
  return differences(
    charged,
    namesIn(ledger.leases, platform, () => true),
  ).map(([name, booked, kept]) => ({
    figure: 'books',
    what: `${platform}: ${name} was rented ${booked} times and is ${kept} times in the ledger`,
  }));
}

/** What the ledger calls open the platform holds, and nothing else. */
function judgeHolds({ world, ledger }: Evidence, platform: Platform): Finding[] {
  const held = heldNow(world, platform).map(({ project, number }) => `${number} for ${project}`);
  const kept = namesIn(ledger.leases, platform, ({ state }) => open.includes(state));
  return differences(held, kept).map(([name, there, here]) => ({
    figure: 'results',
    what: `${platform} holds ${name} ${there} times, in the ledger it is open ${here} times`,
  }));
}

/** A request id stands for one purchase, and everybody is told the same of it. */
function judgeRequestIds({ tale, world, ledger }: Evidence): Finding[] {
  const rents = tale.filter(({ move }) => move.kind === 'rent' && move.requestId !== null);
  const ids = new Set(rents.map(({ move }) => (move.kind === 'rent' ? move.requestId : null)));
  return [...ids].flatMap((requestId): Finding[] => {
    const ofId = rents.filter(({ move }) => move.kind === 'rent' && move.requestId === requestId);
    const { project = '' } = ofId[0]?.move.kind === 'rent' ? ofId[0].move : {};
    const bought = world.book.filter((charge) => charge.project === project).length;
    const stories = new Set(
      ofId.filter(({ exitCode }) => exitCode === 0).map((told) => JSON.stringify(rentedBy(told).map(({ id }) => id))),
    );
    const rows = ledger.leases.filter((lease) => lease.requestId === requestId && lease.state !== 'notRented');
    if (bought <= 1 && stories.size <= 1 && rows.length === bought && stories.size === bought) return [];
    const commands = ofId.map(nameOf).join('; ');
    const what = `${requestId} bought ${bought}, is ${rows.length} times in the ledger, told ${stories.size} stories: ${commands}`;
    return [{ figure: 'requestIds', what }];
  });
}

function namesIn(leases: readonly LeaseRow[], platform: Platform, fits: (lease: LeaseRow) => boolean): string[] {
  const ours = leases.filter((lease) => lease.provider === platform && lease.number !== null && fits(lease));
  return ours.map(({ number, project }) => `${number} for ${project}`);
}

/** What does not stand equally often in both lists, with the two counts. */
function differences(left: readonly string[], right: readonly string[]): [string, number, number][] {
  const count = (list: readonly string[], name: string) => list.filter((one) => one === name).length;
  const names = [...new Set([...left, ...right])];
  return names
    .map((name): [string, number, number] => [name, count(left, name), count(right, name)])
    .filter(([, one, other]) => one !== other);
}
