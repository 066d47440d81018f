import { createRedactor } from '../core/redact.ts';
import { fieldVariable, type Sources } from '../flows/configuration.ts';
import { providers } from '../providers/index.ts';
import type { Context } from './context.ts';

/** Masks every key that this process can know of: of any platform and profile, and those on its own command line. */
export async function createKeyMask({ host, sources }: Context): Promise<(text: string) => string> {
  // A settings file that cannot be read is told elsewhere.
  const found = await sources().catch((): Sources => ({ env: host.env, stored: {}, storePath: '' }));
  return createRedactor([...keysSet(found), ...keysTyped(host.argv)]);
}

function keysSet({ env, stored }: Sources): string[] {
  return providers.flatMap((definition) =>
    definition.fields
      .filter((field) => field.secret)
      .flatMap((field) => {
        const isIt = (key: string) => key.startsWith(`${definition.id}.`) && key.endsWith(`.${field.name}`);
        const kept = Object.entries(stored).filter(([key]) => isIt(key));
        return [env[fieldVariable(definition, field)] ?? '', ...kept.map(([, value]) => value)];
      }),
  );
}

/** The two options that may hold a key. */
const keyOptions = ['--vip', '--secret-key'];

function keysTyped(argv: readonly string[]): string[] {
  return argv.flatMap((word, index) => {
    const option = keyOptions.find((name) => word === name || word.startsWith(`${name}=`));
    if (option === undefined) return [];
    return [word === option ? (argv[index + 1] ?? '') : word.slice(option.length + 1)];
  });
}
