/**
 * The file's layout, one entry a version: `user_version` counts the entries that a file has seen.
 * An entry that was released is never edited; a change of layout is a new entry.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    holder TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    beat_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    workflow TEXT NOT NULL,
    version INTEGER NOT NULL,
    owner TEXT NOT NULL,
    place TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    is_listening INTEGER NOT NULL,
    unique_key TEXT,
    opened_at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sessions_listening ON sessions (place) WHERE is_open = 1 AND is_listening = 1;
  CREATE UNIQUE INDEX sessions_unique_key ON sessions (unique_key)
    WHERE is_open = 1 AND unique_key IS NOT NULL;
  CREATE INDEX sessions_newest ON sessions (opened_at);

  CREATE TABLE inbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    received_at TEXT NOT NULL,
    event TEXT NOT NULL,
    is_done INTEGER NOT NULL DEFAULT 0,
    reply TEXT
  ) STRICT;
  CREATE INDEX inbox_unfinished ON inbox (sequence) WHERE is_done = 0;
  CREATE INDEX inbox_done ON inbox (received_at) WHERE is_done = 1;

  CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    stream_id TEXT NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    not_before TEXT,
    key TEXT,
    is_parallel INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    added_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'cancelled'))
  ) STRICT;
  CREATE INDEX outbox_waiting ON outbox (sequence) WHERE state = 'waiting';
  CREATE INDEX outbox_keys ON outbox (stream_id, key) WHERE state = 'waiting' AND key IS NOT NULL;
  CREATE INDEX outbox_settled ON outbox (added_at) WHERE state <> 'waiting';

  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    entry TEXT NOT NULL
  ) STRICT;

  CREATE TABLE deliveries (
    session_id TEXT NOT NULL,
    slot TEXT NOT NULL,
    delivery TEXT NOT NULL,
    PRIMARY KEY (session_id, slot)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE artifacts (
    hash TEXT PRIMARY KEY,
    content TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE INDEX sessions_open_workflow ON sessions (workflow, opened_at) WHERE is_open = 1;
  CREATE INDEX sessions_open_owner ON sessions (owner, opened_at) WHERE is_open = 1;
  CREATE INDEX sessions_closed ON sessions (json_extract(record, '$.updatedAt'))
    WHERE is_open = 0;

  ALTER TABLE artifacts ADD COLUMN put_at TEXT NOT NULL DEFAULT '';
  UPDATE artifacts SET put_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
  CREATE INDEX artifacts_put ON artifacts (put_at);
  `,
  `
  UPDATE sessions SET record = json_set(record, '$.awaits', 'approval')
    WHERE is_open = 1 AND workflow = 'change'
      AND json_extract(record, '$.state.stage') = 'awaiting-approval';
  CREATE INDEX sessions_awaiting ON sessions (json_extract(record, '$.awaits'), opened_at)
    WHERE is_open = 1;
  CREATE INDEX sessions_workflow ON sessions (workflow, opened_at);
  CREATE INDEX sessions_owner ON sessions (owner, workflow, opened_at);

  -- Made again: of indexes that serve alike SQLite takes the youngest, and this one is the shorter.
  DROP INDEX sessions_open_workflow;
  CREATE INDEX sessions_open_workflow ON sessions (workflow, opened_at) WHERE is_open = 1;
  `,
  `
  CREATE TABLE model_calls (
    sequence INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    task TEXT NOT NULL,
    prompt TEXT NOT NULL,
    model TEXT NOT NULL,
    session_id TEXT,
    actor TEXT,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_created_tokens INTEGER NOT NULL,
    weighed_tokens INTEGER NOT NULL,
    took_ms INTEGER NOT NULL,
    outcome TEXT NOT NULL
  ) STRICT;
  -- Each holds what a budget sums, so that no row is read for it.
  CREATE INDEX model_calls_at ON model_calls (at, weighed_tokens);
  CREATE INDEX model_calls_session ON model_calls (session_id, at, weighed_tokens)
    WHERE session_id IS NOT NULL;
  CREATE INDEX model_calls_actor ON model_calls (actor, at, weighed_tokens)
    WHERE actor IS NOT NULL;
  `,
  `
  ALTER TABLE outbox ADD COLUMN lane TEXT;
  ALTER TABLE outbox ADD COLUMN pool TEXT NOT NULL DEFAULT 'work';
  UPDATE outbox SET
    lane = CASE
      WHEN type = 'present' THEN stream_id || '-cards'
      WHEN is_parallel = 0 AND not_before IS NULL THEN stream_id
    END,
    pool = CASE
      WHEN type IN ('present', 'tell', 'raise', 'open', 'expire', 'answer', 'point-out') THEN 'quick'
      WHEN is_parallel = 1 THEN 'parallel'
      ELSE 'work'
    END;
  ALTER TABLE outbox DROP COLUMN is_parallel;
  CREATE INDEX outbox_lanes ON outbox (lane, sequence) WHERE state = 'waiting';
  `,
  `
  CREATE TABLE scan_documents (
    cluster_id TEXT NOT NULL,
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (cluster_id, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE kind_descriptions (
    key TEXT PRIMARY KEY,
    description TEXT NOT NULL
  ) STRICT;

  CREATE TABLE scan_batches (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    scan_id TEXT NOT NULL,
    batch INTEGER NOT NULL,
    described INTEGER NOT NULL,
    failure_count INTEGER NOT NULL,
    failures TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    UNIQUE (scan_id, batch)
  ) STRICT;
  CREATE INDEX scan_batches_finished ON scan_batches (finished_at);

  CREATE TABLE scan_progress (
    scan_id TEXT PRIMARY KEY,
    told_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Knowledge has vectors and clusters now. What was known is dropped: it can all be read again, and
  -- the scan at the next start does so.
  DROP TABLE IF EXISTS knowledge_entries;
  DROP TABLE IF EXISTS knowledge_text_capabilities;
  DROP TABLE IF EXISTS knowledge_text_scan_documents;

  CREATE TABLE knowledge_entries (
    row INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    cluster_id TEXT,
    api_group TEXT NOT NULL,
    providers TEXT NOT NULL,
    is_hidden INTEGER NOT NULL,
    passage TEXT,
    passage_hash TEXT,
    payload TEXT NOT NULL,
    UNIQUE (collection, id)
  ) STRICT;
  CREATE INDEX knowledge_entries_by_name ON knowledge_entries (collection, is_hidden, name, id);
  CREATE INDEX knowledge_entries_by_passage ON knowledge_entries (collection, passage_hash)
    WHERE passage_hash IS NOT NULL;
  CREATE INDEX knowledge_entries_embedded ON knowledge_entries (collection, id, passage_hash)
    WHERE is_hidden = 0 AND passage_hash IS NOT NULL;

  CREATE TABLE knowledge_vectors (
    collection TEXT NOT NULL,
    embedder TEXT NOT NULL,
    passage_hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (collection, passage_hash, embedder)
  ) STRICT;

  CREATE TABLE knowledge_collections (
    collection TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    embedder TEXT,
    dimensions INTEGER
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What waits for the chat platform has a pool of its own.
  UPDATE outbox SET pool = 'cards'
    WHERE state = 'waiting' AND type IN ('present', 'tell', 'answer', 'point-out');
  `,
  `
  -- A scan that was under way has lost what it knew with the layout before. It ends, and says so, so that
  -- the one at the next start reads everything.
  UPDATE outbox SET state = 'cancelled' WHERE state = 'waiting' AND stream_id IN (
    SELECT id FROM sessions WHERE workflow = 'scan' AND is_open = 1);
  INSERT INTO outbox (id, stream_id, type, body, lane, pool, added_at)
    SELECT id || '-' || (version + 1) || '-0', id, 'present',
      json_object('type', 'present', 'version', version + 1, 'isProgress', json('false')),
      id || '-cards', 'cards', strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    FROM sessions WHERE workflow = 'scan' AND is_open = 1;
  UPDATE sessions SET is_open = 0, is_listening = 0, version = version + 1,
    record = json_set(json_remove(record, '$.expiresAt'),
      '$.isOpen', json('false'), '$.isListening', json('false'), '$.version', version + 1,
      '$.updatedAt', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
      '$.state.stage', 'failed', '$.state.counts.described', 0,
      '$.state.problem', 'I was updated in the middle of it, and read the cluster anew.')
    WHERE workflow = 'scan' AND is_open = 1;
  `,
  `
  -- Descriptions of kinds that nobody has any more are forgotten some time.
  ALTER TABLE kind_descriptions ADD COLUMN used_on TEXT NOT NULL DEFAULT '';
  UPDATE kind_descriptions SET used_on = strftime('%Y-%m-%d', 'now');
  CREATE INDEX kind_descriptions_used ON kind_descriptions (used_on);
  `,
  `
  -- What people taught, each version of it. Nothing here can be made again.
  CREATE TABLE taught_records (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (collection, id, version)
  ) STRICT;

  CREATE TABLE taught_revisions (
    collection TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The artifact of the paths of each document's kinds.
  ALTER TABLE scan_documents ADD COLUMN outline TEXT;
  `,
  `
  -- What people said, as far as it is quoted: it goes when the message goes, without the record around it.
  CREATE TABLE evidence (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    candidate_id TEXT NOT NULL,
    source TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX evidence_of_candidate ON evidence (candidate_id, sequence);
  CREATE INDEX evidence_from_source ON evidence (source, sequence);
  `,
  `
  -- A section of a document goes with its file and with the message that carried it, too.
  ALTER TABLE evidence ADD COLUMN file TEXT;
  ALTER TABLE evidence ADD COLUMN carrier TEXT;
  CREATE INDEX evidence_from_file ON evidence (file) WHERE file IS NOT NULL;
  CREATE INDEX evidence_from_carrier ON evidence (carrier) WHERE carrier IS NOT NULL;
  -- What changed while somebody may be reading it.
  CREATE TABLE changed_sources (
    source TEXT PRIMARY KEY,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX changed_sources_by_age ON changed_sources (at);
  `,
];
