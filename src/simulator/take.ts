import type { SimulatedHold, TakeRefusal, TakeWish } from '../providers/simulated.ts';
import { charge } from './charge.ts';
import { createFault } from './fault.ts';
import { addHold, isCurrent, isEarlyTry, showHold } from './holds.ts';
import { areaOf, operatorOf } from './mainland.ts';
import { type Project, projectOf } from './projects.ts';
import { draw } from './random.ts';
import type { HoldState, PlatformState, WorldState } from './state.ts';
import { writeText } from './texts.ts';

/** Where and when something happens. */
export interface Scene {
  readonly state: WorldState;
  readonly id: string;
  readonly platform: PlatformState;
  readonly now: number;
}

const refusing = { noNumbers: true, noBalance: true, quota: true, tooManyHeld: true, systemFailure: true } as const;

/** Takes numbers from the stock, charges the account and writes the book; or says why not and changes nothing. */
export function takeNumbers(scene: Scene, wish: TakeWish): readonly SimulatedHold[] | TakeRefusal {
  const { state, platform, id, now } = scene;
  const project = projectOf(state.projects, wish.project);
  const tries = `take ${wish.account} ${wish.project}`;
  const refusal = refusalOf(project, () => isEarlyTry(platform, tries, 2));
  if (refusal !== null) return refusal;
  const account = platform.accounts[wish.account];
  if (account === undefined) return 'noBalance';
  const held = platform.holds.filter((hold) => hold.account === wish.account && isCurrent(hold, now)).length;
  if (held + wish.count > account.maxHeld) return 'tooManyHeld';
  const numbers = chooseNumbers(scene, wish);
  if (numbers.length === 0) return 'noNumbers';
  // Where messages are charged, there must still be enough for one from each number.
  if (numbers.length * project.price > account.balance) return 'noBalance';

  delete platform.tries[tries];
  if (project.kind === 'lostAnswer') state.faults.unshift(createFault({ kind: 'reset', platform: id, when: 'after' }));
  return numbers.map((number) => {
    if (wish.charge !== 'message') charge(scene, { account: wish.account, project: project.id, number });
    const hold = holdOf(scene, wish, { project, number });
    addHold(platform, hold);
    return showHold(hold, now);
  });
}

function refusalOf(project: Project, early: () => boolean): TakeRefusal | null {
  if (project.kind === 'busy') return early() ? 'busy' : null;
  if (project.kind === 'laterNumbers') return early() ? 'noNumbers' : null;
  return project.kind in refusing ? (project.kind as keyof typeof refusing) : null;
}

function holdOf(scene: Scene, wish: TakeWish, taken: { project: Project; number: string }): HoldState {
  const { now } = scene;
  const { project, number } = taken;
  const messages = writeMessages(scene, project);
  const endsAt = project.kind === 'gone' ? now : now + wish.holdFor;
  const { account, multi } = wish;
  const hold = { account, project: project.id, number, multi, takenAt: now, endsAt, messages, handedOut: 0 };
  return wish.charge === 'message' ? { ...hold, chargesMessages: true } : hold;
}

/** What comes by itself to a number that is taken now. */
export function writeMessages({ state, now }: Scene, project: Project): HoldState['messages'] {
  return Array.from({ length: project.messages }, (_, index) => {
    // A project with several messages of its own sends them in their order.
    const own = project.kind === 'several' ? project.texts.slice(index, index + 1) : project.texts;
    return { ...writeText(state, project.name, own), arrivesAt: now + project.delay + index * project.every };
  });
}

function chooseNumbers(scene: Scene, wish: TakeWish): string[] {
  const free = freeNumbers(scene, wish).filter(({ country, number }) => {
    if (wish.number !== null && wish.number !== number) return false;
    if (wish.country !== null && wish.country !== country) return false;
    if (typeof wish.outside === 'string' && wish.outside === country) return false;
    if (typeof wish.operator === 'string' && wish.operator !== operatorOf(number)) return false;
    if (typeof wish.area === 'string' && wish.area !== areaOf(number)) return false;
    return wish.prefix === null || number.startsWith(`+${wish.prefix}`);
  });
  const chosen: string[] = [];
  while (chosen.length < wish.count && free.length > 0) {
    for (const { number } of free.splice(draw(scene.state, free.length), 1)) chosen.push(number);
  }
  return chosen;
}

/** Numbers that nobody holds and that are not blacklisted for the project. A number asked for by name may be held for another. */
export function freeNumbers(
  { platform, now }: Scene,
  wish: Pick<TakeWish, 'account' | 'avoidAll' | 'number'> & { readonly project: string | null },
): { readonly country: string; readonly number: string }[] {
  const barred = new Set<string>();
  for (const { account, project, number } of platform.blacklist) {
    if (project === wish.project && (wish.avoidAll || account === wish.account)) barred.add(number);
  }
  for (const hold of platform.holds) {
    const elsewhere = wish.number === hold.number && hold.account === wish.account && hold.project !== wish.project;
    if (isCurrent(hold, now) && !elsewhere) barred.add(hold.number);
  }
  return Object.entries(platform.stock).flatMap(([country, numbers]) =>
    numbers.filter((number) => !barred.has(number)).map((number) => ({ country, number })),
  );
}
