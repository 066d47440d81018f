import type { Context } from '../context/context.ts';
import { showAddress } from '../core/redact.ts';
import { fieldSetting, fieldsOf, fieldVariable, isConfigured, type Sources } from '../flows/configuration.ts';
import type { CredentialField, ProviderDefinition } from '../providers/contract.ts';
import { providers as registry } from '../providers/index.ts';
import type { Block } from '../terminal/output.ts';

export async function runProviders(context: Context): Promise<void> {
  const { texts, output } = context;
  const sources = await context.sources();
  const profile = await context.profile();
  const rows = registry.map((definition) => ({
    id: definition.id,
    title: definition.title,
    baseUrl: addressOf(sources, definition, profile),
    configured: isConfigured(sources, definition, profile),
    abilities: definition.abilities,
    rentOptions: definition.rentOptions,
    numbersPerCall: definition.limits,
    fields: fieldsOf(definition).map((field) => ({
      name: field.name,
      key: `${definition.id}.${field.name}`,
      variable: fieldVariable(definition, field),
      secret: field.secret,
      required: field.required,
      set: fieldSetting(sources, definition, { profile, field }) !== null,
    })),
  }));
  await output.result({
    json: { providers: rows },
    plain: rows.map((row) => [row.id, String(row.configured)]),
    blocks: [
      ...registry.flatMap((definition) => blocksOf(context, { definition, sources, profile })),
      { kind: 'line' as const, text: { text: texts.providers.more, tone: 'dim' as const } },
    ],
  });
}

/** What a person wants to know first: is it ready, what can it do, what does it need. Limits are in `config list`. */
function blocksOf(
  { texts, commandLine }: Context,
  { definition, sources, profile }: { definition: ProviderDefinition; sources: Sources; profile: string },
): readonly Block[] {
  const { id, title, abilities, rentOptions } = definition;
  const isReady = isConfigured(sources, definition, profile);
  const words = (names: readonly string[]) => names.map((name) => texts.abilities[name] ?? name);
  const fields = fieldsOf(definition).filter(
    (field) => definition.fields.includes(field) || (field.name === 'baseUrl' && definition.baseUrl === null),
  );
  const stateOf = (field: CredentialField): string => {
    const setting = fieldSetting(sources, definition, { profile, field });
    if (setting !== null) return texts.providers.set(texts.sources[setting.source]);
    return field.required || field.name === 'baseUrl' ? texts.providers.required : texts.config.unset;
  };
  return [
    {
      kind: 'facts',
      facts: [
        [texts.facts.platform, { text: `${id} (${title})`, tone: 'strong' }],
        [
          texts.facts.status,
          isReady
            ? { text: texts.providers.configured, tone: 'good' }
            : { text: texts.providers.notConfigured(commandLine(`login ${id}`)), tone: 'warn' },
        ],
        [texts.facts.baseUrl, addressOf(sources, definition, profile) ?? texts.none],
        [texts.facts.can, texts.clauses(words(abilities))],
        [texts.facts.rentOptions, optionsOf(rentOptions) || texts.none],
      ],
    },
    {
      kind: 'table',
      columns: [{ label: texts.columns.key }, { label: texts.columns.variable }, { label: texts.columns.state }],
      rows: fields.map((field) => [`${id}.${field.name}`, fieldVariable(definition, field), stateOf(field)]),
    },
  ];
}

/** `--country --secret-key` */
function optionsOf(names: readonly string[]): string {
  return names.map((name) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`).join(' ');
}

/** Null where there is none that could be used. */
function addressOf(sources: Sources, definition: ProviderDefinition, profile: string): string | null {
  const field = { name: 'baseUrl', secret: false, required: false };
  const shown = showAddress(fieldSetting(sources, definition, { profile, field })?.value ?? '');
  return URL.canParse(shown) ? shown : null;
}
