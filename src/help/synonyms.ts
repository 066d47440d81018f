/** Words that people try, and the command, topic or inner command that they mean. */
const synonyms: readonly (readonly [name: string, words: string])[] = [
  ['get-number', 'get rent buy take order acquire lease number new 取号 获取号码'],
  ['wait-code', 'wait code codes get-code getcode sms otp read receive get-sms getsms poll 验证码 取码 收码'],
  ['run', 'exec with execute test 运行'],
  ['release', 'cancel free drop return give-back giveback refund unlock 释放'],
  ['blacklist', 'ban block black blacklists 加黑 拉黑 黑名单'],
  ['numbers', 'ls list leases ledger history held 号码 账本'],
  ['balance', 'money account points credit whoami 余额'],
  ['countries', 'stock available 国家'],
  ['project', 'price service services projects 项目'],
  ['send-sms', 'send reply 发送'],
  ['reconcile', 'settle fix recover repair 对账'],
  ['providers', 'platform platforms 平台'],
  ['config', 'settings setting set configure conf 设置'],
  ['login', 'signin sign-in auth setup init 登录'],
  ['logout', 'signout sign-out 退出'],
  ['doctor', 'check diagnose 诊断'],
  ['stats', 'statistics spending report 统计'],
  ['simulate', 'simulator serve server mock'],
  ['completion', 'completions complete autocomplete'],
  ['help', 'man manual docs 帮助'],
  ['exit-codes', 'exit exitcodes errors'],
  ['environment', 'env variables vars'],
  ['list', 'ls show all'],
  ['set', 'add put unset remove rm delete edit'],
  ['get', 'read print'],
  ['path', 'where file files dir'],
];

/** Which of the known words another word stands for, or null. */
export function synonymOf(word: string, known: readonly string[]): string | null {
  const found = synonyms.find(([name, words]) => known.includes(name) && words.split(' ').includes(word));
  return found?.[0] ?? null;
}
