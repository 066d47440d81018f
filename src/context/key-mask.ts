import { md5Hex } from '../core/digest.ts';
import { createRedactor } from '../core/redact.ts';
import { fieldVariable, type Sources } from '../flows/configuration.ts';
import { isReference } from '../flows/references.ts';
import { providers } from '../providers/index.ts';
import type { Context } from './context.ts';

/** Masks every key that this process can know of: of any platform and profile, and those on its own command line. */
export async function createKeyMask({ host, sources, revealed }: Context): Promise<(text: string) => string> {
  // A settings file that cannot be read is told elsewhere.
  const found = await sources().catch((): Sources => ({ env: host.env, stored: {}, storePath: '' }));
  const given = revealed().flatMap((value) => [value, md5Hex(value)]); // some are only sent as their digest
  return createRedactor([...keysSet(found), ...given, ...keysTyped(host.argv)]);
}

function keysSet({ env, stored }: Sources): string[] {
  return providers.flatMap((definition) =>
    definition.fields
      .filter((field) => field.secret)
      .flatMap((field) => {
        const isIt = (key: string) => key.startsWith(`${definition.id}.`) && key.endsWith(`.${field.name}`);
        const kept = Object.entries(stored).filter(([key]) => isIt(key));
        const values = [env[fieldVariable(definition, field)] ?? '', ...kept.map(([, value]) => value)];
        return values.filter((value) => !isReference(field, value));
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
