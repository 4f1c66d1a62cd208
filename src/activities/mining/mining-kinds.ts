import { setImmediate } from 'node:timers/promises';
import type { MiningDependencies } from './dependencies.ts';
import { Capability } from '../../domain/capability.ts';
import { Failure } from '../../domain/failure.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import { createMiningBatches } from '../../domain/mining/mining-batches.ts';
import { type MiningVocabulary, miningVocabulary } from '../../domain/mining/vocabulary.ts';

const PAGE = 500;

/** A scan may have found more since: how long what was read of the kinds is good, in milliseconds. */
const GOOD_FOR_MS = 5 * 60 * 1_000;

const NOT_SCANNED =
  'I do not know yet what this cluster offers, so I cannot tell which resources are meant. It is read first: `/dotai capabilities scan all`.';

/** What conversations are read with. */
export interface MiningKinds {
  readonly clusterId: string;
  readonly vocabulary: MiningVocabulary;
  readonly batchesOf: ReturnType<typeof createMiningBatches>;
}

export interface MiningKindsReader {
  /** Throws `Failure('unavailable')` where the cluster was never scanned, or nothing answers. */
  read(signal: AbortSignal): Promise<MiningKinds>;
}

/** Thousands of kinds are read once for many pages. */
export function createMiningKinds({
  knowledge,
  cluster,
  clock,
}: Pick<MiningDependencies, 'knowledge' | 'cluster' | 'clock'>): MiningKindsReader {
  let last: { readonly kinds: MiningKinds; readonly untilMs: number } | undefined;
  return {
    async read(signal) {
      const { id: clusterId } = await cluster.identity();
      const nowMs = clock.now().getTime();
      if (last?.kinds.clusterId === clusterId && last.untilMs > nowMs) return last.kinds;
      const known = await capabilitiesOf(knowledge, clusterId, signal);
      if (known.length === 0) throw new Failure('unavailable', NOT_SCANNED);
      const batchesOf = createMiningBatches(known);
      await setImmediate();
      const kinds = { clusterId, batchesOf, vocabulary: miningVocabulary(known) };
      last = { kinds, untilMs: nowMs + GOOD_FOR_MS };
      return kinds;
    },
  };
}

async function capabilitiesOf(
  knowledge: MiningDependencies['knowledge'],
  clusterId: string,
  signal: AbortSignal,
): Promise<readonly Capability[]> {
  const known: Capability[] = [];
  for (let offset = 0; ; offset += PAGE) {
    await setImmediate();
    signal.throwIfAborted();
    const { payloads } = await knowledge.list(CAPABILITIES, { offset, limit: PAGE, clusterId });
    for (const payload of payloads) {
      const { data } = Capability.safeParse(payload);
      if (data && data.goneAt === undefined) known.push(data);
    }
    if (payloads.length < PAGE) return known;
  }
}
