import { type Language, languageOf } from '../messages/index.ts';
import { resolvePaths } from '../store/paths.ts';
import { openSettings } from '../store/settings.ts';
import type { Globals } from './globals.ts';
import { homeFolder } from './home-folder.ts';
import type { Host } from './host.ts';

export interface ChosenLanguage {
  readonly language: Language;
  /** The option, the variable or the file that named it; empty where nothing did. */
  readonly origin: string;
}

/** Option, SMSCTL_LANG, the stored setting, then the machine's locale. A wrong one is told in English. */
export function chosenLanguage(globals: Globals, env: Host['env']): ChosenLanguage {
  const wish =
    given('--lang', globals.lang) ??
    given('SMSCTL_LANG', env.SMSCTL_LANG) ??
    storedLanguage(env) ??
    given('LC_ALL', env.LC_ALL) ??
    given('LC_MESSAGES', env.LC_MESSAGES) ??
    given('LANG', env.LANG);
  const language = wish === null ? null : languageOf(wish.value);
  return language === null ? { language: 'en', origin: '' } : { language, origin: wish?.origin ?? '' };
}

interface Given {
  readonly origin: string;
  readonly value: string;
}

function given(origin: string, value: string | undefined): Given | null {
  return value === undefined || value === '' ? null : { origin, value };
}

function storedLanguage(env: Host['env']): Given | null {
  try {
    const { path, all } = openSettings({ dir: resolvePaths(env, homeFolder()).settingsDir });
    const { lang } = all();
    return lang === undefined ? null : { origin: path, value: lang };
  } catch {
    // A broken file must not stop --help; every command that needs a setting tells of it.
    return null;
  }
}
