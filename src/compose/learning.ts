import { join } from 'node:path';
import { createSqliteArtifactStore } from '../adapters/sqlite/artifact-store.ts';
import { openDatabase } from '../adapters/sqlite/database.ts';
import { createSqliteRecordStore } from '../adapters/sqlite/record-store.ts';
import { createPinoLogger } from '../adapters/system/logger.ts';
import { createSystemClock } from '../adapters/system/clock.ts';
import { OPERATOR } from '../chat/actor.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Config } from '../config.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { RecordStore } from '../ports/record-store.ts';

/** A document that the bot shall learn from. */
export interface Lesson {
  /** Relative to the folder that was named: `runbooks/databases.md`. */
  readonly name: string;
  readonly text: string;
}

/** Documents that one job reads. */
const LESSONS_AT_ONCE = 100;

interface Inbox {
  readonly artifacts: Pick<ArtifactStore, 'put'>;
  readonly store: Pick<RecordStore, 'receive'>;
}

/**
 * Hands documents to the bot through its inbox, beside the process that runs: it reads them soon, or when it is
 * started next. Throws `Failure` where the records cannot be opened or written.
 */
export async function handOver(
  config: Pick<Config, 'dataDirectory' | 'redis'>,
  lessons: readonly Lesson[],
): Promise<void> {
  const inbox = await openInbox(config);
  try {
    for (let from = 0; from < lessons.length; from += LESSONS_AT_ONCE) {
      await submit(inbox, lessons.slice(from, from + LESSONS_AT_ONCE));
    }
  } finally {
    await inbox.close();
  }
}

async function submit({ artifacts, store }: Inbox, lessons: readonly Lesson[]): Promise<void> {
  const files = await Promise.all(
    lessons.map(async ({ name, text }) => ({
      // The bot hides secrets before it reads anything; at rest there shall be none either.
      id: await artifacts.put(redactSecrets(text)),
      name: redactSecrets(name),
      sizeBytes: Buffer.byteLength(text),
    })),
  );
  const event: InboundEvent = {
    type: 'command-given',
    id: `command-line:${crypto.randomUUID()}`,
    at: createSystemClock().now().toISOString(),
    actor: OPERATOR,
    // No conversation: what is found waits for curators.
    place: { platform: OPERATOR.platform, workspace: OPERATOR.workspace, channel: '' },
    text: 'learn',
    files,
  };
  await store.receive(event);
}

async function openInbox({
  dataDirectory,
  redis,
}: Pick<Config, 'dataDirectory' | 'redis'>): Promise<Inbox & { close(): Promise<void> }> {
  const clock = createSystemClock();
  const logger = createPinoLogger({ level: 'warn' });
  if (redis) {
    const { openRedis } = await import('../adapters/redis/connection.ts');
    const { createRedisRecordStore } = await import('../adapters/redis/record-store.ts');
    const { createRedisArtifactStore } = await import('../adapters/redis/artifact-store.ts');
    const connection = await openRedis({ url: redis.url, logger });
    const parts = { connection, clock, logger };
    return {
      artifacts: createRedisArtifactStore(parts),
      store: createRedisRecordStore(parts),
      close: () => connection.close(),
    };
  }
  const database = openDatabase(join(dataDirectory, 'dotai.db'));
  // The running bot owns everything else in the file.
  const parts = { database, lease: { check: () => undefined }, clock, logger };
  return {
    artifacts: createSqliteArtifactStore(parts),
    store: createSqliteRecordStore(parts),
    close: async () => database.close(),
  };
}
