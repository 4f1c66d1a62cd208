import {
  CANDIDATES,
  createAmending,
  type EvidenceLost,
  type EvidenceMove,
} from './candidate-amending.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import type { Evidence } from '../../domain/mining/evidence.ts';
import { createOutlines, type Outlines } from '../../domain/mining/teaching-outlines.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { TaughtRecords } from '../../ports/taught-records.ts';
import { createTaughtReading } from '../taught/taught-reading.ts';
import { itemOf, recordOf } from '../taught/taught-shelf.ts';

/**
 * What was proposed from what people said or wrote, with the quotes behind it. Every method throws
 * `Failure('unavailable')` while the records do not answer; those that read candidates also where one was
 * stored by another version of the bot and cannot be read.
 */
export interface CandidateBook {
  /** The newest version of each, in every status, in the order in which they were found. */
  all(): Promise<readonly Candidate[]>;
  /** As `all`, and at which revision that was. */
  known(): Promise<KnownCandidates>;
  /** What is compared of them, kept for as long as they are the same. */
  readonly outlines: Outlines;
  get(id: string): Promise<Candidate | undefined>;
  /**
   * Saves the version after the newest; the very same once more changes nothing. The newest is kept beside it only
   * where it is a decision, or this one is. Throws `Failure('conflict')` where someone else saved that version
   * first, or any candidate since `atRevision`; the revision is one higher afterwards.
   */
  save(candidate: Candidate, saving?: { readonly atRevision: number }): Promise<void>;
  /**
   * What others say of it, all versions of it, then its quotes: nothing is left. A repeat removes what an
   * earlier try left. Throws `Failure('conflict')` where somebody changes it at the same moment.
   */
  withdraw(id: string): Promise<void>;
  /** In the order in which they were first added. */
  evidence(candidateId: string): Promise<readonly Evidence[]>;
  /** As `EvidenceStore.add`. */
  addEvidence(
    evidence: readonly Evidence[],
    reading?: { readonly readAt: string },
  ): Promise<readonly Evidence[]>;
  /** Behind the other one they have ids as if they had been found for it. A repeat ends what a stop left. */
  moveEvidence(move: EvidenceMove): Promise<void>;
  /**
   * What was read in that conversation is for whoever is in it from now on: not everybody may join it any more. A
   * repeat ends what a stop left.
   */
  markPrivate(channel: string): Promise<void>;
  /** All quotes behind one that there is not: what a stop left. */
  dropEvidence(candidateId: string): Promise<void>;
  /** As `EvidenceStore.messagesIn`. */
  messagesIn(channel: Parameters<EvidenceStore['messagesIn']>[0]): Promise<readonly string[]>;
  /**
   * Removes the quotes of a source (`keysOfSource`), but for those that `stays` keeps: what an edited message
   * still says. What nobody but them says goes out of their candidates first, in all versions; one of which
   * nothing could be decided any more loses all its quotes. Candidates that lost none are not among the
   * answers; a repeat finds nothing to remove.
   */
  removeSource(
    source: string,
    stays?: (evidence: Evidence) => boolean,
  ): Promise<readonly EvidenceLost[]>;
}

interface KnownCandidates {
  readonly revision: number;
  readonly candidates: readonly Candidate[];
}

export function createCandidateBook({
  taught,
  evidence,
}: {
  readonly taught: TaughtRecords;
  readonly evidence: EvidenceStore;
}): CandidateBook {
  const read = createTaughtReading({ taught, shelf: CANDIDATES }, async (reading) => reading);

  const amending = createAmending({ taught, evidence });

  async function drop(candidateId: string): Promise<void> {
    const quotes = await evidence.of(candidateId);
    await evidence.remove(quotes.map(({ id }) => id));
  }

  return {
    all: async () => (await read()).items,
    outlines: createOutlines(),
    async known() {
      const { revision, items } = await read();
      return { revision, candidates: items };
    },
    async get(id) {
      const record = await taught.get(CANDIDATES.collection, id);
      return record && itemOf(CANDIDATES, record);
    },
    async save(candidate, saving) {
      const replacesNewest = isMoreOfTheSame(candidate);
      await taught.save(recordOf(CANDIDATES, candidate), { ...saving, replacesNewest });
    },
    async withdraw(id) {
      await amending.dropMentions(id);
      // Not read: what another version of the bot stored can be removed, too.
      const record = await taught.get(CANDIDATES.collection, id);
      if (record) await taught.remove(CANDIDATES.collection, id, record.version);
      await drop(id);
    },
    evidence: (candidateId) => evidence.of(candidateId),
    addEvidence: (added, reading) => evidence.add(added, reading),
    moveEvidence: (move) => amending.move(move),
    markPrivate: (channel) => amending.markPrivate(channel),
    dropEvidence: drop,
    messagesIn: (channel) => evidence.messagesIn(channel),
    async removeSource(source, stays = () => false) {
      const lost = (await evidence.from(source)).filter((quote) => !stays(quote));
      const answers: EvidenceLost[] = [];
      for (const [candidateId, quotes] of Map.groupBy(lost, (quote) => quote.candidateId)) {
        answers.push(await amending.takeBack(quotes, candidateId));
      }
      return answers;
    },
  };
}

/** Nobody decided by this version, nor by the one before it: more was found, or what does not go with it. */
function isMoreOfTheSame({ version, decidedVersion, decidedAt }: Candidate): boolean {
  // One that was decided before versions were noted keeps them.
  const decided = decidedVersion ?? (decidedAt === undefined ? 0 : version - 1);
  return decided < version - 1;
}
