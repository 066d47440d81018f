import type { enManual } from '../en/manual.ts';

export const zhCnManual = {
  name: '名称',
  synopsis: '概要',
  description: '描述',
  examples: '示例',
  commands: '命令',
  options: '选项',
  exitStatus: '退出码',
  environment: '环境变量',
  money: '费用',
  seeAlso: '另见',
  title: '在短信验证码平台取号、等待验证码、释放号码',
  more: 'smsctl help COMMAND 显示同样的内容以及命令的输出；这里没有的见 smsctl help TOPIC、smsctl help sandbox 和 smsctl help json。',
} satisfies typeof enManual;
