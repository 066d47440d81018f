import { withDetail } from '../../core/errors.ts';
import type {
  Balance,
  CountryStock,
  HeldNumber,
  PlatformStatus,
  Reading,
  RentedNumber,
  RentRequest,
} from '../../core/model.ts';
import { onlyDigits } from '../../core/phone.ts';
import type { HttpRequest, Parameters } from '../../core/ports.ts';
import { unseenMessages } from '../../core/unseen.ts';
import type { CountriesWish, Provider, ProviderLink, Settlement } from '../contract.ts';
import { bringsNumbers, decodeBalance, decodeCountries, decodeMessages, decodeNumbers } from './answers.ts';
import { type DurianCall, type DurianFrame, decodeFrame, refusal } from './codes.ts';

const secret = ['name', 'ApiKey', 'secret_key', 'vip'];

/** The nine calls of the document, each in its order there. */
export function connectDurian(link: ProviderLink): Provider {
  const { credentials } = link;

  const request = (call: DurianCall, parameters: Parameters): HttpRequest => ({
    method: 'GET',
    url: `${link.baseUrl}/${call}`,
    query: [['name', credentials.name ?? ''], ['ApiKey', credentials.apiKey ?? ''], ...parameters],
    secret,
    ...(call === 'getMsg' ? { repeatable: true } : {}),
  });

  const ask = async (call: DurianCall, parameters: Parameters, signal?: AbortSignal): Promise<DurianFrame> =>
    decodeFrame(await link.http.send(request(call, parameters), signal));

  /** A host that does not know the number as it gave it out (905) is asked once more with the digits alone (D1). */
  const askAbout = async (
    call: DurianCall,
    number: HeldNumber,
    { withSerial = false, signal }: { withSerial?: boolean; signal?: AbortSignal | undefined },
  ): Promise<DurianFrame> => {
    const parameters = (pn: string): Parameters => [
      ['pn', pn],
      ['pid', number.project],
      ...(withSerial ? ([['serial', serial(number.multi)]] as const) : []),
    ];
    const frame = await ask(call, parameters(number.platformNumber), signal);
    const digits = frame.code === '905' ? onlyDigits(number.platformNumber) : number.platformNumber;
    return digits === number.platformNumber ? frame : ask(call, parameters(digits), signal);
  };

  const rentCall = (): 'getMobile' | 'getMobileCode' =>
    credentials.rentCall === 'getMobile' ? 'getMobile' : 'getMobileCode';

  const rentRequest = (wish: RentRequest): HttpRequest => {
    const optional: [string, string | null | undefined][] = [
      ['cuy', wish.country?.toLowerCase()],
      ['pex', wish.prefix],
    ];
    const keys: [string, string | null | undefined][] = [
      ['secret_key', wish.secretKey ?? credentials.secretKey],
      ['vip', wish.vip ?? credentials.vip],
    ];
    return request(rentCall(), [
      ...given(optional),
      ['pid', wish.project],
      ['num', String(wish.count)],
      ['noblack', wish.exclude === 'all' ? '1' : '0'],
      ['serial', serial(wish.multi)],
      ...given(keys),
    ]);
  };

  const settle = async (number: HeldNumber, call: 'passMobile' | 'addBlack', signal?: AbortSignal) => {
    const frame = await askAbout(call, number, { withSerial: call === 'passMobile', signal });
    return settlement(call, frame);
  };

  return {
    rentRequest,

    async balance(signal): Promise<Balance> {
      const frame = await ask('getUserInfo', [], signal);
      if (frame.code !== '200') throw refusal('getUserInfo', frame);
      return decodeBalance(frame.data);
    },

    async rent(wish): Promise<RentedNumber[]> {
      const frame = decodeFrame(await link.http.send(rentRequest(wish)));
      if (frame.code !== '200') {
        const error = refusal(rentCall(), frame);
        throw bringsNumbers(frame.data) ? withDetail(error, { effect: 'possible' }) : error;
      }
      return decodeNumbers(frame.data);
    },

    async read(numbers, signal): Promise<Reading[]> {
      return inOrder(numbers, async (number) =>
        reading(await askAbout('getMsg', number, { withSerial: true, signal }), number),
      );
    },

    async release(numbers, signal): Promise<Settlement[]> {
      return inOrder(numbers, (number) => settle(number, 'passMobile', signal));
    },

    async blacklist(numbers, signal): Promise<Settlement[]> {
      return inOrder(numbers, (number) => settle(number, 'addBlack', signal));
    },

    async isBlacklisted(number, signal): Promise<boolean> {
      const frame = await askAbout('getBlack', number, { signal });
      if (frame.code === '200100') return true;
      if (frame.code === '400100') return false;
      throw refusal('getBlack', frame);
    },

    async status(number, signal): Promise<PlatformStatus> {
      const frame = await askAbout('getStatus', number, { signal });
      if (frame.code === '200' || frame.code === '201') return 'codeSent';
      if (frame.code === '202') return 'held';
      if (frame.code === '203') return 'free';
      throw refusal('getStatus', frame);
    },

    async countries(wish: CountriesWish, signal): Promise<CountryStock[]> {
      const parameters = given([
        ['pid', wish.project],
        ['vip', wish.vip ?? credentials.vip],
      ]);
      const frame = await ask('getCountryPhoneNum', parameters, signal);
      // Here 403 is "no data", not "no credit" (D9).
      if (frame.code === '403') return [];
      if (frame.code !== '200') throw refusal('getCountryPhoneNum', frame);
      return decodeCountries(frame.data);
    },
  };
}

function reading(frame: DurianFrame, number: HeldNumber): Reading {
  switch (frame.code) {
    case '200':
    case '407': {
      const fresh = unseenMessages(decodeMessages(frame), number.messages);
      return fresh.length > 0 ? { kind: 'received', messages: fresh } : { kind: 'waiting', note: null };
    }
    case '908': // "not yet", which is what a wait is: nothing to tell
      return { kind: 'waiting', note: null };
    // A key error in words, but seen while the SMS was on its way (D7).
    case '907':
      return { kind: 'waiting', note: frame.message === '' ? null : frame.message };
    default:
      throw refusal('getMsg', frame);
  }
}

function settlement(call: 'passMobile' | 'addBlack', frame: DurianFrame): Settlement {
  if (frame.code === '200') return { kind: 'done' };
  if (call === 'addBlack' && frame.code === '912') return { kind: 'already' };
  const error = refusal(call, frame);
  // "Invalid operation" is what a number that is not held gets (D12).
  if (call === 'passMobile' && frame.code === '401') return { kind: 'notHeld', error };
  throw error;
}

/** 1 for several messages, 2 for one. */
const serial = (multi: boolean): string => (multi ? '1' : '2');

function given(parameters: readonly (readonly [string, string | null | undefined])[]): Parameters {
  return parameters.flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value] as const]));
}

/** One call at a time: the account's pace is counted per call. */
async function inOrder<In, Out>(items: readonly In[], act: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}
