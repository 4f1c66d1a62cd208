import type { CandidateBook } from './candidate-book.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import type { Evidence } from '../../domain/mining/evidence.ts';
import type { FoundCandidate } from '../../domain/mining/find.ts';
import { giveWay } from '../../domain/mining/slices.ts';
import { withoutTakenBack } from '../../domain/mining/taken-back.ts';

/** New candidates whose quotes are stored. */
export interface FreshFinds {
  readonly stored: readonly Candidate[];
  /** Ids of those that do not say any more what they were compared by: nothing of that is told of them. */
  readonly withheld: ReadonlySet<string>;
}

/**
 * Stores the quotes of new candidates before these: one without quotes would count as one that lost them. What
 * was deleted or edited since it was read is left out, with what nobody else says.
 */
export async function quotedFinds(
  candidates: Pick<CandidateBook, 'addEvidence' | 'dropEvidence'>,
  fresh: readonly FoundCandidate[],
  { readAt }: { readonly readAt?: string },
): Promise<FreshFinds> {
  const stored: Candidate[] = [];
  const withheld = new Set<string>();
  for (const find of fresh) {
    const { candidate, evidence } = find;
    const reading = readAt === undefined ? undefined : { readAt };
    const added = await candidates.addEvidence(evidence, reading);
    await giveWay();
    const next = stillSaid(find, added);
    if (!next) await candidates.dropEvidence(candidate.id);
    if (next !== candidate) withheld.add(candidate.id);
    if (next) stored.push(next);
  }
  const isTold = ({ id }: { readonly id: string }): boolean => !withheld.has(id);
  return {
    stored: stored.map((one) => ({
      ...one,
      contradictions: isTold(one) ? one.contradictions.filter(isTold) : [],
    })),
    withheld,
  };
}

function stillSaid(
  { candidate, evidence }: FoundCandidate,
  added: readonly Evidence[],
): Candidate | undefined {
  const ids = new Set(added.map(({ id }) => id));
  const lost = evidence.filter(({ id }) => !ids.has(id));
  if (lost.length === 0) return candidate;
  if (added.length === 0) return undefined;
  const said = { lost: lost.map(quoteOf), left: added.map(quoteOf) };
  const next = withoutTakenBack(candidate, said);
  return next && next !== candidate ? { ...next, version: candidate.version } : next;
}

function quoteOf({ quote }: Evidence): string {
  return quote;
}
