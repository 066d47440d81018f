import type { Messages } from '../index.ts';
import { tableTime } from '../table-time.ts';
import { zhCnAbilities } from './abilities.ts';
import { zhCnBoard } from './board.ts';
import { zhCnDoctor } from './doctor.ts';
import { zhCnErrors } from './errors.ts';
import { zhCnExpected } from './expected.ts';
import { zhCnHelp } from './help.ts';
import { zhCnPages } from './help-pages.ts';
import { zhCnTopics } from './help-topics.ts';
import { zhCnLogin } from './login.ts';
import { zhCnManual } from './manual.ts';
import { zhCnPrompts } from './prompts.ts';
import { zhCnRun } from './run.ts';
import { zhCnStats } from './stats.ts';
import { zhCnWizard } from './wizard.ts';
import { zhCnAfter, zhCnDuration, zhCnStakes, zhCnStates } from './words.ts';

export const zhCn = {
  locale: 'zh-CN',
  get errors() {
    return zhCnErrors;
  },
  stakes: zhCnStakes,
  states: zhCnStates,
  abilities: zhCnAbilities,
  get stats() {
    return zhCnStats;
  },
  board: zhCnBoard,
  after: zhCnAfter,
  get help() {
    return zhCnHelp;
  },
  get pages() {
    return zhCnPages;
  },
  get topics() {
    return zhCnTopics;
  },
  get manual() {
    return zhCnManual;
  },
  get prompts() {
    return zhCnPrompts;
  },
  get wizard() {
    return zhCnWizard;
  },
  duration: zhCnDuration,
  clock: (milliseconds: number): string => tableTime(milliseconds, zhCnDuration),
  sentences: (parts: readonly string[]): string => parts.join(''),
  clauses: (parts: readonly string[]): string => parts.join('；'),

  labelled: (label: string, text: string): string => `${label}：${text}`,

  failure: {
    error: '错误',
    hint: '怎么办',
    codes: (code: string, exitCode: number): string => `代码 ${code}，退出码 ${exitCode}`,
    platformSays: '平台答复',
    more: (count: number, command: string): string => `还有 ${count} 个：${command}`,
  },

  columns: {
    id: 'ID',
    number: '号码',
    country: '国家',
    name: '名称',
    available: '可用',
    project: '项目',
    provider: '平台',
    state: '状态',
    code: '验证码',
    age: '已过',
    left: '剩余',
    next: '下一步',
    result: '结果',
    platform: '平台',
    ledger: '账本',
    blacklisted: '已加黑',
    before: '之前',
    after: '之后',
    why: '说明',
    key: '设置',
    value: '值',
    source: '来源',
    origin: '出处',
    title: '平台',
    configured: '已配置',
    variable: '环境变量',
    can: '可用功能',
    exitCode: '退出码',
  },

  facts: {
    project: '项目',
    name: '名称',
    status: '状态',
    kind: '类型',
    prices: '价格',
    account: '账号',
    balance: '余额',
    profile: '配置',
    maxNumbers: '同时号码上限',
    createdAt: '注册时间',
    settings: '设置文件',
    ledger: '账本',
    sandbox: '沙箱',
    request: '请求',
    limits: '限额',
    baseUrl: '接口地址',
    platform: '平台',
    can: '可以',
    rentOptions: '取号选项',
    control: '控制接口',
    credentials: '凭据',
  },

  providers: {
    configured: '已配置',
    notConfigured: (command: string): string => `尚未配置：${command}`,
    required: '必填',
    set: (source: string): string => `已设置（${source}）`,
    more: '限额和其他设置：smsctl config list --all',
  },

  units: { points: '积分', messages: '条', yuan: '元' },
  yesNo: (yes: boolean): string => (yes ? '是' : '否'),
  none: '–',

  getNumber: {
    asking: '正在取号 …',
    retrying: (words: string, pause: string): string => `${words} ${pause}后再取。`,
    advice: (_count: number, after: string, within: string): string => `建议取号约 ${after}后、${within}内发送短信。`,
    adviceNow: (_count: number, within: string): string => `请在 ${within}内发送短信。`,
    thenWait: (command: string): string => `然后运行：${command}`,
    fewer: (got: number, asked: number): string => `要 ${asked} 个号码，只取到 ${got} 个。`,
    existing: '这个请求编号用过：以下是当时的号码，没有重复购买。',
    requestIsOut: '取号请求已发出，正在等答复，以免丢失号码。再按一次立即退出。',
    dryRun: '什么都没有发送。请求将是：',
  },

  waitCode: {
    waiting: (count: number): string => (count === 1 ? '等待验证码' : `等待 ${count} 个验证码`),
    left: (time: string): string => `剩 ${time}`,
    looks: (count: number): string => `已查 ${count} 次`,
    settled: {
      received: (number: string): string => `${number}：已收到验证码`,
      timedOut: (number: string): string => `${number}：超时未收到验证码`,
      gone: (number: string): string => `${number}：号码已不在手中`,
      pending: (number: string): string => `${number}：暂无`,
      failed: (number: string): string => `${number}：失败`,
    },
  },

  giveBack: {
    released: '已释放',
    blacklisted: '已加黑',
    already: '此前已处理',
    failed: '失败',
    nothing: '没有符合条件的号码，无需处理。',
  },

  sendStates: { sent: '已发送', sending: '发送中', already: '此前已发送，这次没有发送', failed: '未发送' },

  platformStatus: { codeSent: '验证码已下发', held: '占用中', free: '未占用' },

  reconciled: {
    timeOver: '时间已过',
    stillPossible: '号码可能仍被占用；到时间后再查',
    free: '平台已释放',
    codeSent: '验证码已到：smsctl wait-code',
    held: '平台仍为你保留',
    blacklisted: '现已加黑',
    leftBehind: '所属命令已不在，现已归还',
    notAsked: '无法向平台查询',
    lateCode: '放弃之后来了验证码',
    failed: '查询失败',
    freed: (time: string): string => `平台会在 ${time}内自行释放`,
    balance: (before: string | null, after: string | null, others: number | null): string => {
      if (before === null && after === null) return '余额未知';
      const between = others === null ? '' : `，其间另取号 ${others} 个`;
      const shown = (balance: string | null) => (balance === null ? '未知' : ` ${balance}`);
      return `此前余额${shown(before)}，此后${shown(after)}${between}`;
    },
    chargesMessages: '该平台的余额按短信扣除，看不出是否取到号码',
    nothing: '没有未结的号码。',
  },

  notes: {
    unknown: (count: number): string => `有 ${count} 个取号请求结果未知：可能已取到号码。用 smsctl reconcile 处理。`,
    finishedDue: (number: string): string => `${number}：上次未完成的加黑，现已完成。`,
    stillDue: (number: string): string => `${number}：仍待加黑，下一个命令会再试。`,
    endedLeft: (number: string): string => `${number}：所属命令已不在，现已归还。`,
    stillLeft: (number: string): string => `${number}：暂时无法归还，下一个命令会再试。`,
    notReleased: (number: string, command: string): string => `${number} 未能释放。请再试：${command}`,
    stillHeld: (numbers: string): string => `仍占用：${numbers}。`,
    lateCode: (number: string, code: string): string => `${number}：放弃之后来了验证码：${code}。已记入账本。`,
    noLateLook: (number: string, why: string): string => `${number} 已放弃，未能再查一次：${why}`,
    nothingHeld: '此命令没有占用号码。',
    resume: (command: string): string => `继续等待：${command}`,
  },

  config: {
    allowPlaintext: (risk: string): string => `${risk} 今后仍要使用吗？`,
    saved: (key: string): string => `已保存 ${key}。`,
    removed: (key: string): string => `已删除 ${key}。`,
    enterSecret: (key: string): string => `${key}（不显示）：`,
    unset: '未设置',
    nothingSet: '还没有任何设置。请从 smsctl login 开始。',
    aliasMeant: (name: string): string => `没有这个项目的号码。是不是要用别名 ${name}？`,
    restWithAll: '加 --all 可同时显示默认值和未设置的项。',
    ignored: (key: string, meant: string | null): string =>
      `设置文件中的 ${key} 没有意义，已忽略${meant === null ? '' : `；可能应为 ${meant}`}。`,
  },

  sources: { option: '选项', environment: '环境变量', store: '设置文件', default: '默认' },

  get run() {
    return zhCnRun;
  },
  get login() {
    return zhCnLogin;
  },
  get doctor() {
    return zhCnDoctor;
  },

  simulate: {
    serving: '模拟器已启动。按 Ctrl-C 停止。',
    use: '在另一个终端使用：',
  },

  expected: zhCnExpected,
} satisfies Messages;
