import { Failure } from '../../domain/failure.ts';
import { MinedChannel } from '../../domain/mining/mined-channel.ts';
import type { TaughtRecords } from '../../ports/taught-records.ts';
import { itemOf, recordOf, type Shelf } from '../taught/taught-shelf.ts';

/**
 * The channels that were ever opened for mining. Every method throws `Failure('unavailable')` while the
 * records do not answer, and where one was stored by another version of the bot.
 */
export interface MinedChannels {
  /** `slack:T1:C1`. */
  get(id: string): Promise<MinedChannel | undefined>;
  /**
   * Saves the version after the newest; the very same once more changes nothing. Throws
   * `Failure('conflict')` where someone else saved that version first.
   */
  save(channel: MinedChannel): Promise<void>;
  /** Those that were closed again, too, in the order in which they were first opened. */
  all(): Promise<readonly MinedChannel[]>;
}

const SHELF: Shelf<MinedChannel> = {
  collection: 'channels',
  schema: MinedChannel,
  noun: 'mined channel',
  madeAt: ({ changedAt, lastMinedAt }) => lastMinedAt ?? changedAt,
};

/** How often a record is changed anew because somebody else was faster. */
const TRIES_MAX = 5;

/** Changes the record as it is now; undefined leaves it. Throws `Failure('conflict')` after too many tries. */
export async function changeChannel(
  channels: Pick<MinedChannels, 'get' | 'save'>,
  id: string,
  change: (before: MinedChannel | undefined) => MinedChannel | undefined,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const next = change(await channels.get(id));
    if (!next) return;
    try {
      return await channels.save(next);
    } catch (error) {
      const wasOvertaken = error instanceof Failure && error.kind === 'conflict';
      if (!wasOvertaken || tries === TRIES_MAX) throw error;
    }
  }
}

export function createMinedChannels({
  taught,
}: {
  readonly taught: Pick<TaughtRecords, 'get' | 'list' | 'save'>;
}): MinedChannels {
  return {
    async get(id) {
      const record = await taught.get(SHELF.collection, id);
      return record && itemOf(SHELF, record);
    },
    save: (channel) => taught.save(recordOf(SHELF, channel)),
    async all() {
      const records = await taught.list(SHELF.collection);
      return records.map((record) => itemOf(SHELF, record));
    },
  };
}
