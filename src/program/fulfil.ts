import type { Context } from '../context/context.ts';
import type { CommandSpec, Input } from '../input/spec.ts';
import type { Wish } from './command-line.ts';
import { manual } from './commands.ts';

/** Does what the command line says; what is not always needed is loaded where it is. @returns the exit code */
export async function fulfil(context: Context, wish: Wish): Promise<number> {
  const { output, version } = context;
  switch (wish.kind) {
    case 'command':
      return run(context, wish.spec, wish.input);
    case 'version':
      await output.result({ json: { text: version }, plain: [[version]], blocks: [{ kind: 'line', text: version }] });
      return 0;
    case 'help':
      await (await import('../help/command.ts')).showHelp(context, manual(), wish.path);
      return 0;
    case 'missing':
      if (wish.path.length === 0 && mayConverse(context))
        return (await import('../wizard/wizard.ts')).runWizard(context);
      return (await import('./missing-command.ts')).sayMissing(context, wish.path);
    case 'complaint': {
      const [{ createKeyMask }, { usageError }] = await Promise.all([
        import('../context/key-mask.ts'),
        import('./usage-error.ts'),
      ]);
      const mask = await createKeyMask(context); // before a key is cut in two
      throw usageError({ ...wish, message: mask(wish.message) });
    }
  }
}

/** Whether there is a person who can be asked, and who sees the answers. */
const mayConverse = ({ isInteractive, output }: Context): boolean => isInteractive && output.mode === 'terminal';

async function run(context: Context, spec: CommandSpec, input: Input): Promise<number> {
  try {
    const exitCode = await spec.run?.(context, input);
    return exitCode ?? 0;
  } catch (error) {
    throw await (await import('../input/projects.ts')).suggestAlias(context, input, error);
  }
}
