import { z } from 'zod';
import { Capability } from '../../domain/capability.ts';
import type { Clock } from '../../ports/clock.ts';
import type {
  BatchResult,
  BatchTally,
  KindDescription,
  KindFailure,
  ScanStore,
} from '../../ports/scan-store.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';

/** How long it is known how a scan's batches ended. A scan takes hours at most. */
const BATCHES_KEPT_MS = 7 * 86_400_000;

/** How long a description is kept that no scan had use for. */
const UNUSED_KEPT_MS = 180 * 86_400_000;

/** Descriptions that one write touches. */
const KEPT_AT_ONCE = 500;

/** Old rows that one write takes along. */
const FORGOTTEN_AT_ONCE = 200;

const TOLD_EVERY_MS = 1_000;

const FAILURES_MAX = 20;

const DocumentRow = z.object({
  name: z.string(),
  fingerprint: z.string(),
  outline: z.string().nullable(),
});

const Description: z.ZodType<KindDescription> = Capability.pick({
  tags: true,
  providers: true,
  abstraction: true,
  complexity: true,
  description: true,
  useCase: true,
  confidence: true,
}).extend({
  key: z.string(),
  prompt: z.string(),
  by: z.string(),
  scanId: z.string().exactOptional(),
});

const DescriptionRow = z.object({ description: z.string() }).optional();

const Failures: z.ZodType<KindFailure[]> = z.array(
  z.object({ kind: z.string(), reason: z.string() }),
);
const FailuresRow = z.object({ failures: z.string() });

const TallyRow = z.object({
  finished: z.number().int(),
  described: z.number().int(),
  failureCount: z.number().int(),
});

/** What scans remember, in the same file as the sessions. */
export function createSqliteScanStore(options: {
  readonly database: Database;
  readonly lease: Pick<Lease, 'check'>;
  readonly clock: Pick<Clock, 'now'>;
}): ScanStore {
  const { database, lease, clock } = options;
  const statements = prepare(database);

  function write<Result>(work: () => Result): Result {
    return database.write(() => {
      lease.check();
      return work();
    });
  }

  return {
    async documents(clusterId) {
      const rows = z.array(DocumentRow).parse(statements.documents.all(clusterId));
      return rows.map(({ outline, ...row }) => ({
        clusterId,
        ...row,
        ...(outline === null ? {} : { outline }),
      }));
    },
    async saveDocuments(documents) {
      write(() => {
        for (const { clusterId, name, fingerprint, outline } of documents) {
          statements.saveDocument.run(clusterId, name, fingerprint, outline ?? null);
        }
      });
    },
    async removeDocuments(clusterId, names) {
      write(() => {
        for (const name of names) statements.removeDocument.run(clusterId, name);
      });
    },
    ...createDescriptions(options, statements, write),
    finishBatch: async (result) => write(() => finish(statements, result, clock.now())),
  };
}

function createDescriptions(
  { clock }: { readonly clock: Pick<Clock, 'now'> },
  statements: ReturnType<typeof prepare>,
  write: <Result>(work: () => Result) => Result,
): Pick<ScanStore, 'descriptions' | 'saveDescriptions' | 'keepDescriptions'> {
  return {
    async descriptions(keys) {
      const found = new Map<string, KindDescription>();
      for (const key of keys) {
        const row = DescriptionRow.parse(statements.description.get(key));
        if (row) found.set(key, Description.parse(JSON.parse(row.description)));
      }
      return found;
    },
    async saveDescriptions(descriptions) {
      write(() => {
        for (const description of descriptions) {
          const { key } = description;
          statements.saveDescription.run(key, JSON.stringify(description), dayOf(clock.now()));
        }
      });
    },
    async keepDescriptions(keys) {
      const today = dayOf(clock.now());
      for (let from = 0; from < keys.length; from += KEPT_AT_ONCE) {
        write(() => {
          for (const key of keys.slice(from, from + KEPT_AT_ONCE)) {
            statements.keepDescription.run(today, key, today);
          }
        });
      }
      const firstDay = dayOf(new Date(clock.now().getTime() - UNUSED_KEPT_MS));
      const forget = (): number => Number(statements.forgetDescriptions.run(firstDay).changes);
      while (write(forget) === FORGOTTEN_AT_ONCE);
    },
  };
}

