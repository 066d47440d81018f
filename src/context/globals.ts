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
