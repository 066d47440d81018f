import type { enDoctor } from '../en/doctor.ts';

export const zhCnDoctor = {
  levels: { ok: '正常', warn: '警告', fail: '失败' },
  subjects: {
    program: '程序',
    terminal: '终端',
    language: '语言',
    settings: '设置',
    aliases: '别名',
    credentials: (account: string): string => `${account} 的凭据`,
    platform: (account: string): string => `平台 ${account}`,
    proxy: '代理',
    ledger: '账本',
    pace: '请求节奏',
    place: '磁盘',
    leases: '号码',
  },
  looking: (title: string): string => `正在询问 ${title} …`,

  terminal: (columns: number, isColored: boolean): string => `${columns} 列，${isColored ? '有颜色' : '无颜色'}`,
  noTerminal: '无：只输出值',
  language: (language: string, from: string): string => `${language}，来自 ${from}`,
  fallback: '默认',

  noSettings: (path: string): string => `${path} 尚不存在`,
  settingsFile: (path: string, mode: string, count: number): string =>
    `${path}，${count} 个值${mode === '' ? '' : `，权限 ${mode}`}`,
  correctKey: (key: string): string => `应写作 ${key}：smsctl config set ${key} VALUE`,
  removeKey: '请从文件中删除这一行。',

  notSetUp: '尚未配置任何账号',
  notSetUpHint: 'smsctl login。没有账号也可以试用：smsctl get-number --sandbox --pid 123 --wait',
  fieldFrom: (field: string, from: string): string => `${field}（${from}）`,
  sandbox: '沙箱不需要',
  incomplete: (missing: string): string => `缺少 ${missing}`,

  answers: (balance: string, milliseconds: number): string => `${milliseconds} 毫秒答复，余额 ${balance}`,
  plainHttp: '明文 HTTP，你已同意',
  reachHints: {
    dns: '本机是否联网？接口地址中的域名是否正确：smsctl config list --all',
    refused: '那里没有服务。接口地址及端口是否正确：smsctl config list --all',
    connectTimeout: '中间可能有防火墙，或需要代理：HTTPS_PROXY。',
    network: '本机是否联网？可能需要 VPN 或代理：HTTPS_PROXY。',
    tls: '本机时间是否正确？若有公司代理拆解 TLS，用 NODE_EXTRA_CA_CERTS 信任它。',
    proxy: '请检查 HTTPS_PROXY 和 HTTP_PROXY，或取消它们；NO_PROXY 可设例外。',
    html: '答复是网页：网络要求先登录，或接口地址有误。',
    redirect: '被转到其他地址：网络要求先登录，或接口地址有误。',
    notHttp: '那里是别的服务：请检查接口地址及端口。',
  } as Readonly<Record<string, string>>,
  proxy: (protocol: string, host: string): string => `${protocol} 经由 ${host}`,
  proxyExcept: 'NO_PROXY 有例外',

  noLedger: (path: string): string => `${path} 尚不存在：首次取号时建立`,
  ledger: (path: string, size: string, leases: number): string => `${path}，${size}，${leases} 个号码，完好`,
  olderLedger: (version: number, newest: number): string => `格式为 ${version}，下一个命令会升级到 ${newest}`,
  wideLedger: (mode: string): string => `他人可读（权限 ${mode}）`,
  pace: (path: string): string => `${path} 无法使用：各个命令各自控制请求节奏`,
  paceHint: '请删除它，会自动重建。在此之前不要同时运行很多命令。',
  nextCommandHint: '下一个打开它的命令会自动修复：smsctl numbers',

  room: (free: string): string => `剩余 ${free}`,
  littleRoom: '请腾出空间：磁盘写满后无法取号。',
  distant: (name: string): string => `位于 ${name}，文件锁可能不可靠`,
  distantHint: '如要同时运行多个命令，请把 SMSCTL_HOME 放到本机磁盘。',

  nothingHeld: '没有占用的号码',
  held: (count: number): string => `占用 ${count} 个`,
  unknown: (count: number): string => `结果未知 ${count} 个`,
  asking: (count: number): string => `正在取号或因崩溃遗留 ${count} 个`,
  due: (count: number): string => `待加黑 ${count} 个`,
  heldHint: 'smsctl numbers',
  reconcileHint: 'smsctl reconcile',

  allWell: '一切正常。',
  summary: (failed: number, warned: number): string =>
    [...(failed > 0 ? [`${failed} 项失败`] : []), ...(warned > 0 ? [`${warned} 项警告`] : [])].join('，'),
} satisfies typeof enDoctor;
