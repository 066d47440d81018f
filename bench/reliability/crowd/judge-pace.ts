import type { Evidence, Finding } from './evidence.ts';
import { type Arrival, lookCalls, rentCalls } from './place.ts';
import { laneOf } from './projects.ts';
import { nameOf, type Platform, platforms, type Told } from './told.ts';

/**
 * Between two looks at codes of one account, and after "too fast", as decision 011 has it; in ms. A wait that has several
 * numbers to look at within such a time, as every one here that has several, makes as many looks in it.
 */
const gap = 1_000;
const quiet = 3_000;

/** Clocks are read in whole milliseconds, and a timer may be a little early. */
const rounding = 10;

export function judgePace(evidence: Evidence): Finding[] {
  return platforms.flatMap((platform) => [...judgeLooks(evidence, platform), ...judgeQuiet(evidence, platform)]);
}

/**
 * A turn is granted before the look leaves, and a machine that has other things to do may bring that look late, close to
 * the next one: never early. So of the looks that arrive within some time as many may be late ones as there were
 * commands about that could have been waiting for theirs to leave; all the others lie a gap apart.
 */
function judgeLooks({ journal, tale }: Evidence, platform: Platform): Finding[] {
  const looks = journal.filter((one) => one.platform === platform && lookCalls.includes(one.call) && isInSession(one));
  for (const [first, { at: from }] of looks.entries()) {
    const late = tale.filter((told) => mayLook(told) && told.began <= from && told.ended >= from).length;
    for (const [last, { at: to }] of looks.entries()) {
      if (last < first) continue;
      const count = last - first + 1;
      const about = tale.filter((told) => told.began <= to && told.ended >= from);
      const apart = gap / Math.max(1, ...about.map(numbersOf));
      const most = late + Math.floor((to - from + rounding) / apart) + 1;
      if (count <= most) continue;
      const what = `${platform}: ${count} looks within ${to - from} ms, at most ${most} can have had their turn`;
      return [{ figure: 'pace', what }];
    }
  }
  return [];
}

const numbersOf = ({ move }: Told) => (move.kind === 'wait' ? move.leases.length : 1);
const mayLook = ({ move }: Told) => ['wait', 'status', 'reconcile'].includes(move.kind);

/** One that is refused because the session is over is made again in the same turn. */
const isInSession = ({ answer }: Arrival) => !answer.includes('SESSION');

/**
 * A command that was answered "too fast" has written the pause down when it ends: whoever begins after that asks
 * nothing until the pause is over.
 */
function judgeQuiet({ journal, tale }: Evidence, platform: Platform): Finding[] {
  const ofPlatform = journal.filter((one) => one.platform === platform);
  return tale.filter(isTooFast).flatMap((refused): Finding[] => {
    const answer = ofPlatform.findLast(
      ({ at, call, url }) => at <= refused.ended && rentCalls.includes(call) && projectIn(url) === projectOf(refused),
    );
    if (answer === undefined) return [];
    const early = ofPlatform.filter(({ at, url }) => {
      if (at <= refused.ended || at >= answer.at + quiet - rounding) return false;
      const lane = laneOf(projectIn(url));
      const asking = tale.find((told) => told.lane === lane && told.began <= at && told.ended >= at);
      return asking !== undefined && asking.began > refused.ended;
    });
    return early.slice(0, 1).map(({ at, call }) => ({
      figure: 'pace',
      what: `${platform}: ${call} came ${at - answer.at} ms after "too fast" to ${nameOf(refused)}, which had ended`,
    }));
  });
}

const isTooFast = ({ exitCode, move }: Told) => exitCode === 14 && move.kind === 'rent';
const projectOf = ({ move }: Told) => (move.kind === 'rent' ? move.project : '');
const projectIn = (url: string) => /[?&](?:pid|itemId)=(\w+)/u.exec(url)?.[1] ?? '';
