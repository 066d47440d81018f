import type { enBoard } from '../en/board.ts';

export const zhCnBoard = {
  soon: (time: string): string => `! ${time}`,
  late: (code: string): string => `${code}（迟到）`,
  count: (count: number, state: string): string => `${state} ${count} 个`,
  closed: (count: number): string => `已结束 ${count} 个`,
  list: (parts: readonly string[]): string => parts.join('，'),
  nothing: '没有占用中的号码，也还没有取过号。',
  nothingRecent: '没有占用中的号码，一天之内也没有结束的。',
  nothingFits: '账本中没有符合条件的号码。',
  all: (command: string): string => `查看全部账本：${command}`,
  more: (count: number): string => `… 还有 ${count} 个，窗口放不下。`,
  watching: '自动刷新。按 q 或 Ctrl-C 结束，号码保持原样。',
  watchingPlain: '有变化时逐行显示。按 Ctrl-C 结束，号码保持原样。',
  appeared: (number: string, state: string): string => `${number}：${state}`,
  changed: (number: string, before: string, after: string): string => `${number}：${before} → ${after}`,
  code: (line: string, code: string): string => `${line}，验证码 ${code}`,
  next: (line: string, command: string): string => `${line}。下一步：${command}`,
} satisfies typeof enBoard;