/** `2026-11-02`, UTC. */
function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function finish(
  statements: ReturnType<typeof prepare>,
  { scanId, batch, described, failures }: BatchResult,
  now: Date,
): BatchTally {
  const at = now.toISOString();
  statements.forget(new Date(now.getTime() - BATCHES_KEPT_MS).toISOString());
  statements.end.run(scanId, batch, described, failures.length, JSON.stringify(failures), at);
  const lastTold = new Date(now.getTime() - TOLD_EVERY_MS).toISOString();
  // A clock that was set back must not silence the scan.
  const toldAhead = new Date(now.getTime() + TOLD_EVERY_MS).toISOString();
  const { changes } = statements.tell.run(scanId, at, lastTold, toldAhead);
  const first = z.array(FailuresRow).parse(statements.failures.all(scanId, FAILURES_MAX));
  return {
    ...TallyRow.parse(statements.tally.get(scanId)),
    failures: first
      .flatMap((row) => Failures.parse(JSON.parse(row.failures)))
      .slice(0, FAILURES_MAX),
    isProgressDue: changes > 0,
  };
}

function prepare({ connection }: Database) {
  const forgetBatches = connection.prepare(
    `DELETE FROM scan_batches WHERE sequence IN
       (SELECT sequence FROM scan_batches WHERE finished_at < ? LIMIT ${FORGOTTEN_AT_ONCE})`,
  );
  const forgetTold = connection.prepare('DELETE FROM scan_progress WHERE told_at < ?');
  return {
    documents: connection.prepare(
      'SELECT name, fingerprint, outline FROM scan_documents WHERE cluster_id = ? ORDER BY name',
    ),
    saveDocument: connection.prepare(
      'INSERT OR REPLACE INTO scan_documents (cluster_id, name, fingerprint, outline) VALUES (?, ?, ?, ?)',
    ),
    removeDocument: connection.prepare(
      'DELETE FROM scan_documents WHERE cluster_id = ? AND name = ?',
    ),
    description: connection.prepare('SELECT description FROM kind_descriptions WHERE key = ?'),
    saveDescription: connection.prepare(
      'INSERT OR REPLACE INTO kind_descriptions (key, description, used_on) VALUES (?, ?, ?)',
    ),
    keepDescription: connection.prepare(
      'UPDATE kind_descriptions SET used_on = ? WHERE key = ? AND used_on < ?',
    ),
    forgetDescriptions: connection.prepare(
      `DELETE FROM kind_descriptions WHERE key IN
         (SELECT key FROM kind_descriptions WHERE used_on < ? LIMIT ${FORGOTTEN_AT_ONCE})`,
    ),
    end: connection.prepare(
      `INSERT INTO scan_batches (scan_id, batch, described, failure_count, failures, finished_at)
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (scan_id, batch) DO NOTHING`,
    ),
    tell: connection.prepare(
      `INSERT INTO scan_progress (scan_id, told_at) VALUES (?, ?) ON CONFLICT (scan_id)
       DO UPDATE SET told_at = excluded.told_at WHERE told_at <= ? OR told_at >= ?`,
    ),
    tally: connection.prepare(
      `SELECT count(*) AS finished, coalesce(sum(described), 0) AS described,
         coalesce(sum(failure_count), 0) AS failureCount
       FROM scan_batches WHERE scan_id = ?`,
    ),
    failures: connection.prepare(
      `SELECT failures FROM scan_batches
       WHERE scan_id = ? AND failure_count > 0 ORDER BY sequence LIMIT ?`,
    ),
    forget(before: string) {
      forgetBatches.run(before);
      forgetTold.run(before);
    },
  };
}
