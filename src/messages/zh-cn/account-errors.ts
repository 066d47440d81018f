import type { ErrorTexts } from '../error-texts.ts';

export const zhCnAccountErrors: Pick<
  ErrorTexts,
  'usage.aliasWithoutId' | 'usage.sandboxLogin' | 'credentials.commandFailed' | 'account.inUse'
> = {
  'usage.aliasWithoutId': (fill) => ({
    message: `项目别名“${fill('name')}”在 ${fill('provider')} 没有编号：它代表 ${fill('kept')}。`,
    hint: `补上即可：smsctl config set ${fill('key')} ${fill('kept')} ${fill('provider')}=ID`,
  }),
  'usage.sandboxLogin': (fill) => ({
    message: '沙箱无需登录：任何账号和密钥都可用。',
    hint: `直接使用即可：smsctl balance --sandbox -p ${fill('provider')}。要登录自己的账号，请去掉 --sandbox，并取消 SMSCTL_SANDBOX。`,
  }),
  'credentials.commandFailed': (fill) => ({
    message: `用来提供 ${fill('key')} 的命令${commandFailures[fill('reason')]?.(fill('status')) ?? '失败'}。`,
    hint: `请单独运行该命令查看原因：smsctl config get ${fill('key')} 可显示它。其输出的第一行就是值。`,
  }),
  'account.inUse': (fill) => ({
    message: `此 ${fill('title')} 账号仍占用 ${fill('count')} 个号码。没有删除任何内容。`,
    hint: '请先放弃号码（smsctl release、smsctl blacklist），或用 --yes 仍然退出。',
  }),
};

const commandFailures: Readonly<Record<string, (status: string) => string>> = {
  status: (status) => `失败，退出状态为 ${status}`,
  signal: (status) => `被 ${status} 终止`,
  empty: () => '没有任何输出',
  text: () => '的输出不是一行文字',
  time: () => '超过一分钟仍未结束',
  start: () => '无法启动',
};
