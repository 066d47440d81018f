/** What a program may import, and the file that has it. */
export const entries: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'smsctl', file: 'src/index.ts' },
  { name: 'smsctl/playwright', file: 'src/testing/playwright.ts' },
  { name: 'smsctl/vitest', file: 'src/testing/vitest.ts' },
];
