import { inParallel } from '../rig/in-parallel.ts';
import { randomFrom } from '../rig/random.ts';
import type { Breach, Figure, Outcome, Section, Wish } from '../section.ts';
import { type CrowdLimits, type Evidence, type FigureName, type Finding, figureNames, gather } from './evidence.ts';
import { judgeBooks } from './judge-books.ts';
import { judgeFilled, judgeLimits, mostHeld } from './judge-limits.ts';
import { judgeOutputs, met } from './judge-outputs.ts';
import { judgePace } from './judge-pace.ts';
import { judgeResults } from './judge-results.ts';
import { judgeSettings } from './judge-settings.ts';
import { type Crowd, runLane } from './lane.ts';
import { rentForNever } from './moves.ts';
import { openPlace, type Place } from './place.ts';
import { scenarioProjects, shared } from './projects.ts';
import { createMeetings } from './schedule.ts';
import { type Platform, platforms } from './told.ts';

const lanes = 8;

interface Round {
  readonly name: string;
  /** Commands a lane, of those that were wished for. */
  readonly part: number;
  /** For so many commands a lane. */
  readonly limits: (steps: number) => CrowdLimits | null;
  /** Platforms that answer "too fast" once. */
  readonly tooFast: readonly Platform[];
}

const rounds: readonly Round[] = [
  { name: 'open', part: 1, limits: () => null, tooFast: ['durian', 'zhima'] },
  {
    name: 'limits',
    part: 0.6,
    limits: (steps) => ({ maxHeld: 5, maxPerDay: Math.max(8, steps) }),
    tooFast: ['zhima'],
  },
];

/** Far above what the crowd can come to hold. */
const noLimits: CrowdLimits = { maxHeld: 10_000, maxPerDay: 100_000 };

export const crowd: Section = {
  name: 'crowd',
  title: `${lanes} processes at a time on one home and one account a platform, so many commands each`,
  count: 25,
  async run(wish: Wish): Promise<Outcome> {
    const breaches: Breach[] = [];
    const figures: Figure[] = [];
    const found = new Map<FigureName, number>();
    for (const [index, round] of rounds.entries()) {
      if (wish.only !== null && wish.only !== round.name) continue;
      const steps = Math.max(1, Math.round(wish.count * round.part));
      wish.say(`${round.name}: ${lanes} × ${steps} commands`);
      const { evidence, findings } = await runRound(round, steps, wish.seed * rounds.length + index);
      figures.push(...figuresOf(round, evidence));
      for (const { figure, what } of findings) {
        found.set(figure, (found.get(figure) ?? 0) + 1);
        breaches.push({ round: round.name, what });
      }
    }
    const counted = Object.entries(figureNames).map(
      ([name, what]): Figure => ({ what, value: found.get(name as FigureName) ?? 0, wanted: 0 }),
    );
    const isKnown = wish.only === null || rounds.some(({ name }) => name === wish.only);
    return { figures: [...figures, ...counted], breaches, ...(isKnown ? {} : { notRun: `no round ${wish.only}` }) };
  },
};

async function runRound(
  round: Round,
  steps: number,
  seed: number,
): Promise<{ readonly evidence: Evidence; readonly findings: readonly Finding[] }> {
  const requestIds = Math.max(4, Math.round(steps / 2));
  const limits = round.limits(steps);
  await using place = await openPlace(scenarioProjects(lanes, requestIds), limits ?? noLimits);
  const plan = { steps, lanes, requestIds, tooFast: round.tooFast, isTight: limits !== null };
  const crowd: Crowd = { place, plan, meet: createMeetings(), common: [], hurry: new Map() };
  const numbered = Array.from({ length: lanes }, (_, lane) => lane);
  const tales = await inParallel(numbered, lanes, (lane) => runLane(crowd, lane, randomFrom(seed * 1000 + lane)));
  const evidence = gather(place, tales.flat(), limits);
  const findings = [judgeOutputs, judgeSettings, judgeBooks, judgeResults, judgeLimits, judgePace].flatMap((judge) =>
    judge(evidence),
  );
  if (limits === null) return { evidence, findings };
  await fill(place, limits);
  return { evidence, findings: [...findings, ...judgeFilled(gather(place, [], limits))] };
}

/** Rents until it is refused. */
async function fill(place: Place, { maxHeld }: CrowdLimits): Promise<void> {
  for (const platform of platforms) {
    const { words } = rentForNever(shared, platform);
    for (let rented = 0; rented <= maxHeld; rented += 1) {
      const { exitCode } = await place.smsctl(words);
      if (exitCode !== 0) break;
    }
  }
}

function figuresOf({ name }: Round, evidence: Evidence): Figure[] {
  const counts = met(evidence);
  const { tale, journal, heldCounts, limits } = evidence;
  return [
    { what: `${name}: commands`, value: tale.length },
    { what: `${name}: requests; rents`, value: `${journal.length}; ${heldCounts.length}` },
    { what: `${name}: codes; time-outs`, value: `${counts.codes}; ${counts.timeouts}` },
    { what: `${name}: most numbers held at one platform`, value: mostHeld(evidence) },
    { what: `${name}: answers "too fast"`, value: counts.tooFast },
    ...(limits === null
      ? []
      : [{ what: `${name}: refused for maxHeld; for maxPerDay`, value: `${counts.maxHeld}; ${counts.maxPerDay}` }]),
  ];
}
