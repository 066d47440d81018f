/** What stands around a question. */
export const enPrompts = {
  yes: 'yes',
  no: 'no',
  /** Behind a question, the answer of who just presses Enter in upper case. */
  yesOrNo: (initial: boolean): string => (initial ? 'Y/n' : 'y/N'),
  needsYesOrNo: 'Answer y or n.',
  nothingFits: 'Nothing fits.',
  listKeys: '↑↓ move · Enter choose · Esc back',
  searchKeys: 'type to search · ↑↓ · Enter · Esc back',

  /** Questions as plain lines. */
  plain: {
    /** Between a choice and what it means. */
    apart: '. ',
    choose: (most: number): string => `Type a number from 1 to ${most}, b to go back, q to leave.`,
    chooseInitial: (most: number, initial: number): string =>
      `Type a number from 1 to ${most} (Enter: ${initial}), b to go back, q to leave.`,
    search: 'Type it or a part of its name, or press Enter for a list; b goes back, q leaves.',
    found: (most: number, of: number): string =>
      `${of > most ? `${most} of ${of}` : most}. Type a number from 1 to ${most}, or another part of a name; b goes back, q leaves.`,
    text: 'Type the answer; b goes back, q leaves.',
    textInitial: (initial: string): string => `Type the answer (Enter: ${initial}); b goes back, q leaves.`,
    secret: 'What you type is not shown. Press Enter at its end, Escape to go back.',
    confirm: (initial: boolean): string =>
      `Type y for yes or n for no (Enter: ${initial ? 'yes' : 'no'}), b to go back, q to leave.`,
    answer: 'Answer:',
    chosen: (name: string): string => `Chosen: ${name}`,
    wrong: 'That is none of the answers.',
  },
};
