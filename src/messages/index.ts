import type { en } from './en/index.ts';

/** Every text a person can meet. English is the model: what another language lacks does not compile. */
export type Messages = typeof en;

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Gives the texts of a language. */
export type Speak = (language: Language) => Promise<Messages>;

/** Loads the one language that is spoken. */
export const loadMessages: Speak = async (language) =>
  language === 'zh-CN' ? (await import('./zh-cn/index.ts')).zhCn : (await import('./en/index.ts')).en;

/** The language a locale name stands for (`zh_CN.UTF-8`, `zh-Hans`, `en`), or null for one we have no texts in. */
export function languageOf(locale: string): Language | null {
  if (/^zh(?:$|[-_.@])/iu.test(locale)) return 'zh-CN';
  if (/^en(?:$|[-_.@])/iu.test(locale)) return 'en';
  return null;
}
