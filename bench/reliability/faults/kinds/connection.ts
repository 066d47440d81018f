import { answerOf, cutAt, headOf, type Kind, lost, wired } from '../wire.ts';

const nothing = { steps: [], text: null } as const;

/** Half a body behind a head that promises all of it. */
const halfBody = (told: Parameters<typeof headOf>[0], random: () => number): Buffer =>
  Buffer.concat([headOf(told, { headers: { 'content-length': String(told.body.length) } }), cutAt(told.body, random)]);

/** What happens to connections. */
export const connectionKinds: readonly Kind[] = [
  { name: 'nobody listens', reads: 'no', means: 'unsent', at: 'listener', spoil: () => nothing },
  { ...lost('reset when it is connected', () => ['reset']), at: 'connection', means: 'perhapsUnsent' },
  { ...lost('FIN when it is connected', () => ['fin']), at: 'connection' },
  { ...lost('hang when it is connected', () => ['hang']), at: 'connection', isSlow: true },
  {
    ...lost('an answer before the question', (told) => [answerOf(told, { body: '{}' }), 'fin']),
    at: 'connection',
  },
  lost('reset after the request', () => ['reset']),
  lost('reset a while after the request', () => [300, 'reset']),
  lost('FIN after the request', () => ['fin']),
  { ...lost('hang before the head', () => ['hang']), isSlow: true },
  lost('FIN in the status line', (told, { random }) => [cutAt(headOf(told).subarray(0, 14), random), 'fin']),
  lost('reset in the status line', (told, { random }) => [cutAt(headOf(told).subarray(0, 14), random), 'reset']),
  lost('FIN in the headers', (told, { random }) => [cutAt(headOf(told), random), 'fin']),
  lost('reset in the headers', (told, { random }) => [cutAt(headOf(told), random), 50, 'reset']),
  { ...lost('hang in the headers', (told, { random }) => [cutAt(headOf(told), random), 'hang']), isSlow: true },
  lost('FIN before the body', (told) => [headOf(told, { headers: { 'content-length': '20' } }), 'fin']),
  lost('reset before the body', (told) => [headOf(told, { headers: { 'content-length': '20' } }), 50, 'reset']),
  lost('half a body, then FIN', (told, { random }) => [halfBody(told, random), 'fin']),
  lost('half a body, then reset', (told, { random }) => [halfBody(told, random), 50, 'reset']),
  { ...lost('half a body, then hang', (told, { random }) => [halfBody(told, random), 'hang']), isSlow: true },
  { ...lost('a byte every two seconds', (told) => drip(answerOf(told), 1, 2_000)), isSlow: true },
  lost('a whole body without a length, then reset', (told) => [headOf(told), told.body, 50, 'reset']),
  lost('half a body without a length', (told, { random }) => [headOf(told), cutAt(told.body, random), 'fin']),
  wired('a few bytes at a time', 'yes', (told) => drip(answerOf(told), 24, 30)),
  wired('a head, a second of silence, then the body', 'yes', (told) => [
    headOf(told, { headers: { 'content-length': String(told.body.length) } }),
    1_000,
    told.body,
  ]),
  wired('a long second of thought', 'yes', (told) => [1_200, answerOf(told)]),
];

function drip(bytes: Buffer, size: number, pause: number) {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => [
    bytes.subarray(index * size, (index + 1) * size),
    pause,
  ]).flat();
}
