import type { ErrorTexts, Fill } from '../error-texts.ts';
import type { zhCnAccountErrors } from './account-errors.ts';
import { zhCnStates } from './words.ts';

/** What a person typed wrong. */
export const zhCnUsageErrors: Pick<
  ErrorTexts,
  Exclude<Extract<keyof ErrorTexts, `usage.${string}`>, keyof typeof zhCnAccountErrors>
> = {
  'usage.missingCommand': () => ({ message: '需要一个命令。', hint: 'smsctl --help 列出所有命令。' }),
  'usage.unknownCommand': (fill) => ({
    message: `没有“${fill('name')}”这个命令。`,
    hint: didYouMean(fill) ?? `${fill('command') || 'smsctl'} --help 列出所有命令。`,
  }),
  'usage.unknownOption': (fill) => ({
    message: `这里没有选项 ${fill('option')}。`,
    hint: didYouMean(fill) ?? `${fill('command')} --help 列出所有选项。`,
  }),
  'usage.missingArgument': (fill) => ({
    message: `缺少参数 ${fill('argument')}。`,
    hint: `${fill('command')} --help 说明命令的写法。`,
  }),
  'usage.missingOption': (fill) => ({
    message: `需要选项 ${fill('option')}。`,
    hint: fill('option') === '--provider' ? whichProvider(fill) : `${fill('command')} --help 列出所有选项。`,
  }),
  'usage.optionValueMissing': (fill) => ({
    message: `选项 ${fill('option')} 需要一个值。`,
    hint: `${fill('command')} --help 列出所有选项。`,
  }),
  'usage.invalidValue': (fill) => ({
    message: `${fill('option')} 不能是“${fill('value')}”：应为${fill('expected')}。`,
    hint: didYouMean(fill),
  }),
  'usage.excessArguments': (fill) => ({
    message: `参数多于命令所需：${fill('argument')}。`,
    hint: `${fill('command')} --help 说明命令的写法。`,
  }),
  'usage.conflict': (fill) => ({ message: `${fill('option')} 与 ${fill('other')} 不能同时使用。`, hint: null }),
  'usage.ambiguousNumber': (fill) => ({
    message: `有 ${fill('count')} 个占用中的号码符合，指的是哪一个？`,
    hint: `写出号码或 ID，或用 --pid 缩小范围。${/(?:blacklist|send-sms)$/u.test(fill('command')) ? '' : '--all 表示全选。'}`,
  }),
  'usage.noSuchLease': (fill) => ({
    message: `账本里没有号码或 ID“${fill('name')}”。`,
    hint: 'smsctl numbers --all 列出账本。若号码是在别处取得的，请用 --pid 给出项目。',
  }),
  'usage.leaseWithoutNumber': (fill) => ({
    message: `${fill('name')} 没有号码：${zhCnStates[fill('state')] ?? fill('state')}。`,
    hint: 'smsctl reconcile 处理可以了结的部分。',
  }),
  'usage.noOpenLease': (fill) => ({
    message: '没有符合条件的占用中号码。',
    hint: didYouMean(fill) ?? 'smsctl numbers 查看账本；smsctl get-number 取号。',
  }),
  'usage.requestIdReused': (fill) => ({
    message: `请求编号“${fill('requestId')}”已用于另一个不同的请求。`,
    hint: '新的购买请用新的编号；同一编号始终代表同一请求。',
  }),
  'usage.requestIdHeld': (fill) => ({
    message: `请求编号“${fill('requestId')}”的号码由另一个仍在运行的进程占用。`,
    hint: '每个进程请用各自的编号，或等那个进程结束后再试。',
  }),
  'usage.unknownSetting': (fill) => ({
    message: `没有“${fill('key')}”这个设置。`,
    hint: didYouMean(fill) ?? 'smsctl config list 列出所有设置。',
  }),
  'usage.secretInArguments': (fill) => ({
    message: `${fill('key')} 是密钥：不能写在命令行上，其他进程能看到命令行。`,
    hint: `省略值会提示输入，或从管道读入：… | ${fill('pipe') === '' ? `smsctl config set ${fill('key')} -` : fill('pipe')}`,
  }),
  'usage.waitedTwice': (fill) => ({
    message: `已经在等待 ${fill('number')} 的验证码。`,
    hint: '请等上一次等待结束再等下一次，或分别取号。',
  }),
  'usage.providerClosed': () => ({
    message: '平台连接已关闭：它和它的号码都不能再使用。',
    hint: '请在最后一次使用之后再关闭，或重新打开一个。',
  }),
  'usage.unknownProvider': (fill) => ({
    message: `没有“${fill('name')}”这个平台。`,
    hint: didYouMean(fill) ?? `已知平台：${fill('known')}。`,
  }),
};

function didYouMean(fill: Fill): string | null {
  return fill('suggestion') === '' ? null : `是不是想用 ${fill('suggestion')}？`;
}

function whichProvider(fill: Fill): string {
  if (fill('ready') !== '') return `请加上其中一个：${fill('ready')}。设为默认：smsctl config set provider ID`;
  return `还没有设置任何账号：先运行 smsctl login。没有账号也可以试用：加上 --sandbox。可用平台：${fill('known')}。`;
}
