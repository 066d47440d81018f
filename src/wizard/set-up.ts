import { logIn } from '../commands/logging-in.ts';
import type { Context } from '../context/context.ts';
import type { ProviderDefinition } from '../providers/contract.ts';

/** What to do about a platform that is not set up: logs in on the spot, or takes the sandbox. @throws StepBack */
export async function setUp(context: Context, definition: ProviderDefinition): Promise<'ready' | 'sandbox'> {
  const texts = context.texts.wizard;
  const prompts = await context.prompts();
  const choice = await prompts.choose<'logIn' | 'sandbox'>(texts.setUp(definition.title), [
    { value: 'logIn', name: texts.logIn },
    { value: 'sandbox', name: texts.useSandbox, description: texts.sandboxAbout },
  ]);
  if (choice === 'logIn') await logIn(context, definition);
  return choice === 'logIn' ? 'ready' : choice;
}
