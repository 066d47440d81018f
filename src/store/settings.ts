import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SmsctlError } from '../core/errors.ts';
import type { SettingsStore } from '../core/ports.ts';
import { ensurePrivateDir, isOurs, isWide } from './paths.ts';
import { asStorageError, storageError } from './storage-error.ts';

type Settings = Readonly<Record<string, string>>;

/**
 * The settings in `settings.json`: one flat JSON object of dotted keys, sorted, which a person can read and edit.
 *
 * Reading is done here and not by conf, which takes an array or a bare text for an empty store, to be overwritten by the
 * next write, and which costs as much to load as all the rest of a short command. conf writes: whole, synced, by rename.
 */
export function openSettings({ dir }: { readonly dir: string }): SettingsStore {
  const path = join(dir, 'settings.json');
  return {
    path,
    all: () => readSettings(path),
    write: async (changes) => {
      for (const key of Object.keys(changes)) checkKey(key);
      ensurePrivateDir(dir, 'settings.unreadable');
      const { replaceSettings } = await import('./settings-file.ts');
      replaceSettings(path, () => ({ ...readSettings(path), ...changes }));
    },
  };
}

function readSettings(path: string): Settings {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return decodeSettings('{}', path);
    if (!stats.isFile() || !isOurs(stats)) throw storageError('settings.unreadable', path, 'foreign');
    if (isWide(stats)) chmodSync(path, 0o600);
    return decodeSettings(readFileSync(path, 'utf8'), path);
  } catch (error) {
    throw asStorageError(error, 'settings.unreadable', path);
  }
}

/** An object without a prototype, so that no key of the user's finds anything that is not in the file. */
function decodeSettings(text: string, path: string): Settings {
  const settings: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(parseObject(text, path))) {
    if (!isSafeKey(key) || !isPlain(value)) {
      throw new SmsctlError('settings.unreadable', { params: { path, reason: 'corrupt', key } });
    }
    settings[key] = String(value);
  }
  return settings;
}

/** A person writes `"maxHeld": 5` or `true`; a number so long that JSON has already lost digits is no such thing. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value === 'string' || typeof value === 'boolean';
}

function parseObject(text: string, path: string): object {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  } catch {
    // Said below, without the piece of the file that JSON.parse quotes: it may be a key.
  }
  throw storageError('settings.unreadable', path, 'corrupt');
}

function checkKey(key: string): void {
  if (!isSafeKey(key)) throw new SmsctlError('usage.unknownSetting', { params: { key } });
}

/** Dotted, no part empty, no control characters, none of the names that mean something to JavaScript or to conf. */
function isSafeKey(key: string): boolean {
  const reserved = ['__proto__', 'constructor', 'prototype', '__internal__'];
  return key.split('.').every((part) => /^\P{Cc}+$/u.test(part) && !reserved.includes(part));
}
