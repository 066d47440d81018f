import type { enWizard } from '../en/wizard.ts';

export const zhCnWizard = {
  intro: '一步步取号、收验证码。Esc 返回上一步，Ctrl-C 退出。',
  introPlain: '一步步取号、收验证码。每个问题都可输入 b 返回上一步，输入 q 退出。',
  inSandbox: '现在是沙箱：号码都是虚构的，不产生费用。',

  comma: '、',
  needs: (expected: string): string => `应为：${expected}。`,

  provider: '平台',
  simulated: '要模拟的平台',
  ready: '已配置',
  notReady: '尚未配置',
  sandbox: '沙箱',
  sandboxStatus: '无需账号，没有费用',
  sandboxAbout: '模拟各平台，号码是虚构的，验证码几秒后就到。',
  canDo: (abilities: string): string => `可用功能：${abilities}。`,
  chooseCountry: '选择国家',
  simulatedTitle: (title: string): string => `${title}（沙箱）`,
  setUp: (title: string): string => `${title} 尚未配置`,
  logIn: '现在登录',
  useSandbox: '先在沙箱里试用',

  held: (): string => '还有占用中的号码',
  goOnWith: (number: string): string => `继续用 ${number}`,
  heldFor: (project: string, left: string | null): string =>
    `项目 ${project}${left === null ? '' : `，还剩 ${left}`}。继续等待不另收取号费。`,
  newNumber: '另取号码',

  project: '项目',
  projectId: '项目编号',
  projectHelp: '项目编号见平台网页后台。',
  projectHelpSandbox: '这里任意数字都是项目；123 会收到验证码。',
  lastUsed: (time: string): string => `${time}前用过`,
  neverUsed: '还没用过',
  useProject: (id: string): string => `使用项目 ${id}`,

  country: '国家',
  anyCountry: '不限国家',
  countryName: (name: string, code: string, callingCode: string): string =>
    `${name}（${code}${callingCode === '' ? '' : ` +${callingCode}`}）`,
  available: (count: number): string => `${count} 个号码`,
  noneNow: '暂无号码',
  readingStock: '正在查询各国的号码数量 …',
  noStock: (why: string): string => `查不到号码数量，继续：${why}`,

  count: '取几个号码',
  codes: '每个号码收几条验证码',
  oneCode: '一条',
  oneCodeAbout: '收到第一条验证码，号码即用完。',
  severalCodes: '多条',
  severalCodesAbout: '号码一直保留，直到你释放、加黑或期满。',

  readingBalance: '正在查询余额 …',
  facts: {
    provider: '平台',
    project: '项目',
    country: '国家',
    numbers: '数量',
    held: '占用中',
    today: '24 小时内',
    floor: '最低余额',
  },
  ofLimit: (used: number, limit: number): string => `${used} 个，你设的上限是 ${limit}`,
  noBalance: (why: string): string => `未知：${why}`,
  willRent: (count: number, title: string, project: string): string =>
    `将在 ${title} 为项目 ${project} 取 ${count} 个号码。`,
  costs: {
    numbers: '取号即扣费。',
    messages: '收到短信才扣费。',
    sandbox: '只扣虚构的余额。',
  },
  willWait: (time: string): string => `然后等待验证码，最长 ${time}。`,
  onTimeout: {
    blacklist: '超时未收到的号码会被加黑。',
    keep: '超时未收到的号码会保留到期满。',
  },
  overLimit: '这超出了你自己设的上限：不会取号。',
  rentNow: (count: number): string => (count === 1 ? '现在取号？' : `现在取这 ${count} 个号码？`),

  copy: (): string => '复制号码？',
  copied: '已送往终端的剪贴板；有的终端不接受。',
  waiting: 'Ctrl-C 停止等待，号码仍为你保留。',

  next: '接下来',
  actions: {
    wait: '继续等待',
    another: '同一号码再等一条验证码',
    again: '同样条件，再取一个',
    retry: '5 分钟内反复取号',
    change: '换个条件再取',
    release: (): string => '释放号码',
    blacklist: (): string => '加黑号码',
    done: '完成',
  },

  nothingHeld: '没有占用中的号码。',
  heldNumbers: (numbers: string, left: string | null): string =>
    `仍占用：${numbers}${left === null ? '' : `，还剩 ${left}`}。`,
  goOn: (command: string): string => `继续：${command}`,
  unknown: (command: string): string => `可能已取到号码。用此命令处理：${command}`,
  sameAs: '不用问答的等效命令：',
} satisfies typeof enWizard;
