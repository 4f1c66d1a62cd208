import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { canonicalJson, JsonObject, JsonText, toJson } from '../../domain/json.ts';
import { inSlices } from '../../domain/mining/slices.ts';
import { createParsedOnce } from '../../domain/parsed-once.ts';
import type {
  TaughtCollection,
  TaughtRecord,
  TaughtRecords,
  TaughtSaving,
} from '../../ports/taught-records.ts';
import type { Database } from './database.ts';
import { erasing } from './erasing.ts';
import type { Lease } from './lease.ts';

const StoredRecord: z.ZodType<TaughtRecord> = z.object({
  collection: z.enum(['policies', 'patterns', 'candidates', 'channels']),
  id: z.string(),
  version: z.number().int().positive(),
  at: z.string(),
  body: JsonObject,
});

const RecordText = JsonText.pipe(StoredRecord);
const Row = z.object({ record: RecordText });
const ListedRows = z.array(z.object({ id: z.string(), record: z.string() }));
const Rows = z.array(Row);
const NewestRow = z.object({ version: z.number().int() }).optional();
const VersionRows = z.array(z.object({ version: z.number().int() }));
const TextRow = z.object({ record: z.string() }).optional();
const RevisionRow = z.object({ revision: z.number().int() }).optional();

/** What people taught, in the same file as the sessions. It is kept until someone removes it. */
export function createSqliteTaughtRecords(options: {
  readonly database: Database;
  readonly lease: Pick<Lease, 'check'>;
}): TaughtRecords {
  const statements = prepare(options.database);
  const parsed = {
    policies: createParsedOnce((text) => RecordText.parse(text)),
    patterns: createParsedOnce((text) => RecordText.parse(text)),
    candidates: createParsedOnce((text) => RecordText.parse(text)),
    channels: createParsedOnce((text) => RecordText.parse(text)),
  };

  return {
    async list(collection) {
      const parse = parsed[collection].begin();
      const rows = ListedRows.parse(statements.list.all(collection));
      // Thousands of them take a while: others have their turn.
      return inSlices(rows, ({ id, record }) => parse(id, record), new AbortController().signal);
    },
    async get(collection, id) {
      return Row.optional().parse(statements.newest.get(collection, id))?.record;
    },
    async versions(collection, id) {
      return Rows.parse(statements.versions.all(collection, id)).map((row) => row.record);
    },
    async revision(collection) {
      return revisionOf(statements, collection);
    },
    ...createWriting(options, statements),
  };
}

function createWriting(
  { database, lease }: { readonly database: Database; readonly lease: Pick<Lease, 'check'> },
  statements: ReturnType<typeof prepare>,
): Pick<TaughtRecords, 'save' | 'amend' | 'remove'> {
  function write<Result>(work: () => Result): Result {
    return database.write(() => {
      lease.check();
      return work();
    });
  }

  return {
    async save(record, saving = {}) {
      const { collection, id, version } = record;
      const replaces = saving.replacesNewest === true && version > 1;
      write(() => {
        checkRevision(statements, collection, saving);
        saveNext(statements, record, () => {
          if (replaces) statements.renumber.run(version, collection, id, version - 1);
        });
      });
    },
    async amend(record) {
      const { collection, id } = record;
      const rewrite = (): void => {
        for (const kept of VersionRows.parse(statements.kept.all(collection, id))) {
          const text = textOf({ ...record, version: kept.version });
          statements.rewrite.run(text, collection, id, kept.version);
        }
      };
      erasing(database, () => write(() => saveNext(statements, record, rewrite)));
    },
    async remove(collection, id, version) {
      const remove = (): boolean => {
        const newest = newestVersion(statements, collection, id);
        if (newest === 0) return false;
        if (newest !== version) throw changedMeanwhile();
        statements.remove.run(collection, id);
        statements.raise.run(collection);
        return true;
      };
      return erasing(database, () => write(remove));
    },
  };
}

function checkRevision(
  statements: ReturnType<typeof prepare>,
  collection: TaughtCollection,
  { atRevision }: TaughtSaving,
): void {
  const isThere = atRevision === undefined || revisionOf(statements, collection) === atRevision;
  if (!isThere) throw changedMeanwhile();
}

function revisionOf(statements: ReturnType<typeof prepare>, collection: TaughtCollection): number {
  return RevisionRow.parse(statements.revision.get(collection))?.revision ?? 0;
}

/** Nothing where that version says the very same already. */
function saveNext(
  statements: ReturnType<typeof prepare>,
  record: TaughtRecord,
  before: () => void,
): void {
  const { collection, id, version } = record;
  const text = textOf(record);
  const stored = TextRow.parse(statements.version.get(collection, id, version));
  if (stored?.record === text) return;
  if (version !== newestVersion(statements, collection, id) + 1) throw changedMeanwhile();
  before();
  statements.save.run(collection, id, version, text);
  statements.raise.run(collection);
}

function newestVersion(
  statements: ReturnType<typeof prepare>,
  collection: TaughtCollection,
  id: string,
): number {
  return NewestRow.parse(statements.newest.get(collection, id))?.version ?? 0;
}

function textOf(record: TaughtRecord): string {
  return canonicalJson(toJson(record));
}

function changedMeanwhile(): Failure {
  const message = 'Someone else changed it meanwhile. Look at it as it is now, then decide again.';
  return new Failure('conflict', message);
}

function prepare({ connection }: Database) {
  return {
    list: connection.prepare(
      `SELECT newest.id, newest.record FROM taught_records AS newest
       WHERE newest.collection = ? AND newest.version = (
         SELECT max(version) FROM taught_records AS known
         WHERE known.collection = newest.collection AND known.id = newest.id)
       ORDER BY (
         SELECT min(sequence) FROM taught_records AS kept
         WHERE kept.collection = newest.collection AND kept.id = newest.id)`,
    ),
    newest: connection.prepare(
      `SELECT version, record FROM taught_records
       WHERE collection = ? AND id = ? ORDER BY version DESC LIMIT 1`,
    ),
    versions: connection.prepare(
      'SELECT record FROM taught_records WHERE collection = ? AND id = ? ORDER BY version',
    ),
    version: connection.prepare(
      'SELECT record FROM taught_records WHERE collection = ? AND id = ? AND version = ?',
    ),
    save: connection.prepare(
      `INSERT INTO taught_records (collection, id, version, record) VALUES (?, ?, ?, ?)
       ON CONFLICT (collection, id, version) DO UPDATE SET record = excluded.record`,
    ),
    renumber: connection.prepare(
      'UPDATE taught_records SET version = ? WHERE collection = ? AND id = ? AND version = ?',
    ),
    kept: connection.prepare('SELECT version FROM taught_records WHERE collection = ? AND id = ?'),
    rewrite: connection.prepare(
      'UPDATE taught_records SET record = ? WHERE collection = ? AND id = ? AND version = ?',
    ),
    remove: connection.prepare('DELETE FROM taught_records WHERE collection = ? AND id = ?'),
    revision: connection.prepare('SELECT revision FROM taught_revisions WHERE collection = ?'),
    raise: connection.prepare(
      `INSERT INTO taught_revisions (collection, revision) VALUES (?, 1)
       ON CONFLICT (collection) DO UPDATE SET revision = revision + 1`,
    ),
  };
}
