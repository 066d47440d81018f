import { en } from '../../src/messages/en/index.ts';
import type { Language, Messages } from '../../src/messages/index.ts';
import { zhCn } from '../../src/messages/zh-cn/index.ts';

/** The texts of a language, at once. */
export const messagesFor = (language: Language): Messages => (language === 'zh-CN' ? zhCn : en);
