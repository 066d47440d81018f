import { SmsctlError, withDetail } from '../core/errors.ts';
import { failureText } from '../views/failure.ts';

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
  const { option } = error.params;
  const plain = typeof option === 'string' ? { params: { ...error.params, option: option.replace(/^--/, '') } } : {};
  const told = withDetail(error, plain);
  const { message, hint } = failureText(told, en);
  const words = [told.providerCode, told.providerMessage].filter((part) => part !== null && part !== '').join(' ');
  const parts = [message, ...(words === '' ? [] : [`The platform says: ${words}`]), ...(hint === null ? [] : [hint])];
  told.message = `${parts.join(' ')} (${error.code})`;
  Error.captureStackTrace(told, telling);
  return told;
}
