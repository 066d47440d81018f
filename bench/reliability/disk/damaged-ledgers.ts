import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '../../../src/context/clock.ts';
import { createWholeMark } from '../../../src/store/whole-mark.ts';
import type { Stage } from '../../../test/helpers/stage.ts';
import { type Finding, finding } from '../rig/findings.ts';
import { type LedgerFiles, ledgerName, putFiles, takeFiles } from '../rig/ledger-file.ts';
import { readPlatform } from '../rig/platform-book.ts';
import type { Round, RoundResult } from '../rig/rounds.ts';
import { judgeEnd } from '../rig/told.ts';
import { type Base, openBase, readRows } from './base-ledger.ts';
import { type Damage, makeDamages, makeFlips } from './damages.ts';
import type { DiskPromise } from './promises.ts';

/** Rounds in which a ledger is damaged and then used. */
export function roundsOfDamage(base: Base, count: number, seed: number): Round<DiskPromise>[] {
  const whole = base.files.get(ledgerName) ?? Buffer.alloc(0);
  return makeDamages(count, seed, whole).map((damage) => ({ name: damage.name, run: () => useDamaged(base, damage) }));
}

/**
 * The same in a large ledger, which is not looked through before each purchase: half of them as something writes to the
 * file, the others as a disk may do it, which tells nobody.
 */
export function roundsOfLargeDamage(base: Base, count: number, seed: number): Round<DiskPromise>[] {
  const whole = base.files.get(ledgerName) ?? Buffer.alloc(0);
  return makeFlips(count, seed, whole).map((damage, index) => {
    const isUnseen = index % 2 === 1;
    const name = `large ledger, ${isUnseen ? 'unseen ' : ''}${damage.name}`;
    return { name, run: () => useDamaged(base, damage, isUnseen) };
  });
}

/** Commands that only read, and what a wrong word in a row may make them say; never that something unforeseen happened. */
const reading = ['numbers --all', 'reconcile', 'status'];
const plain = Array.from({ length: 15 }, (_, code) => code).filter((code) => code !== 1);

async function useDamaged(base: Base, { apply }: Damage, isUnseen = false): Promise<RoundResult<DiskPromise>> {
  const bytes = new Map([...base.files].map(([name, content]) => [name, apply(content)]));
  await using stage = await openBase(base, bytes);
  if (isUnseen) callWhole(stage);
  const damaged = takeFiles(stage.home);
  const { findings, hit } = await buyWith(stage, { base, damaged });
  for (const line of reading) {
    putFiles(stage.home, damaged);
    const run = await stage.run(line);
    const isLeft = run.exitCode !== 12 || isDeepStrictEqual(takeFiles(stage.home), damaged);
    findings.push(...judgeEnd(plain, { ...run, hung: false }));
    if (!isLeft) findings.push(finding('touched', `${line}: ${run.stderr}`));
  }
  return { findings, hit };
}

/** As if the program had just looked through the file and found it sound. */
function callWhole({ home }: Stage): void {
  const mark = createWholeMark(join(home, ledgerName));
  mark.renew(systemClock.now());
  mark.end();
}

/** Buys with a damaged ledger: all is as ever, or nothing is bought and the file is left as it was. */
async function buyWith(
  stage: Stage,
  { base, damaged }: { readonly base: Base; readonly damaged: LedgerFiles },
): Promise<{ findings: Finding<DiskPromise>[]; hit: string }> {
  const before = readPlatform(stage);
  const run = await stage.run('get-number --pid 9001');
  const after = readPlatform(stage);
  const rented = after.rented.slice(before.rented.length);
  const rows = readRows(damaged) ?? new Set<string>();
  const rowsNow = readRows(takeFiles(stage.home)) ?? new Set<string>();
  const fresh = [...rowsNow].filter((row) => !rows.has(row)).join();
  const findings: Finding<DiskPromise>[] = [
    ...judgeEnd([0, 12], { ...run, hung: false }),
    ...[...rows].filter((row) => !rowsNow.has(row)).map((row) => finding('changed', row)),
  ];
  const check = (isRight: boolean, promise: DiskPromise, what: string) => {
    if (!isRight) findings.push(finding(promise, `${what}: ${run.stderr}${fresh}`));
  };
  check(after.rentRequests - before.rentRequests <= 1, 'twice', 'a second rent request');
  check(
    rented.every((number) => `${run.stdout}${run.stderr}`.includes(number)),
    'silent',
    'it was told nowhere',
  );
  const isAsked = fresh.includes('"attempts":1');
  check(rented.length === 0 || isAsked, 'lost', 'there is no trace of it');
  if (run.exitCode === 0) {
    check(
      rented.every((number) => fresh.includes(`"number":"${number}"`)),
      'lost',
      'it was told and is not there',
    );
    const isSame = isDeepStrictEqual(rows, readRows(base.files));
    return { findings, hit: isSame ? 'damage that changed no row' : 'damage to a row that went unnoticed' };
  }
  if (rented.length > 0) return { findings, hit: 'damage that was noticed after the purchase' };
  check(after.rentRequests === before.rentRequests && !isAsked, 'unasked', 'it was asked for');
  const isLeft = isDeepStrictEqual(takeFiles(stage.home), damaged);
  return { findings, hit: isLeft ? 'damage that was refused' : 'damage that was noticed before the request' };
}
