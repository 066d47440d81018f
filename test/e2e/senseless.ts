export type Fault = Readonly<Record<string, unknown>>;

/** What tells nothing about what the platform did, before or after it acted. */
export const senseless: Readonly<Record<string, Fault>> = {
  'the connection is closed': { kind: 'refuse' },
  'the connection is closed after the platform acted': { kind: 'refuse', when: 'after' },
  'the connection is reset': { kind: 'reset' },
  'the connection is reset after the platform acted': { kind: 'reset', when: 'after' },
  'half of the body comes': { kind: 'half' },
  'the body is empty': { kind: 'empty' },
  'the body is empty after the platform acted': { kind: 'empty', when: 'after' },
  'a web page comes': { kind: 'html' },
  'a captcha comes': { kind: 'captcha' },
  'status 500': { kind: 'status', status: 500 },
  'status 502 after the platform acted': { kind: 'status', status: 502, when: 'after' },
  'status 503': { kind: 'status' },
  'status 404': { kind: 'status', status: 404 },
  'a redirect': { kind: 'redirect' },
  'a gzip bomb': { kind: 'gzipBomb' },
  'more than 1 MiB': { kind: 'tooBig' },
  'bytes that are no UTF-8': { kind: 'gbk' },
  'JSON of another kind': { kind: 'custom', body: '[]' },
  'a bare null': { kind: 'custom', body: 'null' },
  'no code in the frame': { kind: 'custom', body: '{"msg":"Success","data":"+59173841704"}' },
  'a code that the document does not know': { kind: 'custom', body: '{"code":299,"msg":"?","data":""}' },
};
