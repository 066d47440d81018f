import { answerOf, type Kind, lost, type Place, wired } from '../wire.ts';

const page = (status: number): string =>
  `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n</body>\r\n</html>\r\n`;

const html = { 'content-type': 'text/html' };

const withPage = (status: number, headers: Readonly<Record<string, string>> = {}, note = ''): Kind =>
  lost(`status ${status}${note}`, (told) => [
    answerOf(told, { status, headers: { ...html, ...headers }, body: page(status) }),
  ]);

/** A status that says no before a document that says yes. */
const withDocument = (status: number): Kind =>
  lost(`status ${status} with the document`, (told) => [answerOf(told, { status })]);

const busy = (note: string, retryAfter?: string): Kind => ({
  ...withPage(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter }, note),
  means: 'busy',
});

const moved = (status: number, note: string, location: (place: Place) => string): Kind =>
  lost(`status ${status} to ${note}`, (told, place) => [
    answerOf(told, { status, headers: { ...html, location: location(place) }, body: page(status) }),
  ]);

const otherStatus = (status: number): Kind =>
  wired(`status ${status} with the document`, 'perhaps', (told) => [answerOf(told, { status })]);

/** What the status says. */
export const statusKinds: readonly Kind[] = [
  ...[500, 501, 502, 503, 504, 505, 520, 521, 599].map((status) => withPage(status)),
  withPage(503, { 'retry-after': '1' }, ', again in a second'),
  withDocument(500),
  withDocument(503),
  busy(''),
  busy(', again in seconds', '2'),
  busy(', again in an age', '99999999999999999999'),
  busy(', again in the past', '-1'),
  busy(', again at a date', 'Wed, 21 Oct 2037 07:28:00 GMT'),
  busy(', again at some time', 'soon; really'),
  { ...withDocument(429), means: 'busy' },
  ...[400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 413, 418, 451].map((status) => withPage(status)),
  withPage(401, { 'www-authenticate': 'Basic realm="keys, please"' }, ' that asks for keys'),
  withDocument(403),
  withDocument(404),
  moved(301, 'another host', ({ trap }) => trap),
  moved(302, 'another host', ({ trap }) => trap),
  moved(303, 'another host', ({ trap }) => trap),
  moved(307, 'another host', ({ trap }) => trap),
  moved(308, 'another host', ({ trap }) => trap),
  moved(302, 'itself', ({ self }) => self),
  moved(307, 'itself', ({ self }) => self),
  moved(302, 'a relative place', () => '../../elsewhere?again=1'),
  moved(302, 'a host without a scheme', ({ trap }) => trap.replace('http:', '')),
  moved(302, 'a file', () => 'file:///etc/passwd'),
  moved(302, 'a name and a password', ({ trap }) => trap.replace('//', '//name:word@')),
  moved(302, 'nowhere', () => 'http://'),
  lost('status 200 with a refresh to another host', (told, { trap }) => [
    answerOf(told, { headers: { ...html, refresh: `0; url=${trap}` }, body: page(200) }),
  ]),
  lost('status 302 with the document', (told, { trap }) => [
    answerOf(told, { status: 302, headers: { location: trap } }),
  ]),
  withPage(300),
  withPage(305),
  lost('status 304', (told) => [answerOf(told, { status: 304, body: '' })]),
  lost('status 204', (told) => [answerOf(told, { status: 204, body: '', headers: { 'content-length': '0' } })]),
  lost('status 205', (told) => [answerOf(told, { status: 205, body: '' })]),
  ...[201, 202, 203, 206, 226].map(otherStatus),
];
