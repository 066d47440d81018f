import type { StakeTexts } from '../error-texts.ts';

/** Single words and short reasons that fill the sentences. */

export const zhCnStakes: StakeTexts = {
  nothingRented: '没有取号，没有扣费。',
  maybeRented: '可能已取到号码并已扣费。',
  stillHeld: '号码仍被占用。',
  nothingStored: '没有保存任何内容。',
};

export function zhCnDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} 秒`;
  if (seconds < 3600) {
    const rest = seconds % 60 === 0 ? '钟' : ` ${String(seconds % 60).padStart(2, '0')} 秒`;
    return `${Math.floor(seconds / 60)} 分${rest}`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分` : `${Math.round(minutes / 1440)} 天`;
}

export const zhCnAfter: Readonly<Record<string, string>> = {
  kept: '号码已保留。',
  released: '号码已释放。',
  blacklisted: '号码已加黑。',
  blacklistDue: '暂时无法加黑，下一个命令会再试。',
};

export const zhCnStates: Readonly<Record<string, string>> = {
  intent: '请求中',
  unknown: '答复丢失',
  held: '占用中',
  received: '已收码',
  blacklistDue: '待加黑',
  released: '已释放',
  blacklisted: '已加黑',
  done: '完成',
  expired: '已过期',
  gone: '已失效',
  notRented: '未取到',
};

export const settingReasons: Readonly<Record<string, string>> = {
  notUrl: '不是完整的 http 或 https 地址',
  scheme: '只能用 http 或 https 地址',
  credentials: '地址中不能含用户名或密码',
  fragment: '接口地址不能含查询或片段',
  query: '接口地址不能含查询或片段',
  proxy: '不是可用的代理地址',
  number: '必须是 0 到 999999999 的整数',
  decimal: '必须是 0 或更大的数，例如 1.5',
  choice: '不在允许的取值之内',
  profile: '配置名由字母、数字、- 和 _ 组成',
  alias: '应为 平台=项目编号，多个之间用空格隔开',
};

export const reachReasons: Readonly<Record<string, string>> = {
  dns: '域名无法解析',
  refused: '连接被拒绝',
  connectTimeout: '连接超时',
  network: '网络不可达',
  tls: '无法建立可信的 TLS 连接',
  timeout: '超时',
  reset: '连接中断',
  truncated: '答复不完整',
  proxy: '代理出错',
  status: '服务器错误',
};

export const shapeReasons: Readonly<Record<string, string>> = {
  empty: '内容为空',
  html: '是网页',
  notJson: '不是 JSON',
  shape: '缺少内容或类型不对',
  code: '文档中没有的返回码',
  status: '意外的 HTTP 状态',
  redirect: '重定向；一概不跟随',
  tooLarge: '超过 1 MiB',
  encoding: '无法解压',
  notHttp: '不是 HTTP',
};

export const lostReasons: Readonly<Record<string, string>> = {
  'provider.unreachable': '连接中断、超时或服务器错误',
  'provider.protocol': '答复无法理解',
  'rate.limited': '中间环节答复请求过多',
  unexpected: '意外错误',
  interrupted: '发出请求的进程已结束，或仍在等待',
};

export const unsupportedHints: Readonly<Record<string, string>> = {
  nextPid: '在那里号码不能换项目。',
  keep: '此号码只能收一个验证码。要收多个，请用 --multi 取号。',
  release: '在那里只有 smsctl blacklist 能放弃号码；未用的号码由平台自动释放。',
  countries: '其文档没有此接口；请看平台网页后台。',
  status: 'smsctl numbers 显示账本所知。',
  isBlacklisted: 'smsctl numbers --state blacklisted 显示在此加黑过的号码。',
  send: '它只能接收。smsctl providers 显示哪个平台可以发送。',
  project: '请看平台网页后台。',
};

export const storageReasons: Readonly<Record<string, string>> = {
  symlink: '是符号链接',
  foreign: '属于他人，或不是本程序的文件',
  newer: '由更新版本的 smsctl 写成',
  corrupt: '已损坏',
  readOnly: '无法写入',
  full: '磁盘已满',
  busy: '被另一进程占用',
  interrupted: '有进程在写入时中断',
  io: '读写失败',
};
