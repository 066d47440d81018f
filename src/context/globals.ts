/** The options every command takes, before or after its name. */
export interface Globals {
  readonly provider: string | undefined;
  readonly profile: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** False: never ask. */
  readonly input: boolean;
  readonly color: boolean;
  readonly lang: string | undefined;
  readonly sandbox: boolean;
}

/** By the camelCase names of the options; what was not given is absent. */
export function globalsOf(given: Readonly<Record<string, unknown>>): Globals {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  return {
    provider: text('provider'),
    profile: text('profile'),
    lang: text('lang'),
    json: given.json === true,
    quiet: given.quiet === true,
    verbose: given.verbose === true,
    input: given.input !== false,
    color: given.color !== false,
    sandbox: given.sandbox === true,
  };
}
