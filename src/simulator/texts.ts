import { fillDigits, pick, type RandomState } from './random.ts';

/** One message as it will be, and what its code is. */
export interface Text {
  readonly text: string;
  readonly code: string;
}

const usual = [
  '[{project}] Your verification code is {code}. It expires in 5 minutes.',
  '【{project}】您的验证码为{code}，5分钟内有效，请勿告诉他人。',
  '{project}: {code} es tu código de verificación. No lo compartas con nadie.',
  '{code} is your {project} code. Do not share it.',
  'Seu código de verificação {project} é {code}.',
  'Votre code {project} est {code}. Ne le communiquez à personne.',
  'Ihr {project}-Bestätigungscode lautet {code}.',
  'Ваш код подтверждения {project}: {code}',
  'Kode verifikasi {project} Anda adalah {code}. JANGAN berikan kode ini kepada siapa pun.',
  '{project}: mã xác minh của bạn là {code}',
] as const;

const codeShapes = ['######', '######', '######', '######', '######', '###-###'] as const;

/** A message of a project: one of its own texts or of the usual ones, with a code such as `048213` or `637-322`. */
export function writeText(random: RandomState, project: string, own: readonly string[]): Text {
  const [first, ...more] = own;
  const template = (first === undefined ? pick(random, usual) : pick(random, [first, ...more])) as string;
  const code = fillDigits(random, pick(random, codeShapes));
  if (!template.includes('{code}')) return { text: template, code: codeIn(template) };
  return { text: template.replaceAll('{project}', project).replaceAll('{code}', code), code };
}

/** The code in a text that somebody else wrote: its first run of 4 to 8 digits, else the whole text. */
export function codeIn(text: string): string {
  return /(?<!\d)(?:\d{4,8}|\d{3}-\d{3})(?!\d)/.exec(text)?.[0] ?? text;
}
