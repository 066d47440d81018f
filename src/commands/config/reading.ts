import type { Context } from '../../context/context.ts';
import type { Setting } from '../../core/ports.ts';
import { showAddress } from '../../core/redact.ts';
import {
  allKeys,
  ignoredKeys,
  isAddress,
  isHidden,
  isSecret,
  parseKey,
  type SettingKey,
  settingOf,
  storedAs,
} from '../../input/setting-keys.ts';
import type { Input } from '../../input/spec.ts';
import { isSet } from '../../input/values.ts';

function shown(key: SettingKey, setting: Setting | null): string | null {
  if (setting === null) return null;
  if (isHidden(key, setting.value)) return '***';
  return isAddress(key) ? showAddress(setting.value) : setting.value;
}

export async function getSetting(context: Context, input: Input): Promise<void> {
  const key = await parseKey(context, input.words[0] ?? '');
  const setting = settingOf(await context.sources(), key);
  const value = shown(key, setting);
  await context.output.result({
    json: { key: storedAs(key), value, source: setting?.source ?? null, origin: setting?.origin ?? null },
    plain: value === null ? [] : [[value]],
    blocks: [{ kind: 'line', text: value ?? { text: context.texts.config.unset, tone: 'dim' } }],
  });
}

/** On a terminal what somebody has chosen; everything there is with --all, and for programs. */
export async function listSettings(context: Context, input: Input): Promise<void> {
  const { texts, output } = context;
  const sources = await context.sources();
  const rows = allKeys(sources).map((key) => {
    const setting = settingOf(sources, key);
    return {
      key: storedAs(key),
      value: shown(key, setting),
      source: setting?.source ?? null,
      origin: setting?.origin ?? null,
      secret: isSecret(key),
    };
  });
  const ignored = ignoredKeys(sources);
  for (const { key, suggestion } of ignored) output.note(texts.config.ignored(key, suggestion), 'warn');
  const given = rows.filter((row) => row.value !== null);
  const isAll = isSet(input, 'all');
  const listed = isAll ? rows : rows.filter(({ source }) => source !== null && source !== 'default');
  const dim = (text: string) => ({ kind: 'line' as const, text: { text, tone: 'dim' as const } });
  await output.result({
    json: { settings: rows, ignored },
    plain: given.map((row) => [row.key, row.value ?? '', row.source ?? '']),
    blocks: [
      ...(listed.length === 0
        ? [{ kind: 'line' as const, text: texts.config.nothingSet }]
        : [
            {
              kind: 'table' as const,
              columns: [
                { label: texts.columns.key },
                { label: texts.columns.value, flexible: true },
                { label: texts.columns.origin },
              ],
              rows: listed.map((row) => [
                row.key,
                row.value ?? { text: texts.config.unset, tone: 'dim' as const },
                row.source === 'environment'
                  ? (row.origin ?? '')
                  : row.source === null
                    ? ''
                    : texts.sources[row.source],
              ]),
            },
          ]),
      dim(texts.labelled(texts.facts.settings, sources.storePath)),
      ...(isAll ? [] : [dim(texts.config.restWithAll)]),
    ],
  });
}

export async function printPaths(context: Context): Promise<void> {
  const { texts, output, paths } = context;
  const { path: settings } = await context.settings();
  await output.result({
    json: { settings, ledger: paths.ledgerFile, sandbox: paths.sandboxDir },
    plain: [[settings]],
    blocks: [
      {
        kind: 'facts',
        facts: [
          [texts.facts.settings, settings],
          [texts.facts.ledger, paths.ledgerFile],
          [texts.facts.sandbox, paths.sandboxDir],
        ],
      },
    ],
  });
}
