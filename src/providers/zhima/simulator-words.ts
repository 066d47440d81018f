/** What the platform says. The document gives the first three and a release's or a sending's `OK`; the rest is made up. */
export const words = {
  badAccount: '账户异常',
  unknownProject: '项目编号不存在',
  noNumbers: '号码余量不足',
  ok: 'OK',

  badKey: '账号或密钥错误',
  lostSession: 'SESSION已失效，请重新验证密钥',
  tooFast: '操作过于频繁，请稍后再试',
  parameters: '参数错误',
  badNumber: '手机号码错误',
  badArea: '归属地编号错误',
  failure: '系统异常',
  expiredProject: '项目已过期',
  noBalance: '短信余量不足',
  quota: '今日获取号码数量已达上限',
  tooManyHeld: '占用号码数量已达上限，请先释放',
  waiting: '短信接收中',
  lost: '消息丢失',
  timedOut: '接收超时，号码已释放',
  notHeld: '号码未获取或已释放',
  noText: '发送内容不能为空',
  sending: '发送中',
  sendingFailed: '发送失败',
  notSent: '没有发送记录',
  cannotSend: '该项目不支持发送短信',
  sentBefore: '该项目只能发送一条短信',
  mixed: '不同项目的号码请分开释放',
  oneAtATime: '每次只能加入一个号码',
  already: '号码已在黑名单中',
  noRoom: '加入黑名单失败，请稍后再试',
} as const;

/** The price of a project as the document writes it. */
export const prices = '0.1(10000), 0.01(10001-30000), 0.08(+)';
