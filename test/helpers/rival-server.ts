import { createServer } from 'node:http';

/**
 * A second Durian RCS, written in the simplest way from the platform's document alone and knowing nothing of this
 * project's simulator, so that not all rests on one reading. Numbers in brackets are the document's sections.
 */
export interface Rival extends AsyncDisposable {
  readonly baseUrl: string;
  readonly env: Readonly<Record<string, string>>;
  readonly key: string;
  /** Every request as it came, path and query. */
  readonly requests: string[];
  /** The platform's numbers and what has become of each. */
  readonly numbers: Map<string, RivalNumber>;
  /** Bodies for the next requests of a call, in place of the right answer. */
  readonly instead: Map<string, string[]>;
}

interface RivalNumber {
  heldFor: string | null;
  serial: string;
  codes: string[];
  black: boolean;
}

const name = 'rival';
const key = 'cml2YWw/a2V5+Q==';

export async function startRival(): Promise<Rival> {
  const free = (): RivalNumber => ({ heldFor: null, serial: '2', codes: [], black: false });
  const numbers = new Map(['+59173841704', '+59173841705', '+66812345678'].map((number) => [number, free()]));
  const requests: string[] = [];
  const instead = new Map<string, string[]>();

  const answer = (call: string, query: URLSearchParams): [code: number, msg: string, data: unknown] => {
    const pid = query.get('pid');
    const pn = query.get('pn') ?? '';
    const found = numbers.get(pn);
    if (!query.get('name') || !query.get('ApiKey')) return [803, 'empty', ''];
    if (query.get('name') !== name || query.get('ApiKey') !== key) return [802, 'wrong', ''];
    if (call === 'getUserInfo') {
      return [200, 'Success', { username: name, score: 100.5, create_date: '2018-05-09 11:18:35' }]; // [1]
    }
    if (call === 'getCountryPhoneNum') return [200, 'Success', { bo: 2, th: 1 }]; // [8]
    if (pid === null || !/^[0-9]+$/.test(pid)) return [904, 'Invalid project', ''];
    if (call === 'getMobile' || call === 'getMobileCode') {
      const num = Number(query.get('num')); // [2.1] [2.2]
      if (!(num >= 1 && num <= 10) || !['0', '1'].includes(query.get('noblack') ?? '')) return [902, 'parameters', ''];
      if (!['1', '2'].includes(query.get('serial') ?? '')) return [400906, 'serial', ''];
      const calling = { bo: '+591', th: '+66' }[query.get('cuy') ?? ''] ?? '+';
      const prefix = `+${query.get('pex') ?? ''}`;
      const fits = [...numbers].filter(
        ([number, one]) =>
          one.heldFor === null && !one.black && number.startsWith(calling) && number.startsWith(prefix),
      );
      if (fits.length === 0) return [906, 'The list of mobile numbers is empty', ''];
      const taken = fits.slice(0, num).map(([number, one]) => {
        Object.assign(one, { heldFor: pid, serial: query.get('serial'), codes: [] });
        return call === 'getMobile' ? number : `${number},${number.startsWith('+66') ? '+66' : '+591'}`;
      });
      return [200, 'Success', num === 1 ? taken[0] : taken];
    }
    if (found === undefined) return [905, 'Invalid number', ''];
    const isHeld = found.heldFor === pid;
    if (call === 'getMsg') {
      if (!isHeld || found.serial !== query.get('serial')) return [405, 'failed', '']; // [3]
      const [first] = found.codes;
      if (first === undefined) return [908, 'not found yet', ''];
      return found.serial === '1'
        ? [407, 'refresh', found.codes.map((code) => `示例:${code};`).join('')]
        : [200, 'Success', first];
    }
    if (call === 'passMobile') {
      if (!isHeld || found.serial !== query.get('serial')) return [401, 'invalid operation', '']; // [4]
      found.heldFor = null;
      return [200, 'Success', ''];
    }
    if (call === 'addBlack') {
      if (found.black) return [912, 'do not repeat', '']; // [5]
      Object.assign(found, { black: true, heldFor: null });
      return [200, 'Success', 1];
    }
    if (call === 'getStatus') {
      return isHeld ? [found.codes.length > 0 ? 201 : 202, 'status', ''] : [203, 'The number is not occupied', '']; // [6]
    }
    if (call === 'getBlack') return found.black ? [200100, 'added', ''] : [400100, 'not added', '']; // [7]
    return [400, 'system exception', ''];
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const call = url.pathname.replace('/api/', '');
    requests.push(request.url ?? '');
    const [code, msg, data] = answer(call, url.searchParams);
    response.end(instead.get(call)?.shift() ?? JSON.stringify({ code, msg, data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api`;
  return {
    baseUrl,
    env: { SMSCTL_DURIAN_BASE_URL: baseUrl, SMSCTL_DURIAN_NAME: name, SMSCTL_DURIAN_API_KEY: key },
    key,
    requests,
    numbers,
    instead,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
