import { showAddress } from '../../core/redact.ts';
import { fieldsOf, fieldVariable, globalSettings, variableName } from '../../flows/configuration.ts';
import type { Messages } from '../../messages/index.ts';
import { providers } from '../../providers/index.ts';
import type { View } from '../../terminal/output.ts';
import { plainText, section, terms } from '../page-view.ts';
import type { TopicParts } from './topic.ts';

type OwnName = keyof Messages['topics']['variables'];

interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** What must not be shown: a key, or an address that may hold a password. */
  readonly hidden: 'key' | 'address' | null;
}

/** Every variable that the program reads, what it is for, and what it is set to. Keys are never shown. */
export function environment({ texts, context }: TopicParts): View {
  const { env } = context.host;
  const shown = ({ name, hidden }: Variable): string | null => {
    // Of a proxy's two spellings the small one goes first.
    const value = (hidden === 'address' ? env[name.toLowerCase()] : undefined) || env[name];
    if (value === undefined || value === '') return null;
    if (hidden === 'key') return '***';
    return hidden === 'address' ? showAddress(value) : value;
  };
  const groups = environmentGroups(texts);
  const rows = groups.flatMap(({ variables }) => variables);
  const sections = groups.map(({ title, variables }) =>
    section(
      title,
      terms(
        variables.map((variable) => {
          const value = shown(variable);
          const now = value === null ? '' : ` ${texts.topics.setTo(value)}`;
          return { term: variable.name, text: `${variable.meaning}${now}` };
        }),
      ),
    ),
  );
  return {
    json: {
      variables: rows.map((row) => ({
        name: row.name,
        meaning: row.meaning,
        secret: row.hidden === 'key',
        value: shown(row),
      })),
    },
    plain: plainText(sections)
      .split('\n')
      .map((line) => [line]),
    blocks: sections,
  };
}

/** Every variable, from the definitions of settings and platforms. */
export function environmentGroups(
  texts: Messages,
): { readonly title: string; readonly variables: readonly Variable[] }[] {
  return [
    { title: texts.topics.environmentOwn, variables: ownVariables(texts) },
    ...providers.map((definition) => ({ title: `${definition.title}:`, variables: fieldVariables(definition, texts) })),
    { title: texts.topics.environmentOthers, variables: foreignVariables(texts) },
  ];
}

const ownNames: readonly OwnName[] = [
  'SMSCTL_HOME',
  'SMSCTL_SANDBOX',
  'SMSCTL_NO_INPUT',
  'SMSCTL_ACCESSIBLE',
  'SMSCTL_LEASE',
];

function ownVariables({ topics }: Messages): Variable[] {
  const settings = globalSettings.map((name) => ({
    name: variableName(name),
    meaning: topics.fields[name] ?? '',
    hidden: null,
  }));
  const switches = ownNames.map((name) => ({ name, meaning: topics.variables[name], hidden: null }));
  const limits = limitNames().map(([name, variable]) => ({
    name: variable,
    meaning: topics.fields[name] ?? '',
    hidden: null,
  }));
  return [...settings, ...switches, ...limits];
}

/** Variables that all platforms share: the user's own limits. */
function limitNames(): [name: string, variable: string][] {
  const [first] = providers;
  if (first === undefined) return [];
  return fieldsOf(first)
    .map((field): [string, string] => [field.name, fieldVariable(first, field)])
    .filter(([name, variable]) => variable === variableName(name));
}

function fieldVariables(definition: (typeof providers)[number], { topics }: Messages): Variable[] {
  return fieldsOf(definition).flatMap((field) => {
    const name = fieldVariable(definition, field);
    if (name === variableName(field.name)) return [];
    const words = topics.fields[field.name] ?? field.name;
    const needed = field.required ? topics.required : '';
    const choices = field.choices === undefined ? '' : ` (${field.choices.join(', ')})`;
    const hidden = field.secret ? 'key' : field.name === 'baseUrl' ? 'address' : null;
    return [{ name, meaning: `${words}${choices}${needed}`, hidden }];
  });
}

function foreignVariables({ topics }: Messages): Variable[] {
  return Object.entries(topics.variables)
    .filter(([name]) => !ownNames.some((own) => own === name))
    .map(([name, meaning]) => ({ name, meaning, hidden: /_proxy$/iu.test(name) ? 'address' : null }));
}
