import type { enPrompts } from '../en/prompts.ts';

export const zhCnPrompts = {
  yes: '是',
  no: '否',
  yesOrNo: (initial: boolean): string => (initial ? 'Y/n' : 'y/N'),
  needsYesOrNo: '请输入 y（是）或 n（否）。',
  nothingFits: '没有符合的。',
  listKeys: '↑↓ 移动 · 回车 选择 · Esc 返回',
  searchKeys: '输入文字查找 · ↑↓ · 回车 · Esc 返回',

  plain: {
    apart: '。',
    choose: (most: number): string => `请输入 1 到 ${most} 的序号；b 返回，q 退出。`,
    chooseInitial: (most: number, initial: number): string =>
      `请输入 1 到 ${most} 的序号（直接回车：${initial}）；b 返回，q 退出。`,
    search: '请输入全部或一部分，直接回车则列出开头几项；b 返回，q 退出。',
    found: (most: number, of: number): string =>
      `${of > most ? `共 ${of} 项，列出 ${most} 项` : `共 ${most} 项`}。请输入 1 到 ${most} 的序号，或另输名称；b 返回，q 退出。`,
    text: '请输入；b 返回，q 退出。',
    textInitial: (initial: string): string => `请输入（直接回车：${initial}）；b 返回，q 退出。`,
    secret: '输入的内容不会显示。按回车结束，按 Esc 返回。',
    confirm: (initial: boolean): string =>
      `是请输入 y，否请输入 n（直接回车：${initial ? '是' : '否'}）；b 返回，q 退出。`,
    answer: '回答：',
    chosen: (name: string): string => `已选：${name}`,
    wrong: '没有这个选项。',
  },
} satisfies typeof enPrompts;
