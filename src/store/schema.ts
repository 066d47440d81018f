/** In the header of every ledger file: "smsL". */
export const ledgerApplicationId = 0x736d734c;

/**
 * The last five digits of a number, and nothing for one that is not plain digits: it has to be looked at itself. An index
 * of step 5 is made of it, so that it can change as little as the step.
 */
export const endingIn = (column: string): string =>
  `CASE WHEN ${column} GLOB '*[^+0-9]*' THEN '' ELSE substr(replace(${column}, '+', ''), -5) END`;

/**
 * The ledger's history, one step a `user_version`. A step that has been released is never edited. Times are
 * milliseconds since the epoch; a list that is only ever read with its row (messages) is JSON in a column.
 */
export const ledgerSteps: readonly string[] = [
  `
  CREATE TABLE intents (
    id TEXT NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    profile TEXT NOT NULL,
    request_id TEXT,
    request TEXT NOT NULL CHECK (json_valid(request)),
    had_keys INTEGER NOT NULL CHECK (had_keys IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('open', 'unknown', 'fulfilled', 'abandoned')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    reason TEXT,
    created_at INTEGER NOT NULL,
    asked_at INTEGER,
    host TEXT NOT NULL,
    boot TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started TEXT NOT NULL,
    CHECK ((attempts = 0) = (asked_at IS NULL))
  ) STRICT;

  CREATE UNIQUE INDEX intents_request_id ON intents (provider, profile, request_id)
    WHERE request_id IS NOT NULL AND state <> 'abandoned';
  CREATE INDEX intents_open ON intents (id) WHERE state = 'open';

  CREATE TABLE leases (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    intent_id TEXT NOT NULL REFERENCES intents (id),
    provider TEXT NOT NULL,
    profile TEXT NOT NULL,
    project TEXT NOT NULL,
    platform_number TEXT,
    number TEXT,
    country TEXT,
    calling_code TEXT,
    multi INTEGER NOT NULL CHECK (multi IN (0, 1)),
    state TEXT NOT NULL,
    acquired_at INTEGER NOT NULL,
    expires_at INTEGER,
    closed_at INTEGER,
    code TEXT,
    messages TEXT NOT NULL CHECK (json_valid(messages)),
    CHECK (
      (closed_at IS NULL AND state IN ('intent', 'unknown', 'held', 'received', 'blacklistDue')) OR
      (closed_at IS NOT NULL AND state IN ('released', 'blacklisted', 'done', 'expired', 'gone', 'notRented'))
    ),
    CHECK ((platform_number IS NULL) = (number IS NULL)),
    CHECK (platform_number IS NOT NULL OR state IN ('intent', 'unknown', 'notRented', 'expired'))
  ) STRICT;

  CREATE INDEX leases_open ON leases (provider, profile) WHERE closed_at IS NULL;
  CREATE INDEX leases_acquired ON leases (acquired_at);
  CREATE INDEX leases_intent ON leases (intent_id);

  CREATE TABLE pace (
    key TEXT NOT NULL PRIMARY KEY,
    next_at INTEGER NOT NULL,
    penalty INTEGER NOT NULL CHECK (penalty >= 0)
  ) STRICT;
  `,
  `
  CREATE TABLE memories (
    key TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
  ) STRICT;

  CREATE TABLE sends (
    key TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('intent', 'sent', 'unknown')),
    at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE leases ADD COLUMN late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1));

  ALTER TABLE intents ADD COLUMN account TEXT;
  ALTER TABLE intents ADD COLUMN balance_before TEXT;
  ALTER TABLE intents ADD COLUMN balance_before_at INTEGER
    CHECK ((balance_before IS NULL) = (balance_before_at IS NULL));
  ALTER TABLE intents ADD COLUMN balance_after TEXT;
  ALTER TABLE intents ADD COLUMN balance_after_at INTEGER
    CHECK ((balance_after IS NULL) = (balance_after_at IS NULL));

  CREATE TABLE balances (
    account TEXT NOT NULL PRIMARY KEY,
    balance TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE leases ADD COLUMN received_at INTEGER;
  `,
  `
  CREATE INDEX leases_closed ON leases (closed_at) WHERE closed_at IS NOT NULL;
  CREATE INDEX leases_ending ON leases (${endingIn('number')}) WHERE number IS NOT NULL;
  CREATE INDEX leases_platform_ending ON leases (${endingIn('platform_number')})
    WHERE ${endingIn('platform_number')} <> ${endingIn('number')};
  CREATE INDEX intents_unknown ON intents (account) WHERE state = 'unknown' AND balance_after IS NULL;
  `,
  // The pace has a file of its own now. The table stays: a wait of the version before, that is under way, takes turns in it.
  `
  DELETE FROM pace;
  `,
  `
  ALTER TABLE intents ADD COLUMN on_end TEXT CHECK (on_end IN ('release', 'blacklist'));
  `,
];
