import { startRedis } from '../redis/redis-server.ts';
import { startChild } from './child.ts';

/** `embedded`: one process over one file. `shared`: bot and worker over one Redis and one Qdrant. */
export const MODES = ['embedded', 'shared'] as const;
export type Mode = (typeof MODES)[number];

/** What processes share, and how they are told of it. */
export interface SharedServices {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const QDRANT_TIMEOUT_MS = 30_000;

/** A real Redis that writes each command to disk within a second, and the double of Qdrant. */
export async function startSharedServices(): Promise<SharedServices> {
  const redis = await startRedis();
  const qdrant = startChild({ script: new URL('./qdrant-process.ts', import.meta.url) });
  const { text: url } = await qdrant.line(() => true, QDRANT_TIMEOUT_MS);
  return {
    environment: { REDIS_URL: redis.url, QDRANT_URL: url },
    async close() {
      await qdrant.stop();
      await redis.close();
    },
  };
}
