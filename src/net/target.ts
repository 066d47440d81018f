import { SmsctlError } from '../core/errors.ts';

/**
 * The address of a request, which comes from the base URL that the user configured.
 *
 * @throws SmsctlError `settings.invalid` for what could leak (credentials), be lost (query, fragment) or not be sent.
 */
export function parseTarget(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw refuse('notUrl');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse('scheme');
  if (url.username !== '' || url.password !== '') throw refuse('credentials');
  if (text.includes('#')) throw refuse('fragment');
  if (text.includes('?')) throw refuse('query');
  return url;
}

function refuse(reason: string): SmsctlError {
  return new SmsctlError('settings.invalid', { params: { name: 'baseUrl', reason }, effect: 'none' });
}
