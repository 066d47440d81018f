import type { ErrorTexts, Fill } from '../error-texts.ts';
import { zhCnAbilities } from './abilities.ts';
import { zhCnAccountErrors } from './account-errors.ts';
import { zhCnLimitErrors } from './limit-errors.ts';
import { zhCnUsageErrors } from './usage-errors.ts';
import {
  lostReasons,
  reachReasons,
  settingReasons,
  shapeReasons,
  storageReasons,
  unsupportedHints,
  zhCnAfter,
  zhCnStates,
} from './words.ts';

const abilities: Readonly<Record<string, string>> = zhCnAbilities;

export const zhCnErrors: ErrorTexts = {
  unexpected: (fill) => ({
    message: `出现了意料之外的错误${fill('kind') === '' ? '' : `（${fill('kind')}）`}。`,
    hint: '请附上所运行的命令和 --verbose 的输出报告此问题；其中的密钥已隐去。',
  }),

  ...zhCnUsageErrors,
  ...zhCnAccountErrors,

  'settings.unreadable': (fill) => ({
    message: `设置文件无法使用（${storageReasons[fill('reason')] ?? fill('reason')}）：${fill('path')}。文件保持原样。`,
    hint: '请修复或移走该文件，或用 SMSCTL_HOME 另选文件夹。',
  }),
  'settings.invalid': (fill) => ({
    message: `设置 ${fill('name')}${fill('value') === '' ? '' : `（值为“${fill('value')}”）`} 无法使用：${settingReasons[fill('reason')] ?? fill('reason')}。`,
    hint: 'smsctl config list 显示每个值的来源。',
  }),
  'limits.missing': (fill) => ({
    message: '在 CI 环境中，设置自己的上限之前不会取号。',
    hint: `请在任务中设置 ${fill('perDay')} 或 ${fill('held')}，或者使用 --sandbox。`,
  }),
  'credentials.missing': (fill) => ({
    message: `${fill('title')} 需要 ${fill('missing')}。`,
    hint: `smsctl login ${fill('provider')} 会提示输入。也可设置 ${fill('variables')}，或保存：${fill('commands')}。没有账号也可以试用：--sandbox。`,
  }),
  'provider.unconfigured': (fill) => ({
    message: `${fill('title')} 没有可信的默认接口地址，必须自行配置。`,
    hint: `smsctl config set ${fill('key')} URL，或设置 ${fill('variable')}。`,
  }),

  'credentials.rejected': () => ({
    message: '平台不接受这些凭据。',
    hint: 'smsctl login 可重新输入；smsctl config list 显示每个凭据的来源，请与平台网页后台核对。',
  }),
  'account.suspended': () => ({ message: '平台已封禁此账号。', hint: '原因只有平台客服知道。' }),

  'numbers.none': () => ({
    message: '目前没有符合此请求的号码。',
    hint: '用 --retry-for 5m 继续取号，或换国家、号段（平台支持时）。',
  }),

  'balance.insufficient': () => ({ message: '余额不足。', hint: 'smsctl balance 查看余额；请在平台网页后台充值。' }),
  ...zhCnLimitErrors,

  'code.timeout': (fill) => ({
    message: `${fill('number')} 超时未收到验证码。${zhCnAfter[fill('after')] ?? ''}`,
    hint: fill('after') === 'kept' ? 'smsctl wait-code 可继续等待。' : 'smsctl get-number 可另取一个号码。',
  }),
  'code.stale': (fill) => ({
    message: `${fill('number')} 的验证码更早就收到了，该号码只能用一次，已用完。`,
    hint: '请另取一个号码，或取可接收多条短信的号码（multi）。',
  }),
  'code.unrecognized': (fill) => ({
    message: `${fill('number')} 收到了短信，但其中没有找到验证码。`,
    hint: 'smsctl numbers --json 显示短信原文；--match 可指定验证码的样式。',
  }),
  'code.pending': (fill) => ({
    message: `${fill('number')} 暂无验证码。`,
    hint: '稍后再查，或不带 --once 等待。',
  }),

  'outcome.unknown': (fill) => ({
    message: `取号请求已发出，但答复丢失${fill('reason') === '' ? '' : `（${lostReasons[fill('reason')] ?? lostReasons['provider.protocol']}）`}。`,
    hint: `请求不会再次发送。未使用的号码${fill('minutes') === '' ? '过一段时间' : `约 ${fill('minutes')} 分钟后`}由平台自动释放；smsctl reconcile 会在账本中了结。`,
  }),

  'send.unknown': (fill) => ({
    message: `从 ${fill('number')} 发出的短信已提交，但答复丢失：可能已发送。`,
    hint: `不会再次发送。查询状态：smsctl send-sms ${fill('number')} --check`,
  }),

  'provider.unreachable': (fill) => ({
    message: `没有收到平台的有效答复（${reachReasons[fill('reason')] ?? fill('reason')}）。`,
    hint: '请检查网络、代理和接口地址（smsctl config list），然后再试。',
  }),
  'provider.protocol': (fill) => ({
    message: `平台的答复不符合文档中的任何格式（${shapeReasons[fill('reason')] ?? fill('reason')}）。`,
    hint: '接口地址上应答的可能不是平台（smsctl config list）。--verbose 显示各请求。',
  }),
  'provider.refused': (fill) => ({
    message: '平台拒绝了此操作。',
    hint:
      fill('meaning') === 'anyParameter'
        ? '用户名或密码、项目编号、其他参数有误时，平台答复都相同：请逐一检查。'
        : null,
  }),
  'provider.unsupported': (fill) => ({
    message: `${fill('title')} 不支持：${abilities[fill('what')] ?? fill('what')}。`,
    hint: unsupportedHints[fill('what')] ?? 'smsctl providers 显示各平台的功能。',
  }),
  'project.unknown': (fill) => ({
    message: '平台没有这个项目。',
    hint:
      fill('suggestion') === ''
        ? '项目编号见平台网页后台；开头的零要保留。'
        : `是不是要用别名 ${fill('suggestion')}？smsctl config list 可查看你的别名。`,
  }),
  'country.unknown': () => ({ message: '平台没有这个国家。', hint: 'smsctl countries 列出有号码的国家。' }),
  'number.unknown': () => ({ message: '平台不接受这个号码。', hint: 'smsctl numbers 列出占用中的号码。' }),
  'number.gone': (fill) => ({
    message: `平台已不再为你保留 ${fill('number')}。`,
    hint: 'smsctl get-number 可另取一个号码。',
  }),
  'parameter.refused': () => ({
    message: '平台拒绝了请求中的某个参数。',
    hint: '--dry-run 显示请求；请与网页后台的项目要求核对。',
  }),
  'key.required': () => ({
    message: '此项目需要密钥。',
    hint: '密钥由平台客服提供；用 --secret-key 传入，或保存为设置 secretKey。',
  }),
  'key.rejected': () => ({
    message: '平台不接受项目密钥（vip 或 secret key）。',
    hint: '请检查 --vip 和 --secret-key。',
  }),
  'lease.closed': (fill) => ({
    message: [
      `${fill('number')} 已不再占用：${zhCnStates[fill('state')] ?? fill('state')}。`,
      fill('lateCode') === '' ? '' : `放弃之后来了验证码：${fill('lateCode')}。`,
    ].join(''),
    hint: 'smsctl numbers --all 显示它的去向。',
  }),

  'ledger.unusable': (fill) => ({
    message: [
      `账本无法使用（${storageReasons[fill('reason')] ?? fill('reason')}）：${fill('path')}。`,
      fill('numbers') === '' ? '' : `已取到但未能记下的号码：${fill('numbers')}。`,
    ].join(''),
    hint: `${fill('reason') === 'corrupt' ? '请把该文件移到别处' : '请检查其位置（属主、权限、磁盘空间）'}，或用 SMSCTL_HOME 另选文件夹。切勿删除账本：仍占用的号码都记在里面。`,
  }),

  'input.required': (fill) => ({
    message: `需要 ${fill('what')}，但无法询问：没有终端，或使用了 --no-input。`,
    hint: fill('hint') === '' ? null : fill('hint'),
  }),

  'terminal.required': (fill) => ({
    message: `${fill('what')} 要画在终端上，而标准输出不是终端。`,
    hint: `没有终端时请用：${fill('hint')}`,
  }),

  'plaintext.unconfirmed': (fill) => ({
    message: `${fill('title')}（${fill('host')}）使用明文 HTTP：途中任何人都能看到你的密钥和验证码。`,
    hint: `如果接受，请确认一次：smsctl config set ${fill('key')} yes`,
  }),

  'rate.limited': () => ({
    message: '平台答复：请求频率过高。',
    hint: '此账号的所有 smsctl 进程现已放慢。请几秒后再试。',
  }),
  'quota.exceeded': () => ({
    message: '账号在平台的配额已用完。',
    hint: '请释放占用的号码、等待，或向平台申请提高配额。',
  }),

  'output.failed': (fill) => ({
    message: `结果无法写出${fill('reason') === '' ? '' : `（${fill('reason')}）`}。`,
    hint: '没有丢失：smsctl numbers 可再次显示。',
  }),
  'command.notExecutable': (fill) => ({
    message: `${fill('name')} 无法运行${fill('reason') === '' ? '' : `（${fill('reason')}）`}。`,
    hint: '脚本的第一行要写明解释器，并且要有执行权限：chmod +x。',
  }),
  'command.notFound': (fill) => ({
    message: `没有程序 ${fill('name')}。`,
    hint: '程序不经过 shell 启动；只有 shell 才懂的写法请用 smsctl run … -- sh -c "…"。',
  }),
  interrupted: (fill) => ({ message: '已中断。', hint: resume(fill) }),
  terminated: (fill) => ({ message: '已终止。', hint: resume(fill) }),
};

function resume(fill: Fill): string | null {
  return fill('resume') === '' ? null : `继续等待：${fill('resume')}`;
}
