import type { enAccountPages } from '../en/account-pages.ts';

export const zhCnAccountPages = {
  about: {
    login:
      '询问账号所需的内容，向平台发一次不收费的请求核对，平台接受后一次全部保存。密钥输入时不显示；也可以写 cmd:命令，每次使用时由该命令输出密钥，密钥只留在你的密码管理器里。',
    logout: '删除一个配置的凭据及其会话。限额和接口地址保留，供下次登录使用。账号仍占用号码时会先询问，或需要 --yes。',
    doctor:
      '逐项检查运行所需的一切：正常、警告或失败，以及怎么办。会向每个已配置的账号查询一次余额（不收费）；不创建也不修改任何内容。',
    'config set':
      '把一个设置保存到只有你能读取的文件。密钥可以不写，程序会提示输入且不回显；也可写 cmd:命令，由它输出密钥。project.名称 是你给项目起的别名，含各平台的编号：之后 --pid 名称 处处可用。',
    'config list': '列出你设置过的项、其值和来源；--all 显示其余的项。密钥显示为 ***，提供密钥的命令照原样显示。',
  } as Readonly<Record<string, string>>,
  examples: {
    login: [
      ['smsctl login', '选择平台，按提示输入'],
      ['smsctl login durian --profile work', '第二个账号'],
      ["smsctl login durian --field name=alice --field 'apiKey=cmd:pass show durian'", '密钥留在密码管理器'],
      ['pass show durian | smsctl login durian --field name=alice --field apiKey=-', '在脚本中，从标准输入读取'],
    ],
    logout: [
      ['smsctl logout durian', '默认配置'],
      ['smsctl logout zhima --profile work', '另一个配置'],
    ],
    doctor: [
      ['smsctl doctor', '检查一切'],
      ['smsctl doctor -p durian', '只查一个平台'],
      ['smsctl doctor --json | jq \'.checks[] | select(.level != "ok")\'', '有问题的项'],
    ],
    'config set': [
      ['smsctl config set durian.maxPerDay 50', '自己的限额'],
      ['smsctl config set project.shop durian=0257 zhima=88', '以后用 --pid shop'],
      ["smsctl config set durian.apiKey 'cmd:pass show durian'", '密钥留在密码管理器'],
      ['pass show durian | smsctl config set durian.apiKey -', '保存密钥'],
      ['smsctl config set durian.work.name bob', '属于配置 work，用 --profile work 选用'],
      ["smsctl config set durian.maxPerDay ''", '再删除它'],
    ],
    'config list': [
      ['smsctl config list', '设置过的项'],
      ['smsctl config list --all', '连同默认值和未设置的项'],
      ["smsctl config list --json | jq '.settings[] | select(.value)'", '已有值的设置'],
    ],
  } satisfies typeof enAccountPages.examples,
  outputs: {
    login: { terminal: '账号、余额、保存了哪些设置及其位置', pipe: '平台、配置、账号、余额' },
    logout: { terminal: '已删除的设置', pipe: '已删除的设置，一行一个' },
    doctor: { terminal: '一项一行：检查项、结果、怎么办', pipe: '检查项、级别、结果、怎么办' },
    'config list': { terminal: '表格：设置、值、出处', pipe: '已有值的设置：名称、值、来源' },
  } as typeof enAccountPages.outputs,
} satisfies typeof enAccountPages;
