import { rentals } from './call.ts';
import { expectedExits, saidIn } from './expected.ts';
import type { Seen } from './front.ts';
import { judgeBooks } from './judge-books.ts';
import { judgeOutput } from './judge-output.ts';
import { broken, type Finding } from './promises.ts';
import { digitsOf, type Said } from './reader.ts';
import type { Evidence } from './round.ts';

const documented = [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 74, 130, 143];

/** Every promise that this command has broken. */
export function judge(evidence: Evidence): Finding[] {
  return [
    ...broken('idle', !hasStruck(evidence), 'no request was hit'),
    ...judgeRequests(evidence),
    ...judgeExit(evidence),
    ...judgeSuccess(evidence),
    ...judgeBooks(evidence),
    ...judgeOutput(evidence),
  ];
}

/** Where nobody listens there is nobody to tell of it. */
function hasStruck({ round, seen }: Evidence): boolean {
  return round.kind.at === 'listener' || seen.some(({ isHit }) => isHit);
}

/** Rents once, sends once, and repeats what may be repeated no more often than is said. */
function judgeRequests({ round, seen, before, after }: Evidence): Finding[] {
  const { call, kind } = round;
  // Where the connection was reset before it stood, nothing has left.
  const calls = seen.filter((one) => one.isCall && !(one.request === '' && kind.means === 'perhapsUnsent'));
  const rents = seen.filter(
    (one) => rentals[call.platform].test(one.request) || (call.does === 'rent' && calls.includes(one)),
  );
  const sent = after.sent.length - before.sent.length;
  const hasMore = rents.slice(0, -1).some((one) => !isRefusal(one));
  return [
    ...broken('rent', hasMore, `${rents.length} rent requests left`),
    ...broken(
      'send',
      sent > 1 || (call.does === 'send' && calls.length > 1),
      `${calls.length} requests, ${sent} handed in`,
    ),
    ...broken('repeat', calls.length > call.most, `${calls.length} requests where ${call.most} are the most`),
  ];
}

/** An unspoilt answer of the platform's without a number: it said no in the words of its document. */
function isRefusal({ isHit, text }: Seen): boolean {
  return !isHit && text !== null && !/\d{7}/u.test(text);
}

function judgeExit(evidence: Evidence): Finding[] {
  const { run } = evidence;
  const expected = expectedExits(evidence);
  const words = `exit ${run.exitCode}, not ${[...new Set(expected)].join(' or ')}${tail(run.stderr)}`;
  return [
    ...broken('undocumented', !documented.includes(run.exitCode), `exit ${run.exitCode}`),
    ...broken('exit', !expected.includes(run.exitCode), words),
  ];
}

/** A success needs an answer that says so, and shows what that answer says. */
function judgeSuccess(evidence: Evidence): Finding[] {
  const { round, run, stdout } = evidence;
  const { call } = round;
  if (run.exitCode !== 0 || call.does === 'after') return [];
  const { hit, passed } = saidIn(evidence);
  const said = [...hit, ...passed];
  if (said.length === 0) return broken('success', true, 'exit 0, and no answer said yes');
  if (call.does === 'rent') {
    const digits = said.flatMap(({ facts }) => facts);
    const missing = digits.filter((number) => !digitsOf(stdout).includes(number));
    if (missing.length > 0) return broken('success', true, `${missing.join(', ')} was rented and is not shown`);
  }
  const [document] = run.documents;
  if (document === undefined || call.shown === undefined) return [];
  const shown = call.shown(document, run);
  const agrees = call.does === 'wait' ? isPartOf : isSame;
  return broken(
    'success',
    !said.some((one) => agrees(shown, one)),
    `shows ${shown.join(', ')} where ${said.map(({ facts }) => facts.join(', ')).join(' / ')} was said`,
  );
}

const isSame = (shown: readonly string[], { facts }: Said): boolean =>
  shown.toSorted().join('\n') === facts.toSorted().join('\n');

const isPartOf = (shown: readonly string[], { facts }: Said): boolean =>
  shown.every((code) => facts.some((fact) => fact.replaceAll(/[^\p{L}\d]/gu, '').includes(code)));

/** The last words of the program, for who looks into it. */
function tail(stderr: string): string {
  const words = stderr.trim();
  return words === '' ? '' : `: ${words.slice(0, 300)}`;
}
