import { setImmediate } from 'node:timers/promises';
import type { MiningDependencies } from './dependencies.ts';
import { Capability } from '../../domain/capability.ts';
import { Failure } from '../../domain/failure.ts';
import { capabilityId } from '../../domain/kind.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import { createMiningBatches, type MinableKind } from '../../domain/mining/mining-batches.ts';
import { type MiningVocabulary, miningVocabulary } from '../../domain/mining/vocabulary.ts';
import type { ServedKind } from '../../ports/cluster.ts';

const PAGE = 500;

/** A scan may have found more since: how long what was read of the kinds is good, in milliseconds. */
const GOOD_FOR_MS = 5 * 60 * 1_000;

/** So much of what the cluster serves must be described before anything is read by it. */
const DESCRIBED_SHARE = 0.9;

const NOT_SCANNED =
  'I am still getting to know what this cluster offers, so I could not tell which resources are meant.';

/** What conversations are read with. */
export interface MiningKinds {
  readonly clusterId: string;
  readonly vocabulary: MiningVocabulary;
  readonly batchesOf: ReturnType<typeof createMiningBatches>;
}

export interface MiningKindsReader {
  /**
   * Every kind that the cluster serves, with what is known of it. Throws `Failure('unavailable')` where
   * nothing answers, and while a first scan has not described most of them, unless a part will do.
   */
  read(signal: AbortSignal, options?: { readonly partWillDo?: boolean }): Promise<MiningKinds>;
}

/** Thousands of kinds are read once for many pages. */
export function createMiningKinds({
  knowledge,
  cluster,
  clock,
}: Pick<MiningDependencies, 'knowledge' | 'cluster' | 'clock'>): MiningKindsReader {
  let last: { readonly kinds: MiningKinds; readonly untilMs: number } | undefined;
  return {
    async read(signal, { partWillDo = false } = {}) {
      const { id: clusterId } = await cluster.identity();
      const nowMs = clock.now().getTime();
      if (last?.kinds.clusterId === clusterId && last.untilMs > nowMs) return last.kinds;
      const served = (await cluster.kinds()).filter(isMade);
      const known = await capabilitiesOf(knowledge, clusterId, signal);
      const bare = served.filter(({ kind }) => !known.has(capabilityId(clusterId, kind)));
      const isWhole = known.size > 0 && bare.length <= served.length * (1 - DESCRIBED_SHARE);
      if (!isWhole && !partWillDo) throw new Failure('unavailable', NOT_SCANNED);
      const all = [...known.values(), ...bare.map(undescribed)];
      const batchesOf = createMiningBatches(all);
      await setImmediate();
      const kinds = { clusterId, batchesOf, vocabulary: miningVocabulary(all) };
      if (isWhole) last = { kinds, untilMs: nowMs + GOOD_FOR_MS };
      return kinds;
    },
  };
}

/** What people deploy can be made and looked at. */
function isMade({ verbs }: ServedKind): boolean {
  return verbs.includes('create') && verbs.includes('get');
}

function undescribed({ kind }: ServedKind): MinableKind {
  return { kind, tags: [], providers: [], role: 'primary' };
}

/** By id. */
async function capabilitiesOf(
  knowledge: MiningDependencies['knowledge'],
  clusterId: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Capability>> {
  const known = new Map<string, Capability>();
  for (let offset = 0; ; offset += PAGE) {
    await setImmediate();
    signal.throwIfAborted();
    const { payloads } = await knowledge.list(CAPABILITIES, { offset, limit: PAGE, clusterId });
    for (const payload of payloads) {
      const { data } = Capability.safeParse(payload);
      if (data && data.goneAt === undefined) known.set(data.id, data);
    }
    if (payloads.length < PAGE) return known;
  }
}

/** A part is put off until the cluster is known, yet not for ever: some kinds may never be described. */
export function partWillDo({ tries = 0 }: { readonly tries?: number | undefined }): {
  readonly partWillDo: boolean;
} {
  return { partWillDo: tries >= 3 };
}
