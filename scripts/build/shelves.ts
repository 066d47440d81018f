/**
 * npm packs files in the order of their endings and names, and gzip finds what was said before only 32 KB back, and
 * writes sixteen thousand things at a time in one alphabet: what says the same, and what looks the same, stands together.
 * First the texts, behind the manual, then what reads and prints, packages, platforms, tables. A move of one file is worth
 * a hundred bytes up or down; `npm run order` tries all moves of one file until none is worth anything, which makes 4 KB of
 * 300. What is not here goes by its name.
 */
const shelves: readonly (readonly [shelf: string, names: readonly string[]])[] = [
  [
    '',
    [
      ...['messages-en-help', 'messages-zh-cn-help', 'messages-zh-cn', 'messages-en'],
      ...['messages-zh-cn-dialogues', 'messages-zh-cn-errors', 'messages-en-dialogues'],
      ...['messages-en-errors', 'index', 'commands-simulate', 'wizard-wizard', 'commands-send-sms'],
      ...['commands', 'commands-numbers', 'commands-reconcile', 'commands-providers'],
      ...['terminal-plain-prompts', 'commands-doctor', 'flows-select', 'commands-run'],
      ...['commands-project', 'context-child-process', 'input'],
    ],
  ],
  // Behind the one that keeps its name: cli.
  [
    'x',
    [
      ...['completion-command', 'failure', 'help', 'chalk-source-index'],
      ...['inquirer-prompts-dist-index', 'ora-index', 'store-settings-file', 'connection'],
      ...['providers-taoma-client', 'providers-zhima-client', 'providers-taoma-simulator'],
      ...['providers-durian-client', 'providers-zhima-simulator', 'providers-durian-simulator'],
      ...['simulator-scenario', 'simulator-server', 'simulator-projects', 'ledger'],
      ...['store-ledger-facts', 'store-state-file', 'core-extract-code', 'core-phone'],
      ...['terminal-table', 'program-command-line', 'completion-script'],
    ],
  ],
];

/** Of a chunk by that name. */
export function fileNameOf(name: string): string {
  for (const [shelf, names] of shelves) {
    const place = names.indexOf(name);
    if (place !== -1) return `${shelf}${String(place + 1).padStart(2, '0')}-${name}.cjs`;
  }
  return `${name}.cjs`;
}

/** What `fileNameOf` was told. */
export const nameOfFile = (fileName: string): string => fileName.replace(/^x?\d\d-/, '').replace(/\.cjs$/, '');
