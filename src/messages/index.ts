import { en } from './en/index.ts';
import { zhCn } from './zh-cn/index.ts';

/** Every text a person can meet. English is the model: what another language lacks does not compile. */
export type Messages = typeof en;

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** The texts of a language. */
export type Speak = (language: Language) => Messages;

export const messagesFor: Speak = (language) => (language === 'zh-CN' ? zhCn : en);

/** The language a locale name stands for (`zh_CN.UTF-8`, `zh-Hans`, `en`), or null for one we have no texts in. */
export function languageOf(locale: string): Language | null {
  if (/^zh(?:$|[-_.@])/iu.test(locale)) return 'zh-CN';
  if (/^en(?:$|[-_.@])/iu.test(locale)) return 'en';
  return null;
}
