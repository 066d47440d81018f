import type { Step } from './wish.ts';

/** How many numbers. */
export const countStep: Step = {
  isFor: () => true,
  async ask({ context: { texts, prompts }, account }, wish) {
    const most = account.definition.limits.rentInAll;
    const isCount = (text: string) => /^\d{1,9}$/u.test(text) && Number(text) >= 1 && Number(text) <= most;
    const answer = await (await prompts()).text(texts.wizard.count, {
      initial: String(wish.count),
      check: (text) => (isCount(text.trim()) ? null : texts.wizard.needs(texts.expected.count(most))),
    });
    return { ...wish, count: Number(answer) };
  },
};

/** Whether each number is to be kept for further codes, where the platform can keep one. */
export const codesStep: Step = {
  isFor: ({ account: { definition } }) => definition.keeps === 'any' || definition.rentOptions.includes('multi'),
  async ask({ context: { texts, prompts } }, wish) {
    const choices = [
      { value: false, name: texts.wizard.oneCode, description: texts.wizard.oneCodeAbout },
      { value: true, name: texts.wizard.severalCodes, description: texts.wizard.severalCodesAbout },
    ];
    const isSeveral = await (await prompts()).choose(texts.wizard.codes, choices, { initial: wish.isSeveral });
    return { ...wish, isSeveral };
  },
};
