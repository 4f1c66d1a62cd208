import { Failure } from '../../domain/failure.ts';
import {
  IndexedPolicy,
  POLICIES,
  policyEntryOf,
  policyQuery,
} from '../../domain/policy/index-entry.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { IndexMatch, KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { Logger } from '../../ports/logger.ts';
import { createQuestionVector } from '../knowledge/question-vector.ts';

/** More policies than people ever write. */
const ALL = 20_000;

/** Texts of one call to the embedder. */
const EMBEDDED_AT_ONCE = 16;

/** Somebody waits. The built-in embedder needs a second or more when it must load. */
const SOON_MS = 5_000;

/** All that is taught, as it was at a revision of the records. */
export interface PolicyReading {
  readonly revision: number;
  readonly policies: readonly Policy[];
}

/** Policies in the knowledge index, beside the records that it is made of. */
export interface PolicyIndex {
  /** An index that is away is logged: the next search, or the next start, makes up for it. */
  put(policy: Policy): Promise<void>;
  /** As `put`. */
  drop(id: string): Promise<void>;
  /**
   * Makes sure that what is searched is what the records say, and gives that. Throws
   * `Failure('unavailable')`, and what `read` throws.
   */
  catchUp(read: () => Promise<PolicyReading>): Promise<PolicyReading>;
  /** Throws `Failure('unavailable')`. */
  search(text: string, limit: number): Promise<readonly IndexMatch[]>;
  /** As `catchUp`, whether or not anything seems to differ. */
  repair(read: () => Promise<PolicyReading>): Promise<void>;
}

type Asking = NonNullable<Parameters<Embedder['embed']>[1]>;

interface Parts {
  readonly knowledge: KnowledgeIndex;
  readonly embedder: Embedder | undefined;
  readonly logger: Pick<Logger, 'warn'>;
}

export function createPolicyIndex(parts: Parts): PolicyIndex {
  const { knowledge, logger } = parts;
  const questionVector = createQuestionVector(parts);
  /** The revision of the records with which the index was last compared. */
  let compared: number | undefined;

  async function unlessAway(policyId: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      compared = undefined;
      logger.warn('the knowledge index lags behind the policies', { policyId, kind: error.kind });
    }
  }

  async function align(read: () => Promise<PolicyReading>, asking: Asking): Promise<PolicyReading> {
    // Looked at before the records: whatever is indexed by now is in them, unless it was removed.
    const indexed = await indexedIn(knowledge);
    const reading = await read();
    await makeAgain(knowledge, { indexed, policies: reading.policies });
    compared = reading.revision;
    await embedMissing(parts, asking);
    return reading;
  }

  return {
    put: (policy) =>
      unlessAway(policy.id, async () => {
        await knowledge.upsert(POLICIES, [policyEntryOf(policy)]);
        await embedMissing(parts, { signal: AbortSignal.timeout(SOON_MS) });
      }),
    drop: (id) => unlessAway(id, () => knowledge.remove(POLICIES, [id])),
    async catchUp(read) {
      const reading = await read();
      const { total } = await knowledge.list(POLICIES, { offset: 0, limit: 0 });
      if (compared === reading.revision && total === reading.policies.length) return reading;
      return align(read, { signal: AbortSignal.timeout(SOON_MS) });
    },
    async search(text, limit) {
      const vector = await questionVector(text);
      const query = { ...policyQuery(text, limit), ...(vector === undefined ? {} : { vector }) };
      return knowledge.search(POLICIES, query);
    },
    async repair(read) {
      await align(read, { isBackground: true });
    },
  };
}

async function indexedIn(knowledge: KnowledgeIndex): Promise<readonly IndexedPolicy[]> {
  const { payloads } = await knowledge.list(POLICIES, { offset: 0, limit: ALL });
  return payloads.flatMap((payload) => IndexedPolicy.safeParse(payload).data ?? []);
}

async function makeAgain(
  knowledge: KnowledgeIndex,
  given: { readonly indexed: readonly IndexedPolicy[]; readonly policies: readonly Policy[] },
): Promise<void> {
  const made = new Map(given.indexed.map((one) => [one.id, one]));
  const stale = given.policies
    .map((policy) => policyEntryOf(policy))
    .filter(({ id, payload }) => {
      const known = made.get(id);
      return known?.made !== payload['made'] || known?.version !== payload['version'];
    });
  const known = new Set(given.policies.map(({ id }) => id));
  const gone = given.indexed.map(({ id }) => id).filter((id) => !known.has(id));
  if (stale.length > 0) await knowledge.upsert(POLICIES, stale);
  if (gone.length > 0) await knowledge.remove(POLICIES, gone);
}

/**
 * Gives every policy its vector, then has searches compare them. An embedder that is away or slow is
 * logged: what is missing is made with the next policy that is saved, or at the next start.
 */
async function embedMissing({ knowledge, embedder, logger }: Parts, asking: Asking): Promise<void> {
  if (!embedder) return;
  const { identity } = embedder;
  const missing = await knowledge.withoutVector(POLICIES, identity, ALL);
  for (let from = 0; from < missing.length; from += EMBEDDED_AT_ONCE) {
    const batch = missing.slice(from, from + EMBEDDED_AT_ONCE);
    const vectors = await vectorsOf({ embedder, logger }, batch, asking);
    if (!vectors) return;
    const given = batch.flatMap((entry, at) => {
      const values = vectors[at];
      return values ? [{ ...entry, values }] : [];
    });
    await knowledge.putVectors(POLICIES, identity, given);
  }
  await knowledge.useEmbedder(POLICIES, identity);
}

/** Undefined where the embedder does not answer in time. */
async function vectorsOf(
  { embedder, logger }: { readonly embedder: Embedder; readonly logger: Pick<Logger, 'warn'> },
  batch: readonly { readonly passage: string }[],
  asking: Asking,
): Promise<readonly Float32Array[] | undefined> {
  const passages = batch.map(({ passage }) => passage);
  try {
    return await embedder.embed(passages, asking);
  } catch (error) {
    if (!(error instanceof Failure) && asking.signal?.aborted !== true) throw error;
    const kind = error instanceof Failure ? error.kind : 'timeout';
    logger.warn('policies wait for their vectors', { embedder: embedder.identity.name, kind });
    return undefined;
  }
}
