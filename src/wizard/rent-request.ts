import type { RentRequest } from '../core/model.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import type { Place, Wish } from './wish.ts';

/** The wish as `get-number` would have it from its options. */
export function rentRequest(definition: ProviderDefinition, { project, country, count, isSeveral }: Wish): RentRequest {
  return {
    project,
    count,
    country,
    prefix: null,
    multi: isSeveral && definition.keeps === 'multi',
    vip: null,
    secretKey: null,
    exclude: 'mine',
    area: null,
    operator: null,
    international: false,
    number: null,
  };
}

/** The same without questions: what to type, and what a script would run. */
export function commandLines({ context, account }: Place, wish: Wish): string[] {
  const { globals, commandLine } = context;
  const { definition } = account;
  const request = rentRequest(definition, wish);
  const get = [
    `get-number --provider ${definition.id}`,
    ...(globals.profile === undefined ? [] : [`--profile ${globals.profile}`]),
    `--pid ${wish.project}`,
    ...(wish.country === null ? [] : [`--country ${wish.country.toLowerCase()}`]),
    ...(wish.count === 1 ? [] : [`--count ${wish.count}`]),
    ...(request.multi ? ['--multi'] : []),
  ];
  const wait = [
    'wait-code',
    ...(wish.count === 1 ? [] : [`--all --provider ${definition.id} --pid ${wish.project}`]),
    ...(wish.isSeveral && !request.multi ? ['--keep'] : []),
  ];
  return [commandLine(get.join(' ')), commandLine(wait.join(' '))];
}
