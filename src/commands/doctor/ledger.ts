import { dirname, join } from 'node:path';
import type { Context } from '../../context/context.ts';
import { SmsctlError } from '../../core/errors.ts';
import { distantFileSystem } from '../../flows/file-systems.ts';
import type { LedgerFacts } from '../../store/ledger-facts.ts';
import { type Finding, failed, fine, warned } from './finding.ts';

/** Less than this is soon written full by other programs. */
const littleRoom = 64 * 1024 * 1024;

/** The ledger as it lies there; it is neither made, nor tidied up. */
export async function checkLedger(context: Context): Promise<Finding[]> {
  const { texts, paths, isSandbox, clock } = context;
  const { doctor } = texts;
  const { inspectLedger, inspectPlace } = await import('../../store/ledger-facts.ts');
  const path = isSandbox ? join(paths.sandboxDir, 'ledger.sqlite') : paths.ledgerFile;
  const subject = { id: 'ledger', subject: doctor.subjects.ledger };
  const disk = checkPlace(context, inspectPlace(path));
  try {
    const facts = inspectLedger(path, clock.now());
    if (facts === null) return [fine(subject, doctor.noLedger(path)), ...disk];
    const size = sizeOf(facts.bytes);
    return [
      fine(subject, doctor.ledger(path, size, facts.leases)),
      ...checkForm(context, facts),
      ...(await checkPace(context, join(dirname(path), 'pace.sqlite'))),
      ...disk,
      ...checkLeases(context, facts),
    ];
  } catch (error) {
    if (error instanceof SmsctlError && error.params.reason === 'interrupted') {
      const { detail } = failed(subject, error, texts);
      return [warned(subject, detail, doctor.nextCommandHint), ...disk];
    }
    return [failed(subject, error, texts), ...disk];
  }
}

/** Where it is damaged the next command makes it anew. */
async function checkPace({ texts }: Context, path: string): Promise<Finding[]> {
  const { doctor } = texts;
  const { inspectPace } = await import('../../store/ledger-facts.ts');
  try {
    inspectPace(path);
    return [];
  } catch (error) {
    if (!(error instanceof SmsctlError) || error.params.reason === 'corrupt') return [];
    return [warned({ id: 'pace', subject: doctor.subjects.pace }, doctor.pace(path), doctor.paceHint)];
  }
}

function checkForm({ texts }: Context, { version, newest, mode }: LedgerFacts): Finding[] {
  const { doctor } = texts;
  const subject = { id: 'ledger', subject: doctor.subjects.ledger };
  const isWide = mode !== null && (mode & 0o077) !== 0;
  return [
    ...(version < newest ? [fine(subject, doctor.olderLedger(version, newest))] : []),
    ...(isWide ? [warned(subject, doctor.wideLedger(modeText(mode)), doctor.nextCommandHint)] : []),
  ];
}

function checkPlace({ texts }: Context, place: { readonly type: number | null; readonly free: number } | null) {
  const { doctor } = texts;
  const subject = { id: 'disk', subject: doctor.subjects.place };
  if (place === null) return [];
  const room = doctor.room(sizeOf(place.free));
  const name = distantFileSystem(place.type);
  return [
    place.free < littleRoom ? warned(subject, room, doctor.littleRoom) : fine(subject, room),
    ...(name === null ? [] : [warned(subject, doctor.distant(name), doctor.distantHint)]),
  ];
}

function checkLeases({ texts, commandLine }: Context, { states }: LedgerFacts): Finding[] {
  const { doctor } = texts;
  const subject = { id: 'numbers', subject: doctor.subjects.leases };
  const count = (state: string): number => states[state] ?? 0;
  const held = count('held') + count('received');
  const loose = [
    ...(count('unknown') > 0 ? [doctor.unknown(count('unknown'))] : []),
    ...(count('intent') > 0 ? [doctor.asking(count('intent'))] : []),
    ...(count('blacklistDue') > 0 ? [doctor.due(count('blacklistDue'))] : []),
  ];
  return [
    {
      ...fine(subject, held === 0 ? doctor.nothingHeld : doctor.held(held)),
      hint: held === 0 ? null : commandLine('numbers'),
    },
    ...(loose.length === 0 ? [] : [warned(subject, texts.clauses(loose), commandLine('reconcile'))]),
  ];
}

const modeText = (mode: number): string => mode.toString(8).padStart(4, '0');

function sizeOf(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 1024 ** power;
  return `${amount < 10 && power > 0 ? amount.toFixed(1) : Math.round(amount)} ${units[power]}`;
}
