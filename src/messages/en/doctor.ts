/** What doctor says of each thing it looks at. */
export const enDoctor = {
  levels: { ok: 'OK', warn: 'WARN', fail: 'FAIL' },
  subjects: {
    program: 'Program',
    terminal: 'Terminal',
    language: 'Language',
    settings: 'Settings',
    aliases: 'Aliases',
    credentials: (account: string): string => `Credentials of ${account}`,
    platform: (account: string): string => `Platform ${account}`,
    proxy: 'Proxy',
    ledger: 'Ledger',
    pace: 'Pace',
    place: 'Disk',
    leases: 'Numbers',
  },
  looking: (title: string): string => `Asking ${title} …`,

  terminal: (columns: number, isColored: boolean): string =>
    `${columns} columns, ${isColored ? 'with colours' : 'without colours'}`,
  noTerminal: 'none: bare values are written',
  language: (language: string, from: string): string => `${language}, from ${from}`,
  fallback: 'the fallback',

  noSettings: (path: string): string => `${path} is not there yet`,
  settingsFile: (path: string, mode: string, count: number): string =>
    `${path}, ${count === 1 ? '1 value' : `${count} values`}${mode === '' ? '' : `, mode ${mode}`}`,
  correctKey: (key: string): string => `Write it as ${key}: smsctl config set ${key} VALUE`,
  removeKey: 'Remove the line from the file.',

  notSetUp: 'no account is set up',
  notSetUpHint: 'smsctl login. To try without an account: smsctl get-number --sandbox --pid 123 --wait',
  fieldFrom: (field: string, from: string): string => `${field} (${from})`,
  sandbox: 'the sandbox needs none',
  incomplete: (missing: string): string => `${missing} is missing`,

  answers: (balance: string, milliseconds: number): string => `answers in ${milliseconds} ms, balance ${balance}`,
  plainHttp: 'by plain HTTP, as you agreed to',
  /** By the reason of a failure; the error's own hint where there is none. */
  reachHints: {
    dns: 'Is this machine online? Does the name stand right in the base URL: smsctl config list --all',
    refused: 'Nothing listens there. Is the base URL right, its port too: smsctl config list --all',
    connectTimeout: 'A firewall may be in between, or a proxy is needed: HTTPS_PROXY.',
    network: 'Is this machine online? A VPN or a proxy may be needed: HTTPS_PROXY.',
    tls: 'Is the clock of this machine right? What opens TLS in between (a company proxy) is trusted by NODE_EXTRA_CA_CERTS.',
    proxy: 'Check HTTPS_PROXY and HTTP_PROXY, or unset them; NO_PROXY makes exceptions.',
    html: 'A web page answers: a network that wants a login first, or a wrong base URL.',
    redirect: 'Something sends on to another address: a network that wants a login first, or a wrong base URL.',
    notHttp: 'Something else listens there: look at the base URL and its port.',
  } as Readonly<Record<string, string>>,
  proxy: (protocol: string, host: string): string => `${protocol} by way of ${host}`,
  proxyExcept: 'NO_PROXY names exceptions',

  noLedger: (path: string): string => `${path} is not there yet: the first number makes it`,
  ledger: (path: string, size: string, leases: number): string =>
    `${path}, ${size}, ${leases === 1 ? '1 number' : `${leases} numbers`}, whole`,
  olderLedger: (version: number, newest: number): string =>
    `its form is ${version}; the next command makes it ${newest}`,
  wideLedger: (mode: string): string => `others may read it (mode ${mode})`,
  pace: (path: string): string => `${path} cannot be used: each command keeps a pace of its own`,
  paceHint: 'Remove it; it is made anew. Until then, do not run many commands at once.',
  nextCommandHint: 'The next command that opens it sets this right: smsctl numbers',

  room: (free: string): string => `${free} free`,
  littleRoom: 'Make room: when the disk is full, nothing can be rented.',
  distant: (name: string): string => `on ${name}, where locks may not hold`,
  distantHint: 'Put SMSCTL_HOME on a disk of this machine, if several commands run at once.',

  nothingHeld: 'none is held',
  held: (count: number): string => `${count} held`,
  unknown: (count: number): string => `${count} with an unknown outcome`,
  asking: (count: number): string => `${count} being asked for, or left by a crash`,
  due: (count: number): string => `${count} still to be blacklisted`,
  heldHint: 'smsctl numbers',
  reconcileHint: 'smsctl reconcile',

  allWell: 'All is well.',
  summary: (failed: number, warned: number): string =>
    [
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(warned > 0 ? [`${warned} ${warned === 1 ? 'warning' : 'warnings'}`] : []),
    ].join(', '),
};
