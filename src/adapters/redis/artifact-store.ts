import { Failure } from '../../domain/failure.ts';
import { sha256 } from '../../domain/json.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import { asFailure } from './connection-failure.ts';
import type { RedisConnection } from './connection.ts';

/** How long a text is kept after it was last put or read: a session holds its hash for less. */
const KEPT_S = 180 * 86_400;

/** Content by its hash, for all processes. Redis forgets by its own clock. */
export function createRedisArtifactStore(options: {
  readonly connection: RedisConnection;
}): ArtifactStore {
  const { client } = options.connection;
  return {
    async put(content) {
      const hash = sha256(content);
      const isKept = (await asFailure(client.expire(keyOf(hash), KEPT_S))) === 1;
      if (!isKept) await asFailure(client.set(keyOf(hash), content, 'EX', KEPT_S));
      return hash;
    },
    async get(hash) {
      const content = await asFailure(client.getex(keyOf(hash), 'EX', KEPT_S));
      if (content !== null) return content;
      throw new Failure('unavailable', 'That document is not stored any more. Make it once more.');
    },
  };
}

function keyOf(hash: string): string {
  return `dotai:artifact:${hash}`;
}
