import { Failure } from '../../domain/failure.ts';
import { toJson } from '../../domain/json.ts';
import { Policy } from '../../domain/policy/policy.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { IndexMatch, KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { Logger } from '../../ports/logger.ts';
import type { TaughtRecord, TaughtRecords } from '../../ports/taught-records.ts';
import { createPolicyIndex, type PolicyReading } from './policy-book-index.ts';

export interface PolicyMatch {
  readonly policy: Policy;
  /** Above 0, at most 1: 1 is the best match of this search. */
  readonly score: number;
  /** The words that matched. Empty where the meaning alone did. */
  readonly matched: readonly string[];
  /** What the score was made of, each 0 to 1 beside the best of this search. */
  readonly parts: IndexMatch['parts'];
}

/**
 * The policies that people taught, drafts among them. The records are the truth; the knowledge index is
 * made of them and catches up by itself. All but `remove` and `save` throw `Failure('unavailable')` also
 * where a record was stored by another version of the bot and cannot be read: nobody goes on without it.
 */
export interface PolicyBook {
  /**
   * Those that guide: of each the newest version that is active. A draft that follows it changes nothing
   * until somebody accepts it. Throws `Failure('unavailable')` while the records do not answer.
   */
  active(): Promise<readonly Policy[]>;
  /** Drafts too, in the order in which they were first saved. Throws `Failure('unavailable')`. */
  all(): Promise<readonly Policy[]>;
  /** The newest version. Throws `Failure('unavailable')`. */
  get(id: string): Promise<Policy | undefined>;
  /** Oldest first. Throws `Failure('unavailable')`. */
  versions(id: string): Promise<readonly Policy[]>;
  /**
   * Saves the version after the newest; the very same once more changes nothing. That the index or the
   * embedder is away stops nobody. Throws `Failure('unavailable')`, and `Failure('conflict')` where
   * someone else saved that version first.
   */
  save(policy: Policy): Promise<void>;
  /**
   * All versions; false where there was none. Throws `Failure('unavailable')`, and `Failure('conflict')`
   * where `version` is not the newest.
   */
  remove(id: string, version: number): Promise<boolean>;
  /** Best first, drafts too. Throws `Failure('unavailable')` while the records or the index do not answer. */
  search(text: string, limit: number): Promise<readonly PolicyMatch[]>;
  /**
   * Makes the index again where it differs from the records, and the vectors that are missing. Throws
   * `Failure('unavailable')` while the records or the index do not answer; an embedder that is away is
   * logged.
   */
  repairIndex(): Promise<void>;
}

export function createPolicyBook({
  taught,
  ...indexing
}: {
  readonly taught: TaughtRecords;
  readonly knowledge: KnowledgeIndex;
  /** Undefined: search goes by words alone. */
  readonly embedder: Embedder | undefined;
  readonly logger: Pick<Logger, 'warn'>;
}): PolicyBook {
  const index = createPolicyIndex(indexing);
  const read = createReading(taught);
  return {
    active: async () => (await read()).guiding,
    all: async () => (await read()).policies,
    async get(id) {
      const record = await taught.get('policies', id);
      return record && policyOf(record);
    },
    versions: async (id) => (await taught.versions('policies', id)).map(policyOf),
    async save(policy) {
      const { id, version, changedAt: at } = policy;
      await taught.save({ collection: 'policies', id, version, at, body: toJson(policy) });
      await index.put(policy);
    },
    async remove(id, version) {
      const isRemoved = await taught.remove('policies', id, version);
      await index.drop(id);
      return isRemoved;
    },
    async search(text, limit) {
      const { policies } = await index.catchUp(read);
      if (policies.length === 0) return [];
      const byId = new Map(policies.map((policy) => [policy.id, policy]));
      const matches = await index.search(text, limit);
      return matches.flatMap(({ id, score, matched, parts }) => {
        const policy = byId.get(id);
        return policy ? [{ policy, score, matched, parts }] : [];
      });
    },
    repairIndex: () => index.repair(read),
  };
}

interface BookReading extends PolicyReading {
  /** Of each policy the newest active version, where it has one. */
  readonly guiding: readonly Policy[];
}

/** Reads the records again only where they have changed. */
function createReading(taught: TaughtRecords): () => Promise<BookReading> {
  let last: BookReading | undefined;
  return async () => {
    // Asked first: what is saved meanwhile makes this reading an old one, never a wrong one.
    const revision = await taught.revision('policies');
    if (last?.revision === revision) return last;
    const policies = (await taught.list('policies')).map(policyOf);
    const guiding = await Promise.all(policies.map((policy) => guidingVersion(taught, policy)));
    last = { revision, policies, guiding: guiding.filter((one) => one !== undefined) };
    return last;
  };
}

/** What guides while a newer version is a draft. */
async function guidingVersion(taught: TaughtRecords, newest: Policy): Promise<Policy | undefined> {
  if (newest.status === 'active' || newest.version === 1) {
    return newest.status === 'active' ? newest : undefined;
  }
  const versions = (await taught.versions('policies', newest.id)).map(policyOf);
  return versions.findLast(({ status }) => status === 'active');
}

function policyOf({ id, version, body }: TaughtRecord): Policy {
  const { data, error } = Policy.safeParse(body);
  if (data) return data;
  const message = `Version ${version} of the policy ${id} was stored by another version of dotai and cannot be read here. An operator must start that version again.`;
  throw new Failure('unavailable', message, { cause: error });
}
