/** Where the user keeps secrets that are not to stand in the settings. */
export interface Vault {
  /**
   * What a command of the user's prints: the first line.
   *
   * @throws SmsctlError `credentials.commandFailed` with `reason` and `status`, without a word of what it printed
   * @throws the signal's reason when stopped
   */
  read(command: string): Promise<string>;
  /** All that was read so far: none of it may be shown. */
  known(): readonly string[];
}
