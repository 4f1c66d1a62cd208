import { Candidate } from '../../domain/mining/candidate.ts';
import type { Evidence } from '../../domain/mining/evidence.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { TaughtRecords } from '../../ports/taught-records.ts';
import { createTaughtReading } from '../taught/taught-reading.ts';
import { itemOf, recordOf, type Shelf } from '../taught/taught-shelf.ts';

/** A candidate that lost quotes, and how many it has left. */
export interface EvidenceLost {
  readonly candidateId: string;
  readonly left: number;
}

/**
 * What was proposed from what people said or wrote, with the quotes behind it. Every method throws
 * `Failure('unavailable')` while the records do not answer; those that read candidates also where one was
 * stored by another version of the bot and cannot be read.
 */
export interface CandidateBook {
  /** The newest version of each, in every status, in the order in which they were found. */
  all(): Promise<readonly Candidate[]>;
  get(id: string): Promise<Candidate | undefined>;
  /**
   * Saves the version after the newest; the very same once more changes nothing. Throws
   * `Failure('conflict')` where someone else saved that version first.
   */
  save(candidate: Candidate): Promise<void>;
  /**
   * All versions of it, then its quotes: nothing is left. A repeat removes what an earlier try left. Throws
   * `Failure('conflict')` where somebody changes it at the same moment.
   */
  withdraw(id: string): Promise<void>;
  /** In the order in which they were first added. */
  evidence(candidateId: string): Promise<readonly Evidence[]>;
  /** The same id again replaces what was there. All of them or none. */
  addEvidence(evidence: readonly Evidence[]): Promise<void>;
  /**
   * Removes the quotes of a source (`sourceKey`), but for those that `stays` keeps: what an edited message
   * still says. Candidates that lost none are not among the answers; a repeat finds nothing to remove.
   */
  removeSource(
    source: string,
    stays?: (evidence: Evidence) => boolean,
  ): Promise<readonly EvidenceLost[]>;
}

const SHELF: Shelf<Candidate> = {
  collection: 'candidates',
  schema: Candidate,
  noun: 'candidate',
  madeAt: ({ decidedAt, foundAt }) => decidedAt ?? foundAt,
};

export function createCandidateBook({
  taught,
  evidence,
}: {
  readonly taught: TaughtRecords;
  readonly evidence: EvidenceStore;
}): CandidateBook {
  const read = createTaughtReading({ taught, shelf: SHELF }, async (reading) => reading);

  async function get(id: string): Promise<Candidate | undefined> {
    const record = await taught.get(SHELF.collection, id);
    return record && itemOf(SHELF, record);
  }

  return {
    all: async () => (await read()).items,
    get,
    save: (candidate) => taught.save(recordOf(SHELF, candidate)),
    async withdraw(id) {
      // Not read: what another version of the bot stored can be removed, too.
      const record = await taught.get(SHELF.collection, id);
      if (record) await taught.remove(SHELF.collection, id, record.version);
      const quotes = await evidence.of(id);
      await evidence.remove(quotes.map((quote) => quote.id));
    },
    evidence: (candidateId) => evidence.of(candidateId),
    addEvidence: (added) => evidence.add(added),
    async removeSource(source, stays = () => false) {
      const lost = (await evidence.from(source)).filter((quote) => !stays(quote));
      await evidence.remove(lost.map(({ id }) => id));
      const candidateIds = [...new Set(lost.map(({ candidateId }) => candidateId))];
      return Promise.all(
        candidateIds.map(async (candidateId) => ({
          candidateId,
          left: (await evidence.of(candidateId)).length,
        })),
      );
    },
  };
}
