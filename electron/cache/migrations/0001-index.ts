import type { Migration } from '../../database.ts'

/**
 * Keys and digests are lower-case hex text: measured as quick as 32-byte blobs (2.9 against 2.8 µs a lookup), and a person can
 * read them in any SQLite shell. Times are milliseconds since the epoch.
 */
export const index: Migration = {
  version: 1,
  sql: `
CREATE TABLE outputs (
  key TEXT PRIMARY KEY NOT NULL,
  format INTEGER NOT NULL,
  present INTEGER NOT NULL,
  outputs TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  node_type TEXT NOT NULL,
  paid INTEGER NOT NULL,
  stand_in INTEGER NOT NULL,
  created INTEGER NOT NULL,
  last_used INTEGER NOT NULL,
  -- Last, because it is large (a raw request) and a plan never reads it: SQLite stops at the last column asked for.
  provenance TEXT NOT NULL
) STRICT;
CREATE INDEX outputs_absent ON outputs (key) WHERE present = 0;

CREATE TABLE row_blobs (
  digest TEXT NOT NULL,
  key TEXT NOT NULL REFERENCES outputs (key) ON DELETE CASCADE,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (digest, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX row_blobs_by_key ON row_blobs (key);

CREATE TABLE claims (
  key TEXT PRIMARY KEY NOT NULL,
  owner TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
  digest TEXT NOT NULL,
  owner TEXT NOT NULL,
  PRIMARY KEY (digest, owner)
) STRICT, WITHOUT ROWID;

CREATE TABLE shown (
  document TEXT NOT NULL,
  node TEXT NOT NULL,
  item TEXT NOT NULL,
  take INTEGER NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (document, node, item, take)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_by_key ON shown (key);

-- mtime (nanoseconds) and inode are text: they may not fit a JavaScript number.
CREATE TABLE input_files (
  seen INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime_ns TEXT NOT NULL,
  inode TEXT NOT NULL,
  digest TEXT NOT NULL,
  UNIQUE (path, size, mtime_ns, inode)
) STRICT;
CREATE INDEX input_files_by_digest ON input_files (digest);

CREATE TABLE documents (
  id TEXT PRIMARY KEY NOT NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  registered INTEGER NOT NULL
) STRICT;
CREATE TABLE document_refs (
  document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  key TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (document, reason, key, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  document TEXT NOT NULL,
  file TEXT NOT NULL,
  name TEXT NOT NULL,
  targets TEXT NOT NULL,
  stand_in INTEGER NOT NULL,
  started INTEGER NOT NULL,
  finished INTEGER,
  status TEXT NOT NULL,
  summary TEXT
) STRICT;
CREATE INDEX runs_by_document ON runs (document, number);
CREATE TABLE run_events (
  run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;
`,
}
