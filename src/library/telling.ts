import { SmsctlError, withDetail } from '../core/errors.ts';
import { failureText } from '../views/failure.ts';
import { hints } from './hints.ts';

/** Runs work of the library; whatever fails says in words what happened and what to do, as `message`. */
export async function telling<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SmsctlError ? await inWords(error) : error;
  }
}

async function inWords(error: SmsctlError): Promise<SmsctlError> {
  const { en } = await import('../messages/en/index.ts');
  const told = withDetail(error, {});
  const { message, hint } = failureText(error, en);
  const ours = hints[told.code];
  const words = [told.providerCode, told.providerMessage].filter((part) => part !== null && part !== '').join(' ');
  const parts = [
    message.replaceAll(flags, wishOf),
    ...(words === '' ? [] : [`The platform says "${words}".`]),
    ours === undefined ? hint : ours((name) => String(told.params[name] ?? '')),
  ].filter((part) => part !== null);
  // A runner of tests prints what it can list, and the codes that a number has brought are nobody's to read there.
  Object.defineProperty(told, 'leases', { enumerable: false });
  told.message = `${parts.join(' ')} (${error.code})`;
  Error.captureStackTrace(told, telling);
  return told;
}

const flags = /(?<![\w-])--[a-z][a-z-]*/g;

/** `--retry-for` is a wish `retryFor`, and `--pid` a wish `project`. */
function wishOf(flag: string): string {
  const name = flag.slice(2).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return name === 'pid' ? 'project' : name;
}
