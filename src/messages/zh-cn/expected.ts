import type { enExpected } from '../en/expected.ts';

export const zhCnExpected = {
  field: 'NAME=VALUE（名称=值）',
  alias: '以字母开头的名称，由字母、数字、- 和 _ 组成，最长 32 个字符',
  aliasIds: '平台=项目编号，多个之间用空格隔开',
  count: (most: number): string => `1 到 ${most} 的整数`,
  duration: '时长，如 90s、5m、1h30m；只写数字表示秒',
  moment: '时长，如 30s，或时间，如 2026-11-22T15:04:05Z',
  country: '两个字母的 ISO 3166 国家代码，如 bo',
  countryUk: 'gb（英国的 ISO 3166 代码）',
  prefix: '1 到 6 位数字，含国家区号',
  project: '项目编号（字母、数字、- 和 _）',
  regex: '正则表达式',
  choice: (choices: string): string => `以下之一：${choices}`,
  port: '0 到 65535 的端口',
  profile: '由字母、数字、- 和 _ 组成的名称',
  value: '一行文字',
  requestId: '1 到 200 个字符的文本',
  report: '可以写入的文件，其目录已存在',
  file: '可读取的文件',
} satisfies typeof enExpected;
