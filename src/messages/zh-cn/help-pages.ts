import type { Example, enPages, OutputTexts } from '../en/help-pages.ts';
import { zhCnAccountPages } from './account-pages.ts';

export const zhCnPages = {
  headings: {
    firstSteps: '第一步：',
    output: '输出：',
    exitCodes: '退出码：',
    topics: '主题（smsctl help TOPIC）：',
    seeAlso: '另见：',
  },
  groups: {
    rent: '取号并等待验证码：',
    giveBack: '释放、加黑与对账：',
    look: '查看：',
    account: '账号与设置：',
    tools: '工具：',
  },
  onTerminal: '终端中',
  inPipe: '管道中',
  everyExitCode: (codes: string): string => `与所有命令一样，还有 ${codes}：见 smsctl help exit-codes`,
  moreGlobals: '所有命令都可以用，写在命令名前后均可：',
  nothing: '无',
  firstSteps: [
    ['smsctl', '一步步问答，从平台到验证码'],
    ['smsctl get-number --sandbox --pid 123 --wait', '先试一试：无需账号、网络和费用'],
    ['smsctl login', '登录平台'],
    ['smsctl get-number --help', '一个命令的全部说明'],
  ],
  topics: {
    'exit-codes': '每个退出码的含义，供脚本使用',
    environment: '程序读取的所有环境变量及其当前值',
    json: '--json 的规则、全部文档和 jq 示例',
    money: '哪些操作会扣费，程序作何保证',
    sandbox: '模拟平台及其项目编号',
  },

  about: {
    ...zhCnAccountPages.about,
    balance: '向平台查询账号余额。不收费，所以也可用来检查密钥是否有效。',
    'get-number':
      '按项目取号并输出号码。这是会扣费的命令：只发一次请求，除非确证没有取到号码，否则绝不重发。每个号码都先记入账本再输出。',
    run: '像 get-number 一样取号，把号码放进环境变量（SMSCTL_NUMBER、SMSCTL_NUMBERS）后运行命令，无论它如何结束都归还号码。在命令内部，wait-code、release、blacklist、status 和 send-sms 不必写号码。退出码就是该命令的退出码；stdout 只属于该命令。',
    'wait-code':
      '按平台要求的间隔查询验证码，一个号码或五十个都可以，收到一个就立刻输出一个。超时仍未收到则加黑号码，以免再次取到；可用 --on-timeout 改变。',
    release: '释放不再需要的号码。平台不支持时会明确告知。',
    blacklist: '放弃号码，并要求平台不再分配给你。--check 只查询。',
    countries: '查询各国家的号码数量，多的在前。',
    status: '向平台查询号码，并与账本的记录对照。不会取号。',
    project: '向平台查询项目信息。并非所有平台都支持。',
    'send-sms': '用取到的号码发送一条短信（平台支持时）。只发一次：若答复丢失，用 --check 查询结果。',
    numbers: '显示本机账本的记录，不联网：占用中的号码，以及最近 24 小时内结束的号码。',
    stats: '根据本机账本统计：取到的号码有多少收到验证码、用时多久。不联网。',
    reconcile: '处理因崩溃、答复丢失或过期而未结的号码，并查找迟到的验证码。退出码为 9 之后请运行它。',
    providers: '列出各平台、其功能以及需要的设置。',
    config: '设置的优先顺序：选项、环境变量、设置文件、默认值。密钥绝不写在命令行上。',
    'config get': '输出一个设置。密钥显示为 ***。',
    'config path': '输出本程序所写文件的位置。',
    simulate: '向任何语言的程序提供模拟平台，按 Ctrl-C 停止。项目编号见 smsctl help sandbox。',
    completion:
      '输出补全脚本，之后按 Tab 即可补全命令、选项和取值：平台、最近用过的项目、国家以及占用中的号码。每次都由本程序即时给出，不联网，所以脚本不必更新。',
    help: '显示命令或主题的说明。',
  } as Readonly<Record<string, string>>,

  examples: {
    ...zhCnAccountPages.examples,
    balance: [
      ['smsctl balance', '当前账号'],
      ['smsctl balance -p durian --profile work --json', '另一个账号，供程序读取'],
    ],
    'get-number': [
      ['smsctl get-number --pid 123 --wait', '取一个号码并等待验证码'],
      ['smsctl get-number --pid 0257 --country bo --count 3', '三个玻利维亚号码'],
      ['smsctl get-number --pid 123 --retry-for 5m', '没有号码时继续尝试五分钟'],
      ['smsctl get-number --pid 123 --request-id order-7', '可放心重跑：同一编号不会重复购买'],
      ['n=$(smsctl get-number --pid 123) && code=$(smsctl wait-code "$n")', '在脚本中'],
      ['smsctl get-number --pid 123 --dry-run', '只看请求内容，不发送'],
    ],
    run: [
      ['smsctl run --pid 123 -- npm test', '为测试套件取一个号码'],
      ['smsctl run --pid 123 --count 2 --timeout 10m --report sms.xml -- npx playwright test', '两个号码，并写报告'],
      ["smsctl run --pid 123 -- sh -c 'echo $SMSCTL_NUMBER; smsctl wait-code'", '命令内部可以这样用'],
    ],
    'wait-code': [
      ['smsctl wait-code', '唯一占用中的号码'],
      ['smsctl wait-code +59173841704 --timeout 2m --on-timeout release', '超时未收到就释放'],
      ["smsctl wait-code --all --json | jq -r '[.number, .code] | @tsv'", '所有占用中的号码'],
      ['smsctl wait-code --once', '只查一次；暂无则退出码 8'],
      ["smsctl wait-code --match 'code: (\\w+)'", '指定验证码的样子'],
    ],
    release: [
      ['smsctl release', '唯一占用中的号码'],
      ['smsctl release --all --pid 123', '某个项目的全部号码'],
      ['smsctl release - < numbers.txt', '文件中的号码，一行一个'],
    ],
    blacklist: [
      ['smsctl blacklist +59173841704', '不要再分配这个号码'],
      ['smsctl blacklist --check +59173841704 --pid 123', '只查询'],
    ],
    countries: [
      ['smsctl countries --pid 123', '某个项目'],
      ['smsctl countries --country th --json', '只看一个国家'],
    ],
    status: [
      ['smsctl status', '唯一占用中的号码'],
      ['smsctl status --all', '所有未结的号码'],
    ],
    project: [['smsctl project --pid 123 -p zhima', '项目的名称和价格']],
    'send-sms': [
      ["smsctl send-sms --text 'STOP' --request-id stop-1", '可放心重跑：同一编号不会重复发送'],
      ['smsctl send-sms --check', '上一条的发送结果'],
    ],
    numbers: [
      ['smsctl numbers', '占用中的号码和下一步'],
      ['smsctl numbers --watch', '持续显示在屏幕上'],
      ['smsctl numbers --state held --since 1h', '最近一小时内取得且仍占用的号码'],
      ["smsctl numbers --all --json | jq -r '.leases[].number'", '账本中的全部号码'],
    ],
    stats: [
      ['smsctl stats', '按平台、项目和国家'],
      ['smsctl stats --by country --since 7d --pid 123', '该取哪个国家的号码'],
    ],
    reconcile: [
      ['smsctl reconcile --dry-run', '先看会做什么'],
      ['smsctl reconcile', '执行'],
    ],
    providers: [['smsctl providers', '还缺哪些设置']],
    config: [
      ['smsctl config set provider durian', '使用的平台'],
      ['smsctl config set durian.name alice', '账号名'],
      ['smsctl config set durian.apiKey', '提示输入密钥，不回显'],
      ['smsctl config list', '已有的设置及其来源'],
    ],
    'config get': [['smsctl config get durian.maxHeld', '最多可同时占用几个号码']],
    'config path': [['smsctl config path', '设置文件的位置']],
    simulate: [
      ['smsctl simulate --port 8787', '指定端口'],
      ['smsctl simulate --scenario scenario.json', '使用自定的账号、库存和故障'],
    ],
    completion: [
      ["echo 'source <(smsctl completion bash)' >> ~/.bashrc", 'bash，下次打开时生效'],
      ["echo 'source <(smsctl completion zsh)' >> ~/.zshrc", 'zsh：若有 compinit，请写在其后'],
      ['smsctl completion fish > ~/.config/fish/completions/smsctl.fish', 'fish'],
      ["'smsctl completion pwsh | Out-String | Invoke-Expression' >> $PROFILE", 'PowerShell'],
    ],
    help: [
      ['smsctl help get-number', '一个命令'],
      ['smsctl help config set', '子命令'],
      ['smsctl help exit-codes', '一个主题'],
    ],
  } as Readonly<Record<string, readonly Example[]>>,

  outputs: {
    ...zhCnAccountPages.outputs,
    balance: { terminal: '账号、余额和单位', pipe: '只有余额' },
    'get-number': {
      terminal: '表格：ID、号码、国家、项目、剩余时间',
      pipe: '一行一个号码；加 --wait 则随后输出验证码',
    },
    run: {
      terminal: '该命令自己的输出；号码及其结果在 stderr',
      pipe: '该命令自己的输出；加 --json 时文档在 stderr',
    },
    'wait-code': {
      terminal: '等待过程在 stderr；验证码各占一行',
      pipe: '验证码；涉及多个号码时为：号码、验证码，以制表符分隔',
    },
    release: { terminal: '表格：号码、结果', pipe: '号码、结果' },
    blacklist: { terminal: '表格：号码、结果', pipe: '号码、结果；加 --check 则为号码、true 或 false' },
    countries: { terminal: '表格：国家、名称、数量、你的收码率', pipe: '国家、数量' },
    status: { terminal: '表格：号码、平台、账本', pipe: '号码、平台、账本' },
    project: { terminal: '名称、状态、类型、价格', pipe: '项目、名称、状态、类型、价格' },
    'send-sms': { terminal: '短信的发送结果', pipe: '号码、状态、平台原话' },
    numbers: {
      terminal: '表格：号码、项目、状态、剩余时间、验证码、下一步；有空间时还有 ID 和时长',
      pipe: 'ID、号码、平台、项目、状态、验证码',
    },
    stats: {
      terminal: '表格：取号、收码、放弃、用时、收码率和条形图',
      pipe: '统计依据、平台、项目、国家，然后是各项数字',
    },
    reconcile: { terminal: '表格：号码、之前、之后、原因', pipe: 'ID、号码、之前、之后' },
    providers: { terminal: '各平台的功能和设置', pipe: '平台、是否已配置（true 或 false）' },
    'config get': { terminal: '设置的值', pipe: '设置的值；未设置则无输出' },
    'config set': { terminal: '无输出；提示在 stderr', pipe: '无输出' },
    'config path': { terminal: '设置、账本、沙箱的位置', pipe: '设置文件的路径' },
    simulate: { terminal: '地址和要设置的环境变量', pipe: 'export NAME=VALUE 形式的行' },
    completion: { terminal: '脚本', pipe: '脚本' },
    help: { terminal: '说明页，与终端同宽', pipe: '同上，80 列宽' },
  } as Readonly<Record<string, OutputTexts>>,
} satisfies typeof enPages & { readonly firstSteps: readonly Example[] };
