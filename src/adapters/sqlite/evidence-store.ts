import { z } from 'zod';
import { JsonText } from '../../domain/json.ts';
import {
  channelPrefix,
  Evidence,
  fileKey,
  keysOfSource,
  messageKey,
  messageOfKey,
  type Source,
  sourceKey,
} from '../../domain/mining/evidence.ts';
import { CHANGES_KEPT_MS, type EvidenceStore } from '../../ports/evidence-store.ts';
import type { Database } from './database.ts';
import { erasing } from './erasing.ts';
import type { Lease } from './lease.ts';

const Rows = z.array(z.object({ record: JsonText.pipe(Evidence) }));
const KeyRows = z.array(z.object({ key: z.string() }));

interface Parts {
  readonly database: Database;
  readonly lease: Pick<Lease, 'check'>;
}

type Statements = ReturnType<typeof prepare>;

/**
 * Quotes behind candidates, in the same file as the sessions. They are kept until someone removes them;
 * then their bytes are overwritten as `erasing` says.
 */
export function createSqliteEvidenceStore(parts: Parts): EvidenceStore {
  const statements = prepare(parts.database);
  return {
    of: async (candidateId) =>
      Rows.parse(statements.ofCandidate.all(candidateId)).map(({ record }) => record),
    from: async (source) => Rows.parse(statements.from.all({ source })).map(({ record }) => record),
    async messagesIn(channel) {
      const first = channelPrefix(channel);
      const range = { first, end: `${first.slice(0, -1)}-` };
      return KeyRows.parse(statements.inChannel.all(range)).map(({ key }) => messageOfKey(key));
    },
    ...createWriting(parts, statements),
  };
}

function createWriting(
  { database, lease }: Parts,
  statements: Statements,
): Pick<EvidenceStore, 'add' | 'noteChanged' | 'remove'> {
  function write<Result>(work: () => Result): Result {
    return database.write(() => {
      lease.check();
      return work();
    });
  }

  return {
    async add(evidence, reading) {
      if (evidence.length === 0) return [];
      return write(() => {
        const fresh = evidence.filter(({ source }) => !isChanged(statements, source, reading));
        for (const one of fresh) {
          const keys = [sourceKey(one.source), ...documentKeys(one.source)];
          statements.put.run(one.id, one.candidateId, ...keys, JSON.stringify(one));
        }
        return fresh;
      });
    },
    async noteChanged(source, at) {
      const forgotten = new Date(Date.parse(at) - CHANGES_KEPT_MS).toISOString();
      write(() => {
        statements.forget.run(forgotten);
        statements.note.run(source, at);
      });
    },
    async remove(ids) {
      if (ids.length === 0) return;
      erasing(database, () =>
        write(() => {
          for (const id of ids) statements.remove.run(id);
        }),
      );
    },
  };
}

function isChanged(
  { changed }: Statements,
  source: Source,
  reading: { readonly readAt: string } | undefined,
): boolean {
  if (!reading) return false;
  return keysOfSource(source).some((key) => changed.get(key, reading.readAt) !== undefined);
}

function documentKeys(source: Source): readonly [string | null, string | null] {
  if (source.type !== 'document') return [null, null];
  const { fileId, carrier } = source;
  return [
    fileId === undefined ? null : fileKey(fileId),
    carrier === undefined ? null : messageKey(carrier),
  ];
}

function prepare({ connection }: Database) {
  return {
    put: connection.prepare(
      `INSERT INTO evidence (id, candidate_id, source, file, carrier, record)
       VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET candidate_id = excluded.candidate_id, source = excluded.source,
         file = excluded.file, carrier = excluded.carrier, record = excluded.record`,
    ),
    ofCandidate: connection.prepare(
      'SELECT record FROM evidence WHERE candidate_id = ? ORDER BY sequence',
    ),
    from: connection.prepare(
      `SELECT record FROM evidence
       WHERE source = :source OR file = :source OR carrier = :source ORDER BY sequence`,
    ),
    // After a comma comes a hyphen: all keys that begin with the channel.
    inChannel: connection.prepare(
      `SELECT source AS key FROM evidence WHERE source >= :first AND source < :end
       UNION SELECT carrier FROM evidence WHERE carrier >= :first AND carrier < :end`,
    ),
    remove: connection.prepare('DELETE FROM evidence WHERE id = ?'),
    note: connection.prepare(
      `INSERT INTO changed_sources (source, at) VALUES (?, ?)
       ON CONFLICT (source) DO UPDATE SET at = max(at, excluded.at)`,
    ),
    forget: connection.prepare('DELETE FROM changed_sources WHERE at < ?'),
    changed: connection.prepare('SELECT 1 FROM changed_sources WHERE source = ? AND at >= ?'),
  };
}
