import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import type { Setting } from '../core/ports.ts';
import { showAddress } from '../core/redact.ts';
import { asKept, checkedValue, profilePattern } from '../flows/configuration.ts';
import { allKeys, isAddress, isSecret, parseKey, type SettingKey, settingOf, storedAs } from '../input/setting-keys.ts';
import type { CommandSpec, Input } from '../input/spec.ts';
import { readAll } from '../input/stdin.ts';
import { invalid } from '../input/values.ts';
import { languages } from '../messages/index.ts';
import { providers } from '../providers/index.ts';

const keyArgument = { label: 'KEY', text: 'key', required: true, many: false } as const;

export const config: CommandSpec = {
  name: 'config',
  subcommands: [
    { name: 'get', exitCodes: [3], arguments: [keyArgument], run: getSetting },
    {
      name: 'set',
      exitCodes: [3, 13],
      arguments: [keyArgument, { label: 'VALUE', text: 'value', required: false, many: false }],
      run: setSetting,
    },
    { name: 'list', exitCodes: [3], run: listSettings },
    { name: 'path', exitCodes: [], run: printPaths },
  ],
};

const masked = '***';

function shown(key: SettingKey, setting: Setting | null): string | null {
  if (setting === null) return null;
  if (isSecret(key)) return masked;
  return isAddress(key) ? showAddress(setting.value) : setting.value;
}

async function getSetting(context: Context, input: Input): Promise<void> {
  const key = await parseKey(context, input.words[0] ?? '');
  const setting = settingOf(await context.sources(), key);
  const value = shown(key, setting);
  await context.output.result({
    json: { key: storedAs(key), value, source: setting?.source ?? null, origin: setting?.origin ?? null },
    plain: value === null ? [] : [[value]],
    blocks: [{ kind: 'line', text: value ?? { text: context.texts.config.unset, tone: 'dim' } }],
  });
}

async function setSetting(context: Context, input: Input): Promise<void> {
  const { texts, output } = context;
  const [name = '', typed] = input.words;
  const key = await parseKey(context, name);
  const value = await valueFor(context, { key, name, typed });
  if (value !== '') checkValue(context, key, value);
  const store = await context.settings();
  const kept = key.kind === 'field' ? asKept(key.field, value) : value;
  store.write({ [storedAs(key)]: value === '' ? null : kept });
  const words = value === '' ? texts.config.removed(storedAs(key)) : texts.config.saved(storedAs(key));
  output.note(words, 'good');
  const json = { key: storedAs(key), value: value === '' ? null : isSecret(key) ? masked : value, path: store.path };
  await output.result({ json, plain: [], blocks: [] });
}

/** A secret comes from stdin or from a hidden prompt, never from the command line, which other processes can read. */
async function valueFor(
  context: Context,
  { key, name, typed }: { key: SettingKey; name: string; typed: string | undefined },
): Promise<string> {
  const { texts, host, signal } = context;
  if (typed === '-') {
    const piped = (await readAll(host.stdin, signal)).replace(/\r?\n$/u, '');
    // Nothing comes from a password manager that failed: that is no wish to remove the value.
    if (piped === '') throw invalid(name, '', texts.expected.value);
    return piped;
  }
  if (typed !== undefined && typed !== '' && isSecret(key)) {
    throw new SmsctlError('usage.secretInArguments', { params: { key: name } });
  }
  if (typed !== undefined) return typed;
  if (!isSecret(key))
    throw new SmsctlError('usage.missingArgument', { params: { argument: 'VALUE', command: 'config set' } });
  if (!context.isInteractive) {
    throw new SmsctlError('input.required', { params: { what: name, hint: `… | smsctl config set ${name} -` } });
  }
  return (await context.prompts()).secret(texts.config.enterSecret(name));
}

function checkValue(context: Context, key: SettingKey, value: string): void {
  const { expected } = context.texts;
  if (/[\p{Cc}]/u.test(value)) throw invalid(storedAs(key), isSecret(key) ? masked : value, expected.value);
  if (key.kind === 'field') {
    const { name, choices } = key.field;
    if (choices !== undefined && !choices.includes(value))
      throw invalid(name, value, expected.choice(choices.join(', ')));
    checkedValue(name, value);
    return;
  }
  const choices =
    key.name === 'provider' ? providers.map((one) => one.id) : key.name === 'lang' ? [...languages] : null;
  if (choices !== null && !choices.some((one) => one === value))
    throw invalid(key.name, value, expected.choice(choices.join(', ')));
  if (key.name === 'profile' && !profilePattern.test(value)) throw invalid(key.name, value, expected.profile);
}

async function listSettings(context: Context): Promise<void> {
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
  const given = rows.filter((row) => row.value !== null);
  await output.result({
    json: { settings: rows },
    plain: given.map((row) => [row.key, row.value ?? '', row.source ?? '']),
    blocks: [
      {
        kind: 'table',
        columns: [
          { label: texts.columns.key },
          { label: texts.columns.value, flexible: true },
          { label: texts.columns.source },
          { label: texts.columns.origin, flexible: true },
        ],
        rows: rows.map((row) => [
          row.key,
          row.value ?? { text: texts.config.unset, tone: 'dim' as const },
          row.source === null ? '' : texts.sources[row.source],
          row.origin ?? '',
        ]),
      },
    ],
  });
}

async function printPaths(context: Context): Promise<void> {
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
