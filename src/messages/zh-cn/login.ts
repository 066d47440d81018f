import type { enLogin } from '../en/login.ts';

export const zhCnLogin = {
  which: '选择平台：',
  configured: '已登录',
  noAccount: (command: string): string => `还没有账号？${command}`,
  intro: (title: string): readonly string[] => [
    `以下内容可在 ${title} 的网页后台找到。`,
    '密钥输入时不显示；也可写 cmd:命令，从你的密码管理器读取。',
  ],
  ask: (field: string): string => `${field}：`,
  askSecret: (field: string): string => `${field}（不显示）：`,
  askSecretAgain: (field: string): string => `${field}（不显示；直接回车则保留原值）：`,
  checking: (title: string): string => `正在向 ${title} 核对 …`,
  tryAgain: '尚未保存任何内容，请重新输入：',
  unchecked: (command: string): string => `如要不经核对直接保存：${command}`,
  makeDefault: (title: string, now: string): string => `今后不指定平台时是否使用 ${title}？（目前：${now}）`,
  done: (title: string): string => `已登录 ${title}。`,
  isDefault: (id: string): string => `${id} 已设为默认平台：可省略 -p ${id}。`,
  withProfile: (profile: string): string =>
    `使用时加 --profile ${profile}，或运行：smsctl config set profile ${profile}`,
  outranked: (variable: string): string => `环境变量 ${variable} 已设置，其值优先于刚保存的值。`,
  next: (command: string): string => `下一步：${command}`,
  confirmOut: (count: number, title: string): string => `此 ${title} 账号仍占用 ${count} 个号码。仍要退出吗？`,
  out: (title: string, profile: string): string => `已退出 ${title}（配置 ${profile}）。`,
  nothingStored: (title: string, profile: string): string => `配置 ${profile} 中没有保存 ${title} 的凭据。`,
  stillGiven: (variables: string): string => `以下环境变量仍已设置，并会继续使用：${variables}。`,
  removed: '已删除',
  stored: '已保存',
} satisfies typeof enLogin;
