import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { isConfigured } from '../flows/configuration.ts';
import { defaultProvider } from '../flows/login.ts';
import { fieldsGiven } from '../input/fields.ts';
import type { Input } from '../input/spec.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { providers } from '../providers/index.ts';
import type { View } from '../terminal/output.ts';
import { type LoggedIn, logIn } from './logging-in.ts';

export async function runLogin(context: Context, input: Input): Promise<void> {
  const definition = (await providerNamed(context, input)) ?? (await chooseProvider(context));
  const given = await fieldsGiven(context, input, definition);
  await context.output.result(loginView(context, await logIn(context, definition, { given })));
}

/**
 * The provider that the command line names; null where it names none.
 *
 * @throws SmsctlError `usage.sandboxLogin`, `usage.conflict`, `usage.unknownProvider`
 */
export async function providerNamed(context: Context, input: Input): Promise<ProviderDefinition | null> {
  const [word] = input.words;
  const option = context.globals.provider;
  const definition = word === undefined && option === undefined ? null : await context.provider(word ?? option);
  if (context.isSandbox) {
    const provider = definition?.id ?? (await context.provider()).id;
    throw new SmsctlError('usage.sandboxLogin', { params: { provider } });
  }
  if (option !== undefined && option.toLowerCase() !== definition?.id) {
    throw new SmsctlError('usage.conflict', { params: { option: 'PROVIDER', other: '--provider' } });
  }
  return definition;
}

async function chooseProvider(context: Context): Promise<ProviderDefinition> {
  const { texts, output } = context;
  if (!context.isInteractive) return context.provider();
  const sources = await context.sources();
  const profile = await context.profile();
  const initial = providers.find(({ id }) => id === defaultProvider(sources)?.value);
  const choices = providers.map((definition) => {
    const { id, title, abilities } = definition;
    const configured = isConfigured(sources, definition, profile) ? ` (${texts.login.configured})` : '';
    const description = texts.clauses(abilities.map((ability) => texts.abilities[ability] ?? ability));
    return { value: definition, name: `${id}  ${title}${configured}`, description };
  });
  output.alert(texts.login.noAccount('smsctl get-number --sandbox --pid 123 --wait'), 'dim');
  const prompts = await context.prompts();
  return prompts.choose(texts.login.which, choices, initial === undefined ? {} : { initial });
}

function loginView({ texts, commandLine }: Context, done: LoggedIn): View {
  const { definition, profile, facts, stored, isDefault, isUsual, path } = done;
  const { account, balance, unit } = facts;
  const which = `${isDefault ? '' : ` -p ${definition.id}`}${isUsual ? '' : ` --profile ${profile}`}`;
  const next = commandLine(`get-number${which} --pid ID --wait`);
  return {
    json: { provider: definition.id, profile, account, balance, unit, stored, default: isDefault, path },
    plain: [[definition.id, profile, account ?? '', balance]],
    blocks: [
      {
        kind: 'facts',
        facts: [
          [texts.facts.account, `${account ?? texts.none} (${definition.title})`],
          [texts.facts.balance, { text: `${balance} ${texts.units[unit] ?? unit}`, tone: 'strong' }],
          [texts.facts.profile, profile],
          [texts.login.stored, stored.length === 0 ? texts.none : stored.join(', ')],
          [texts.facts.settings, path],
        ],
      },
      { kind: 'line', text: { text: texts.login.next(next), tone: 'dim' } },
    ],
  };
}
