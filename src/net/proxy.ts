import { SmsctlError } from '../core/errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProxySetting {
  /** Host and port, without credentials: this much may be shown. */
  readonly host: string;
  /** For the `proxyEnv` option of Node's agents, which also decides by `no_proxy` whether the proxy is used. */
  readonly proxyEnv: { readonly http_proxy: string; readonly https_proxy: string; readonly no_proxy: string };
}

/**
 * The proxy that the environment names for a protocol, or null. Lower-case names come first, as in curl and in Node;
 * a value without a scheme is an HTTP proxy.
 *
 * @throws SmsctlError `settings.invalid` with the variable's name; its value may hold a password and is not in it.
 */
export function findProxy(env: Environment, protocol: string): ProxySetting | null {
  const lower = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const name = env[lower] ? lower : lower.toUpperCase();
  const value = env[name]?.trim();
  if (!value) return null;
  const url = parseProxy(value, name);
  return {
    host: url.host,
    proxyEnv: { http_proxy: url.href, https_proxy: url.href, no_proxy: env.no_proxy || env.NO_PROXY || '' },
  };
}

/** The passwords that stand in the environment's proxies: whoever answers in a platform's place may repeat them. */
export function proxyPasswords(env: Environment): string[] {
  const urls = ['http_proxy', 'https_proxy'].flatMap((name) => [env[name], env[name.toUpperCase()]]);
  return urls.flatMap((value) => {
    const password = value === undefined ? '' : (readUrl(value.trim())?.password ?? '');
    if (password === '') return [];
    try {
      return [decodeURIComponent(password)];
    } catch {
      return [password];
    }
  });
}

function readUrl(value: string): URL | null {
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
}

function parseProxy(value: string, name: string): URL {
  const url = readUrl(value);
  if (url === null || url.hostname === '') throw refuse(name, 'notUrl');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse(name, 'scheme');
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    throw refuse(name, 'credentials');
  }
  return url;
}

function refuse(name: string, reason: string): SmsctlError {
  return new SmsctlError('settings.invalid', { params: { name, reason }, effect: 'none' });
}
