import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { sha256 } from '../../domain/json.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';

const Row = z.object({ content: z.string() }).optional();

/** Content by its hash, in the same file as the sessions that hold the hashes. */
export function createSqliteArtifactStore(options: {
  readonly database: Database;
  readonly lease: Pick<Lease, 'check'>;
}): ArtifactStore {
  const { database, lease } = options;
  const find = database.connection.prepare('SELECT content FROM artifacts WHERE hash = ?');
  const insert = database.connection.prepare('INSERT INTO artifacts (hash, content) VALUES (?, ?)');

  function read(hash: string): string | undefined {
    return Row.parse(find.get(hash))?.content;
  }

  return {
    async put(content) {
      const hash = sha256(content);
      if (read(hash) !== undefined) return hash;
      database.write(() => {
        lease.check();
        insert.run(hash, content);
      });
      return hash;
    },
    async get(hash) {
      const content = read(hash);
      if (content !== undefined) return content;
      throw new Failure('unavailable', 'That document is not stored any more. Make it once more.');
    },
  };
}
