import type { Migration } from '../database.ts'

/**
 * `jobs` is the ledger and the budget too: a job's reservation is a column of its row, so that inserting the one without the other
 * cannot be written. `reserved` is what it may still cost, `charged` (null until settled) what it did cost, in millionths of a dollar.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE jobs (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        job TEXT NOT NULL UNIQUE,
        key TEXT NOT NULL,
        step TEXT NOT NULL,
        run TEXT NOT NULL,
        node TEXT NOT NULL,
        item TEXT NOT NULL,
        title TEXT NOT NULL,
        model TEXT NOT NULL,
        provider TEXT NOT NULL,
        host TEXT NOT NULL,
        request TEXT NOT NULL,
        state TEXT NOT NULL,
        owner TEXT,
        remote TEXT,
        files TEXT,
        stored TEXT,
        message TEXT,
        low INTEGER NOT NULL,
        high INTEGER NOT NULL,
        reserved INTEGER NOT NULL,
        charged INTEGER,
        created INTEGER NOT NULL,
        submitted INTEGER,
        ended INTEGER
      ) STRICT;
      CREATE UNIQUE INDEX one_live_job ON jobs (key, step)
        WHERE state IN ('reserved', 'submitting', 'submitted', 'done-remote', 'unknown');
      CREATE INDEX jobs_by_key ON jobs (key, step, seq);
      CREATE INDEX jobs_by_run ON jobs (run, reserved, charged);
      CREATE TABLE budgets (
        run TEXT PRIMARY KEY,
        cap INTEGER
      ) STRICT;
    `,
  },
]
