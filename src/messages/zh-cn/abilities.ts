import type { enAbilities } from '../en/abilities.ts';

export const zhCnAbilities = {
  release: '释放号码',
  releaseAll: '一次释放全部号码',
  blacklist: '加黑号码',
  isBlacklisted: '查询号码是否已加黑',
  countries: '列出有号码的国家',
  status: '查询号码状态',
  project: '查询项目信息',
  send: '发送短信',
  country: '选择国家（--country）',
  prefix: '选择号段（--prefix）',
  multi: '接收多条短信（--multi）',
  vip: '使用 VIP 密钥（--vip）',
  secretKey: '使用项目密钥（--secret-key）',
  exclude: '选择避开谁加黑的号码（--exclude）',
  area: '选择归属地（--area）',
  operator: '选择运营商（--operator）',
  international: '取国际号码（--international）',
  number: '取指定号码（--number）',
  keep: '为下一个验证码保留这个号码（--keep）',
  nextPid: '把号码转到另一个项目（--next-pid）',
} satisfies typeof enAbilities;
