/** What a program may import, and the file that has it. */
export const entries: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'smsctl', file: 'src/index.ts' },
];
