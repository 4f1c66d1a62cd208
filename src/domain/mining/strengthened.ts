import { withoutRepeats } from './assemble-candidates.ts';
import type { Candidate, Contradiction, Origin } from './candidate.ts';
import { withinLimits } from './candidate-limits.ts';
import type { Evidence } from './evidence.ts';
import type { FoundCandidate } from './find.ts';
import { findsOf } from './joined-candidates.ts';

/** A candidate that is known already, with further quotes for it. */
export interface Strengthened {
  /** As it was known. */
  readonly candidate: Candidate;
  /** What said it again, each with its quotes under the id of the known one. */
  readonly finds: readonly FoundCandidate[];
}

/**
 * The candidate as it is with the further quotes, as its next version; undefined where it `had` all of
 * them, so that a page read twice changes nothing. It is the very same where the finds were counted before, and
 * only their quotes are missing.
 */
export function strengthenedBy(
  { candidate, finds }: Strengthened,
  had: readonly Evidence[],
): FoundCandidate | undefined {
  const seen = new Set(had.map(({ id }) => id));
  const counted = new Set(findsOf(candidate));
  const further: FoundCandidate[] = [];
  const quotes: Evidence[] = [];
  for (const find of finds) {
    const missing = find.evidence.filter(({ id }) => !seen.has(id));
    if (missing.length === 0) continue;
    for (const { id } of missing) seen.add(id);
    quotes.push(...missing);
    if (!counted.has(find.candidate.id)) further.push(find);
    counted.add(find.candidate.id);
  }
  if (quotes.length === 0) return undefined;
  return { candidate: withFinds(candidate, further), evidence: withoutRepeats(quotes) };
}

function withFinds(candidate: Candidate, finds: readonly FoundCandidate[]): Candidate {
  if (finds.length === 0) return candidate;
  const origins = finds.flatMap((find) => find.candidate.origins);
  const foundIn = finds.reduce((sum, find) => sum + find.candidate.foundIn, candidate.foundIn);
  return withinLimits({
    ...candidate,
    version: candidate.version + 1,
    origins: withOrigins(candidate.origins, origins),
    foundIn,
    finds: [...findsOf(candidate), ...finds.map((find) => find.candidate.id)],
  });
}

/** An open candidate with contradictions that it did not list; undefined where it lists them all. */
export function contradictedBy(
  candidate: Candidate,
  contradictions: readonly Contradiction[],
): Candidate | undefined {
  const listed = new Set(candidate.contradictions.map(contradictionKey));
  const further = contradictions.filter((one) => !listed.has(contradictionKey(one)));
  if (further.length === 0) return undefined;
  return withinLimits({
    ...candidate,
    version: candidate.version + 1,
    contradictions: [...candidate.contradictions, ...further],
  });
}

function contradictionKey({ with: side, id, reason }: Contradiction): string {
  return JSON.stringify([side, id, reason]);
}

export function withOrigins(some: readonly Origin[], more: readonly Origin[]): Origin[] {
  const keyed = [...some, ...more].map(
    (one) => [JSON.stringify([one.type, one.label, one.channel, one.isPrivate]), one] as const,
  );
  return [...new Map(keyed).values()];
}
