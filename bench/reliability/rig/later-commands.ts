import type { Stage } from '../../../test/helpers/stage.ts';
import { describe, judgeBooks } from './books.ts';
import { type Finding, finding } from './findings.ts';
import { ageLedger, putFiles, readLedger, takeFiles } from './ledger-file.ts';
import { putWorld, readPlatform, takeWorld } from './platform-book.ts';
import type { Scene } from './scenes.ts';

/** What the next commands make of what a broken one has left. */
export const laterPromises = {
  unsettled: 'not settled by one reconcile',
  open: 'still open after one reconcile when the lease time was over',
} as const;

type LaterFinding = Finding<keyof typeof laterPromises | ReturnType<typeof judgeBooks>[number]['promise']>;

/** Each of them, from what was left: `reconcile` soon and late, late only, and the same purchase again. */
export async function judgeLaterCommands(stage: Stage, scene: Scene): Promise<LaterFinding[]> {
  const files = takeFiles(stage.home);
  const world = takeWorld(stage);
  const goBack = () => {
    putFiles(stage.home, files);
    putWorld(stage, world);
  };
  const findings = [...(await judgeReconcile(stage)), ...(await judgeLate(stage))];
  goBack();
  findings.push(...(await judgeLate(stage)));
  if (scene.rents === 0) return findings;
  goBack();
  return [...findings, ...(await judgeAgain(stage, scene))];
}

/** One `reconcile` at once: no intent of a dead process is left, and what cannot be known is named. */
async function judgeReconcile(stage: Stage): Promise<LaterFinding[]> {
  const { exitCode, stderr } = await stage.run('reconcile');
  if (exitCode !== 0 && exitCode !== 9) return [finding('unsettled', `reconcile: exit ${exitCode}: ${stderr}`)];
  const { ledger, findings } = judgeNow(stage);
  const unknown = ledger.leases.filter(({ state }) => state === 'unknown');
  const { stdout } = await stage.run('numbers');
  const check = (isRight: boolean, what: string) => {
    if (!isRight) findings.push(finding('unsettled', `${what}: ${describe(ledger.leases)}`));
  };
  check(!ledger.intents.includes('open') && ledger.leases.every(({ state }) => state !== 'intent'), 'an open intent');
  check(unknown.length > 0 === (exitCode === 9), `reconcile: exit ${exitCode}`);
  check(
    unknown.every(({ id }) => stdout.includes(id)),
    'an unknown one that numbers does not name',
  );
  return findings;
}

/** Longer than any lease of these platforms, its grace included. */
const leaseTime = 45 * 60_000;

/** One `reconcile` when all lease time is over: nothing is open any more. */
async function judgeLate(stage: Stage): Promise<LaterFinding[]> {
  ageLedger(stage.home, leaseTime);
  await stage.simulator.advance(leaseTime / 1000);
  const { exitCode, stderr } = await stage.run('reconcile');
  const { ledger, findings } = judgeNow(stage);
  const open = ledger.leases.filter((lease) => !lease.isClosed);
  if (exitCode !== 0) findings.push(finding('open', `late reconcile: exit ${exitCode}: ${stderr}`));
  if (open.length > 0) findings.push(finding('open', `after a late reconcile: ${describe(open)}`));
  return findings;
}

/** A purchase made again under its request id: it buys nothing that may have been bought. */
async function judgeAgain(stage: Stage, { line, before }: Scene): Promise<LaterFinding[]> {
  const { exitCode, stderr } = await stage.run(line);
  const { findings } = judgeNow(stage);
  const requests = readPlatform(stage).rentRequests - (before === null ? 0 : 1);
  if (requests > 1) findings.push(finding('twice', `the command again: ${requests} rent requests`));
  if (exitCode === 0 || exitCode === 9) return findings;
  return [...findings, finding('unsettled', `the command again: exit ${exitCode}: ${stderr}`)];
}

function judgeNow(stage: Stage) {
  const ledger = readLedger(takeFiles(stage.home));
  const findings: LaterFinding[] = judgeBooks(ledger, readPlatform(stage));
  return { ledger, findings };
}
