import { gzipSync } from 'node:zlib';
import type { SimulatedAnswer } from '../providers/simulated.ts';
import type { Fault } from './fault.ts';

/** What goes over the wire, and how. */
export interface Reply {
  /** Null where the connection ends, or hangs, without an answer. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly manner: 'whole' | 'slow' | 'half' | 'refuse' | 'reset' | 'hang';
  /** Milliseconds between two bytes of a slow answer. */
  readonly every: number;
}

const html = { 'content-type': 'text/html; charset=UTF-8' };
const page = '<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>\n';
const captcha =
  '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><form action="/verify">' +
  '<h2>Checking your browser. 请完成安全验证</h2><input name="captcha"></form></body></html>\n';
const megabyte = 1024 * 1024;
// 系统繁忙，请稍后再试 as a GBK program writes it: no UTF-8.
const gbk = Buffer.from(
  '{"msg":"\xcf\xb5\xcd\xb3\xb7\xb1\xc3\xa6\xa3\xac\xc7\xeb\xc9\xd4\xba\xf3\xd4\xd9\xca\xd4"}',
  'latin1',
);

/** An answer without any fault. */
export function replyWith(answer: SimulatedAnswer): Reply {
  return { ...answer, body: Buffer.from(answer.body), manner: 'whole', every: 0 };
}

export function jsonReply(status: number, value: unknown): Reply {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  return replyWith({ status, headers, body: `${JSON.stringify(value, null, 2)}\n` });
}

export function plainReply(status: number, text: string): Reply {
  return replyWith({ status, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: `${text}\n` });
}

/** What a fault makes of an answer. `answer` is null where the platform never acted. */
export function spoil(fault: Fault, answer: SimulatedAnswer | null): Reply {
  const headers = { 'content-type': 'application/json', ...answer?.headers, ...fault.headers };
  const body = Buffer.from(fault.body ?? answer?.body ?? '{}');
  const good: Reply = { status: fault.status ?? answer?.status ?? 200, headers, body, manner: 'whole', every: 0 };
  const text = (status: number, usual: string): Reply => ({
    ...good,
    status: fault.status ?? status,
    headers: { ...html, ...fault.headers },
    body: Buffer.from(fault.body ?? usual),
  });
  switch (fault.kind) {
    case 'refuse':
    case 'reset':
    case 'hang':
      return { ...good, status: null, body: Buffer.alloc(0), manner: fault.kind };
    case 'slow':
      return { ...good, manner: 'slow', every: fault.every * 1000 };
    case 'half':
      return { ...good, manner: 'half' };
    case 'empty':
      return { ...good, body: Buffer.alloc(0) };
    case 'html':
      return text(200, page);
    case 'captcha':
      return text(403, captcha);
    case 'status':
      return text(503, '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>\n');
    case 'redirect': {
      const reply = text(302, '');
      return { ...reply, headers: { location: 'http://elsewhere.invalid/', ...reply.headers } };
    }
    case 'gzipBomb':
      return {
        ...good,
        headers: { ...headers, 'content-encoding': 'gzip' },
        body: gzipSync(Buffer.alloc(2 * megabyte)),
      };
    case 'tooBig':
      return { ...good, body: Buffer.concat([Buffer.alloc(megabyte + 1, ' '), body]) };
    case 'bom':
      return { ...good, body: Buffer.concat([Buffer.from('\uFEFF'), body]) };
    case 'gbk':
      return { ...good, headers: { ...headers, 'content-type': 'application/json; charset=GBK' }, body: gbk };
    case 'latin1':
      return { ...good, body: Buffer.from(fault.body ?? '{"msg":"Système occupé"}', 'latin1') };
    case 'contentType':
      return { ...good, headers: { ...headers, 'content-type': fault.headers['content-type'] ?? 'text/html' } };
    case 'custom':
      return good;
  }
}
