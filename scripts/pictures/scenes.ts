import type { Language } from '../../src/messages/index.ts';
import type { Key } from '../../test/helpers/pty.ts';

/** A session at a terminal that becomes a picture: docs/pictures/NAME.svg, and NAME.zh-CN.svg of the same in Chinese. */
export interface Scene {
  readonly name: string;
  readonly columns: number;
  /** As many as the picture may have; what stays empty below is cut off. */
  readonly rows: number;
  /** What can be seen, for those who cannot see it. */
  readonly alt: Readonly<Record<Language, string>>;
  /** Commands that are run before, unseen. */
  readonly before?: readonly string[];
  readonly steps: readonly Step[];
  /** Shows the way there. A still of the end, unless said. */
  readonly moves?: boolean;
}

export type Step =
  /** Types a command line at the shell's prompt, and goes on when the prompt is there again. */
  | { readonly run: string }
  /** Types a command line that will ask something. */
  | { readonly start: string }
  | { readonly type: string }
  | { readonly press: readonly Key[] }
  | { readonly waitFor: Readonly<Record<Language, string | RegExp>> }
  /** Waits until the prompt is there again. */
  | { readonly waitFor: 'prompt' };

export const scenes: readonly Scene[] = [
  {
    name: 'get-number',
    columns: 80,
    rows: 12,
    moves: true,
    alt: {
      en: 'smsctl get-number --wait rents a number, shows it in a table, waits with a spinner and prints the code.',
      'zh-CN': 'smsctl get-number --wait：取号，用表格显示号码，等待时有进度提示，最后打印验证码。',
    },
    steps: [{ run: 'smsctl get-number --sandbox --pid 123 --wait' }],
  },
  {
    name: 'numbers',
    columns: 88,
    rows: 14,
    alt: {
      en: 'smsctl numbers shows every number with its state, the time left, its code and what to do next.',
      'zh-CN': 'smsctl numbers：列出所有号码的状态、剩余时间、验证码和下一步操作。',
    },
    before: [
      'smsctl get-number --sandbox -p zhima --pid 0257 --wait',
      'smsctl get-number --sandbox -p durian --pid 9011 --country br',
      'smsctl release --sandbox --pid 9011',
      'smsctl get-number --sandbox -p durian --pid 9001 --country th',
      'smsctl get-number --sandbox -p taoma --pid 123',
      'smsctl get-number --sandbox -p durian --pid 123 --country bo --wait',
    ],
    steps: [{ run: 'smsctl numbers --sandbox --all' }],
  },
  {
    name: 'stats',
    columns: 80,
    rows: 24,
    alt: {
      en: 'smsctl stats shows how many numbers brought a code and how soon, by platform and country, with bars.',
      'zh-CN': 'smsctl stats：按平台和国家统计多少号码收到验证码、用了多久，并画出条形图。',
    },
    before: [
      'smsctl get-number --sandbox -p zhima --pid 0257 --wait',
      'smsctl get-number --sandbox -p durian --pid 123 --country bo --wait',
      'smsctl get-number --sandbox -p durian --pid 123 --country th --wait',
      'smsctl get-number --sandbox -p durian --pid 9001 --country br --wait --timeout 1s',
      'smsctl get-number --sandbox -p taoma --pid 123 --wait',
    ],
    steps: [{ run: 'smsctl stats --sandbox' }],
  },
  {
    name: 'wizard',
    columns: 80,
    rows: 44,
    alt: {
      en: 'smsctl alone asks for platform, project, country and count, says what will happen, rents, waits and shows the code.',
      'zh-CN': '单独运行 smsctl：依次询问平台、项目、国家和数量，说明将要做什么，然后取号、等待并显示验证码。',
    },
    steps: [
      { start: 'smsctl' },
      { waitFor: { en: '? Platform', 'zh-CN': '? 平台' } },
      { press: ['enter'] },
      { waitFor: { en: '? Platform to simulate', 'zh-CN': '? 要模拟的平台' } },
      { press: ['enter'] },
      { waitFor: { en: '? Project id', 'zh-CN': '? 项目编号' } },
      { type: '123' },
      { press: ['enter'] },
      { waitFor: { en: '? Country', 'zh-CN': '? 国家' } },
      { type: '66' },
      { waitFor: { en: '› Thailand', 'zh-CN': '› 泰国' } },
      { press: ['enter'] },
      { waitFor: { en: '? How many numbers', 'zh-CN': '? 取几个号码' } },
      { press: ['enter'] },
      { waitFor: { en: '? Codes for each number', 'zh-CN': '? 每个号码收几条验证码' } },
      { press: ['enter'] },
      { waitFor: { en: '? Rent it now?', 'zh-CN': '? 现在取号？' } },
      { type: 'y' },
      { press: ['enter'] },
      { waitFor: { en: '? Copy the number?', 'zh-CN': '? 复制号码？' } },
      { press: ['enter'] },
      { waitFor: { en: '? What next', 'zh-CN': '? 接下来' } },
      { press: ['enter'] },
      { waitFor: 'prompt' },
    ],
  },
  {
    name: 'help',
    columns: 80,
    rows: 80,
    alt: {
      en: 'smsctl --help lists the commands and the options they share.',
      'zh-CN': 'smsctl --help：列出所有命令和通用选项。',
    },
    steps: [{ run: 'smsctl --help' }],
  },
];

/** Every command line of a scene. */
export const commandsOf = ({ before = [], steps }: Scene): string[] => [
  ...before,
  ...steps.flatMap((step) => ('run' in step ? [step.run] : 'start' in step ? [step.start] : [])),
];
