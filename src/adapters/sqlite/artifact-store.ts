import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { sha256 } from '../../domain/json.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';

const Row = z.object({ content: z.string() }).optional();
const PutRow = z.object({ put_at: z.string() }).optional();

/** How exactly it is noted when a content was last put. */
const NOTED_EVERY_MS = 86_400_000;

/** Content by its hash, in the same file as the sessions that hold the hashes. */
export function createSqliteArtifactStore(options: {
  readonly database: Database;
  readonly lease: Pick<Lease, 'check'>;
  readonly clock: Clock;
}): ArtifactStore {
  const { database, lease, clock } = options;
  const find = database.connection.prepare('SELECT content FROM artifacts WHERE hash = ?');
  const lastPut = database.connection.prepare('SELECT put_at FROM artifacts WHERE hash = ?');
  const insert = database.connection.prepare(
    `INSERT INTO artifacts (hash, content, put_at) VALUES (?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET put_at = excluded.put_at`,
  );

  function isFresh(hash: string): boolean {
    const row = PutRow.parse(lastPut.get(hash));
    return row !== undefined && clock.now().getTime() - Date.parse(row.put_at) < NOTED_EVERY_MS;
  }

  return {
    async put(content) {
      const hash = sha256(content);
      if (isFresh(hash)) return hash;
      database.write(() => {
        lease.check();
        insert.run(hash, content, clock.now().toISOString());
      });
      return hash;
    },
    async get(hash) {
      const content = Row.parse(find.get(hash))?.content;
      if (content !== undefined) return content;
      throw new Failure('unavailable', 'That document is not stored any more. Make it once more.');
    },
  };
}
