import type { enStats } from '../en/stats.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export const zhCnStats = {
  columns: {
    rented: '取号',
    received: '收码',
    givenUp: '放弃',
    share: '收码率',
    median: '中位',
    ninetieth: '九成',
    own: '你的收码率',
  },
  percent,
  seconds: (milliseconds: number): string => {
    const seconds = milliseconds / 1000;
    if (seconds < 9.95) return `${seconds.toFixed(1)} 秒`;
    return seconds < 99.5 ? `${Math.round(seconds)} 秒` : `${Math.round(seconds / 60)} 分`;
  },
  facts: { rented: '取号', received: '收码', givenUp: '放弃', waiting: '等待中', time: '用时' },
  tooLate: (givenUp: number, late: number): string => `${givenUp}，其中 ${late} 个的验证码来得太晚`,
  time: (median: string, ninetieth: string): string => `一半的验证码在 ${median}内到达，九成在 ${ninetieth}内`,
  own: (share: number | null, received: number, rented: number): string =>
    share === null ? `${received}/${rented}` : `${percent(share)}（${received}/${rented}）`,
  nothing: '还没有取过号，没有可统计的。',
  nothingFits: '没有取过符合条件的号码。',
  start: (command: string): string => `取一个号码：${command}`,
  more: (command: string): string => `查看全部统计：${command}`,
} satisfies typeof enStats;
