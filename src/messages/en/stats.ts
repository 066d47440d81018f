const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const enStats = {
  columns: {
    rented: 'RENTED',
    received: 'CODES',
    givenUp: 'GIVEN UP',
    share: 'SHARE',
    median: 'MEDIAN',
    ninetieth: '90 %',
    own: 'YOUR CODES',
  },
  percent,
  seconds: (milliseconds: number): string => {
    const seconds = milliseconds / 1000;
    if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
    return seconds < 99.5 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
  },
  facts: {
    rented: 'Rented',
    received: 'Codes',
    givenUp: 'Given up',
    waiting: 'Waiting',
    time: 'Time',
  },
  tooLate: (givenUp: number, late: number): string =>
    `${givenUp}, ${late} of them ${late === 1 ? 'with a code that' : 'with codes that'} came too late`,
  time: (median: string, ninetieth: string): string => `half of the codes within ${median}, 90 % within ${ninetieth}`,
  /** `75 % (3 of 4)` */
  own: (share: number | null, received: number, rented: number): string =>
    share === null ? `${received} of ${rented}` : `${percent(share)} (${received} of ${rented})`,
  nothing: 'No number was rented yet: there is nothing to count.',
  nothingFits: 'No number that was rented fits.',
  start: (command: string): string => `Rent one: ${command}`,
  more: (command: string): string => `All that was ever rented: ${command}`,
};
