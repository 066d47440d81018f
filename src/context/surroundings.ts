/** Ids of the leases that `smsctl run` has rented for the command that this process is a part of. */
export function leasesAround(env: Readonly<Record<string, string | undefined>>): string[] {
  return (env.SMSCTL_LEASE ?? '').split(/\s+/u).filter((id) => id !== '');
}
