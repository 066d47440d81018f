import { SmsctlError } from '../core/errors.ts';

/**
 * How far a request got, by what its socket reported. `connecting`: not connected, to a proxy's far end neither;
 * `securing`: connected, TLS not yet established; `sent`: bytes of the request may have left; `answering`: the head of
 * an answer came.
 */
export type Phase = 'connecting' | 'securing' | 'sent' | 'answering';

export interface FailureFacts {
  readonly phase: Phase;
  /** Of the system, OpenSSL, Node's HTTP parser or zlib; `deadline` when a time limit of ours ended the request. */
  readonly code: string;
  /** Whether the request was to go through a proxy. */
  readonly proxied: boolean;
}

type FailureReason =
  | 'dns'
  | 'refused'
  | 'connectTimeout'
  | 'network'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'truncated'
  | 'proxy';

export interface Failure {
  readonly code: 'provider.unreachable' | 'provider.protocol' | 'unexpected';
  readonly reason: FailureReason | 'encoding' | 'tooLarge' | 'notHttp' | null;
  readonly effect: 'none' | 'possible';
}

const systemCode = /^(EAI_[A-Z]+|E[A-Z0-9]+)$/;
const nameCode = /^(ENOTFOUND|ENODATA|ESERVFAIL|EAI_[A-Z]+)$/;
const zlibCode = /^(Z_|ZSTD_|ERR_BROTLI|ERR__)/;

/**
 * Names a failure and says whether the platform may have acted. The phase alone decides the effect: before a
 * connection (for HTTPS, a secure one) stands, Node keeps the request in memory, whatever error ends it.
 */
export function classifyFailure(facts: FailureFacts): Failure {
  switch (facts.phase) {
    case 'connecting':
      return { ...classifyConnecting(facts), effect: 'none' };
    case 'securing':
      return { code: 'provider.unreachable', reason: facts.proxied ? 'proxy' : 'tls', effect: 'none' };
    case 'sent':
      return { ...classifySent(facts.code), effect: 'possible' };
    case 'answering':
      return { ...classifyAnswering(facts.code), effect: 'possible' };
  }
}

type Named = Omit<Failure, 'effect'>;

const unreachable = (reason: FailureReason): Named => ({ code: 'provider.unreachable', reason });
const nonsense = (reason: 'encoding' | 'tooLarge' | 'notHttp'): Named => ({ code: 'provider.protocol', reason });
const unexpected: Named = { code: 'unexpected', reason: null };

function classifyConnecting({ code, proxied }: FailureFacts): Named {
  // Behind a proxy, TLS with the far end is part of connecting: Node hands over the socket only after it.
  if (proxied && code !== 'EPROTO' && isTransport(code)) return unreachable('proxy');
  if (proxied && !isForeign(code)) return unreachable('tls');
  if (nameCode.test(code)) return unreachable('dns');
  if (code === 'ECONNREFUSED') return unreachable('refused');
  if (code === 'ETIMEDOUT' || code === 'deadline') return unreachable('connectTimeout');
  if (code === 'ECONNRESET') return unreachable('reset');
  return systemCode.test(code) ? unreachable('network') : unexpected;
}

function classifySent(code: string): Named {
  if (code === 'deadline' || code === 'ETIMEDOUT') return unreachable('timeout');
  if (code === 'HPE_INVALID_EOF_STATE') return unreachable('truncated');
  if (code === 'HPE_HEADER_OVERFLOW') return nonsense('tooLarge');
  if (code.startsWith('HPE_')) return nonsense('notHttp');
  return isTransport(code) || /^ERR_(SSL|TLS)_/.test(code) ? unreachable('reset') : unexpected;
}

function classifyAnswering(code: string): Named {
  if (code === 'deadline' || code === 'ETIMEDOUT') return unreachable('timeout');
  if (zlibCode.test(code)) return nonsense('encoding');
  if (isTransport(code) || /^(HPE_|ERR_(SSL|TLS)_|ERR_HTTP_CONTENT_LENGTH)/.test(code)) return unreachable('truncated');
  return unexpected;
}

function isTransport(code: string): boolean {
  return code === 'deadline' || code === 'ERR_PROXY_TUNNEL' || systemCode.test(code);
}

/** Neither the network's nor OpenSSL's: a mistake in this program or a package. */
function isForeign(code: string): boolean {
  return code === '' || /^ERR_(?!SSL_|TLS_|OSSL_)/.test(code);
}

/** The error that leaves this floor: it carries no error of another maker, whose message or options may hold keys. */
export function toError(failure: Failure, host: string): SmsctlError {
  const { code, reason, effect } = failure;
  const place = code === 'provider.unreachable' ? { host } : {};
  return new SmsctlError(code, { params: reason === null ? {} : { reason, ...place }, effect });
}

/** The innermost code of an error, or an empty text. */
export function readCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const inner = 'cause' in error ? readCode(error.cause) : '';
  if (inner !== '') return inner;
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
