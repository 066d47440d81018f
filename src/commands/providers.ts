import type { Context } from '../context/context.ts';
import { showAddress } from '../core/redact.ts';
import { fieldSetting, fieldsOf, fieldVariable, isConfigured, type Sources } from '../flows/configuration.ts';
import type { CommandSpec } from '../input/spec.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { providers as registry } from '../providers/index.ts';

export const providers: CommandSpec = {
  name: 'providers',
  async run(context: Context) {
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
      blocks: rows.flatMap((row) => [
        {
          kind: 'facts' as const,
          facts: [
            [texts.columns.provider, { text: `${row.id} (${row.title})`, tone: 'strong' }] as const,
            [texts.facts.baseUrl, row.baseUrl ?? texts.none] as const,
            [
              texts.columns.configured,
              { text: texts.yesNo(row.configured), tone: row.configured ? 'good' : 'warn' },
            ] as const,
            [texts.columns.can, row.abilities.join(', ')] as const,
          ],
        },
        {
          kind: 'table' as const,
          columns: [
            { label: texts.columns.key },
            { label: texts.columns.origin, flexible: true },
            { label: texts.columns.configured },
          ],
          rows: row.fields.map((field) => [
            field.required ? `${field.key} *` : field.key,
            field.variable,
            texts.yesNo(field.set),
          ]),
        },
      ]),
    });
  },
};

/** Null where there is none that could be used. */
function addressOf(sources: Sources, definition: ProviderDefinition, profile: string): string | null {
  const field = { name: 'baseUrl', secret: false, required: false };
  const shown = showAddress(fieldSetting(sources, definition, { profile, field })?.value ?? '');
  return URL.canParse(shown) ? shown : null;
}
