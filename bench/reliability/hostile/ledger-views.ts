import { dimensions } from '../../../src/core/dimensions.ts';
import { tallyAll, tallyBy } from '../../../src/flows/statistics.ts';
import { boardView } from '../../../src/views/board.ts';
import { statisticsView } from '../../../src/views/statistics.ts';
import { hostileLease, type Pick, type Staged, texts } from './views.ts';

/** What is read from the ledger at one look, with names of projects that came from elsewhere too. */
function leasesOf(pick: Pick) {
  const alias = pick();
  const leases = ['row1', 'row2', 'row3'].map((id) => ({ ...hostileLease(pick), id }));
  const told = leases.flatMap(({ project, country }) => [project, country ?? '']);
  return { leases, told: [alias, ...told], aliasOf: () => alias };
}

/** As `numbers` shows them, and the screen of `--watch`. */
function board(pick: Pick): Staged {
  const { leases, told, aliasOf } = leasesOf(pick);
  const commandLine = (words: string) => `smsctl ${words}`;
  const view = boardView(leases, { texts, now: 0, commandLine, aliasOf, advice: [] });
  const numbers = leases.map(({ number }) => number ?? '');
  const ours = /^(?:row\d|durian|held)$/u;
  return { ...inTables, name: 'the board', view, told: [...told, ...numbers], rows: [6, 6, 6], ours };
}

function statistics(pick: Pick): Staged {
  const { leases, told, aliasOf } = leasesOf(pick);
  const groups = dimensions.map((by) => ({ by, rows: tallyBy(leases, by) }));
  const facts = { texts, aliasOf, advice: [] };
  const view = statisticsView({ since: null, total: tallyAll(leases), groups }, facts);
  const ours = /^(?:total|provider|project|country|durian|[\d.]*)$/u;
  return { ...inTables, name: 'statistics', view, told, rows: view.plain.map((fields) => fields.length), ours };
}

const inTables = { lines: null, edges: null, isWhole: false } as const;

export const stageLedgerViews = (pick: Pick): Staged[] => [board(pick), statistics(pick)];
