import { Failure } from '../../domain/failure.ts';
import { evidenceUnder } from '../../domain/mining/assemble-candidates.ts';
import { Candidate, type Origin } from '../../domain/mining/candidate.ts';
import type { Evidence } from '../../domain/mining/evidence.ts';
import { type TakenBack, withoutTakenBack } from '../../domain/mining/taken-back.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { TaughtRecords } from '../../ports/taught-records.ts';
import { itemOf, recordOf, type Shelf } from '../taught/taught-shelf.ts';

/** A candidate that lost quotes, and how many it has left. */
export interface EvidenceLost {
  readonly candidateId: string;
  readonly left: number;
}

export const CANDIDATES: Shelf<Candidate> = {
  collection: 'candidates',
  schema: Candidate,
  noun: 'candidate',
  madeAt: ({ decidedAt, foundAt }) => decidedAt ?? foundAt,
};

/** How often a candidate is changed anew because somebody else was faster. */
const TRIES_MAX = 5;

/** Quotes that go from one candidate to the one that it was merged into. */
export interface EvidenceMove {
  readonly from: string;
  readonly to: string;
  /** Those that the first one had when what it says was read, and an ISO time before that, as for `add`. */
  readonly quotes: readonly Evidence[];
  readonly readAt?: string;
}

interface Amending {
  /**
   * Moves all quotes. Of those that went meanwhile with their sources, what nobody but them says goes from the
   * other one, too. A repeat moves what an earlier try left.
   */
  move(move: EvidenceMove): Promise<void>;
  /** Removes quotes, and first what nobody but them says. */
  takeBack(lost: readonly Evidence[], candidateId: string): Promise<EvidenceLost>;
  /** Notes, wherever it is said, that not everybody may join that conversation any more. */
  markPrivate(channel: string): Promise<void>;
  /** Takes the name of a candidate out of those that it contradicts. */
  dropMentions(id: string): Promise<void>;
}

/** Changes after which what was said before is kept nowhere, in no version. A repeat ends what a stop left. */
export function createAmending({
  taught,
  evidence,
}: {
  readonly taught: TaughtRecords;
  readonly evidence: EvidenceStore;
}): Amending {
  async function dropMentions(id: string): Promise<void> {
    for (const other of await taught.list(CANDIDATES.collection)) {
      if (other.id === id || !JSON.stringify(other.body).includes(id)) continue;
      await amend(taught, other.id, (candidate) => withoutMention(candidate, id));
    }
  }

  async function markPrivate(channel: string): Promise<void> {
    for (const record of await taught.list(CANDIDATES.collection)) {
      const { id, origins } = itemOf(CANDIDATES, record);
      if (!origins.some((one) => isOpenIn(one, channel))) continue;
      await amend(taught, id, (candidate) => withPrivate(candidate, channel));
    }
  }

  async function move({ from, to, quotes, readAt }: EvidenceMove): Promise<void> {
    const reading = readAt === undefined ? undefined : { readAt };
    const added = new Set<string>();
    const asked = new Map(evidenceUnder(to, quotes).map((one) => [one.id, one]));
    // Until there are none: some may be added meanwhile.
    for (let left = await evidence.of(from); left.length > 0; left = await evidence.of(from)) {
      const moved = evidenceUnder(to, left);
      for (const one of moved) asked.set(one.id, one);
      for (const { id } of await evidence.add(moved, reading)) added.add(id);
      await evidence.remove(left.map(({ id }) => id));
    }
    const lost = [...asked.values()].filter(({ id }) => !added.has(id));
    if (lost.length > 0) await takeBack(lost, to);
  }

  async function takeBack(lost: readonly Evidence[], candidateId: string): Promise<EvidenceLost> {
    const ids = new Set(lost.map(({ id }) => id));
    const left = (await evidence.of(candidateId)).filter(({ id }) => !ids.has(id));
    const said: TakenBack = { lost: lost.map(quoteOf), left: left.map(quoteOf) };
    const record = await taught.get(CANDIDATES.collection, candidateId);
    const before = record && itemOf(CANDIDATES, record);
    const isRenamed = before && withoutTakenBack(before, said)?.title !== before.title;
    if (isRenamed) await dropMentions(candidateId);
    const isLeft = await amend(taught, candidateId, (one) => withoutTakenBack(one, said));
    const gone = isLeft ? lost : [...lost, ...left];
    await evidence.remove(gone.map(({ id }) => id));
    return { candidateId, left: isLeft ? left.length : 0 };
  }

  return { dropMentions, markPrivate, move, takeBack };
}

/** False where `change` leaves nothing of it. */
async function amend(
  taught: TaughtRecords,
  id: string,
  change: (candidate: Candidate) => Candidate | undefined,
): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    const record = await taught.get(CANDIDATES.collection, id);
    const candidate = record && itemOf(CANDIDATES, record);
    const next = candidate && change(candidate);
    if (!candidate || next === candidate) return true;
    if (!next) return false;
    try {
      await taught.amend(recordOf(CANDIDATES, next));
      return true;
    } catch (error) {
      const wasOvertaken = error instanceof Failure && error.kind === 'conflict';
      if (!wasOvertaken || tries === TRIES_MAX) throw error;
    }
  }
}

function quoteOf({ quote }: Evidence): string {
  return quote;
}

function isOpenIn({ channel, isPrivate }: Origin, closed: string): boolean {
  return channel === closed && isPrivate !== true;
}

/** The very same where all of it is told already. */
function withPrivate(candidate: Candidate, channel: string): Candidate {
  if (!candidate.origins.some((one) => isOpenIn(one, channel))) return candidate;
  const origins = candidate.origins.map((one) =>
    isOpenIn(one, channel) ? { ...one, isPrivate: true } : one,
  );
  return { ...candidate, version: candidate.version + 1, origins };
}

/** Without its contradictions with that one, which name it; the very same where there are none. */
function withoutMention(candidate: Candidate, id: string): Candidate {
  const contradictions = candidate.contradictions.filter((one) => one.id !== id);
  if (contradictions.length === candidate.contradictions.length) return candidate;
  return { ...candidate, version: candidate.version + 1, contradictions };
}
