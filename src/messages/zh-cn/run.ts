import type { enRun } from '../en/run.ts';

export const zhCnRun: typeof enRun = {
  held: (numbers) => `为该命令占用的号码：${numbers}`,
  code: (length, after) => `验证码 ${length} 位${after === null ? '' : `，用时 ${after}`}`,
  endsIn: (left) => `将在 ${left}后自行结束`,
  noCode: '没有验证码',
  ended: (exitCode, after) => `命令结束，退出码 ${exitCode}，用时 ${after}。`,
  timedOut: (after) => `命令已按 --timeout 在 ${after}后停止。`,
  notStarted: '命令无法启动。',
  givingBack: '正在归还号码。再按一次立即退出。',
  inside: (name) => `${name} 是本命令启动时带来的号码，现已结束，不再处理。`,
  testTime: (given, whole) => `测试自身的 ${whole} 只给它留下 ${given}：请延长测试的时间。`,
  junit: {
    command: '命令',
    exit: (exitCode) => `退出码 ${exitCode}`,
  },
};
