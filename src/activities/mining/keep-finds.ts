import type { MiningDependencies } from './dependencies.ts';
import { openReviews } from './open-reviews.ts';
import { Failure } from '../../domain/failure.ts';
import type { Candidate, Contradiction } from '../../domain/mining/candidate.ts';
import type { FoundCandidate } from '../../domain/mining/find.ts';
import {
  contradictedBy,
  type SettledFinds,
  settleFinds,
  strengthenedBy,
} from '../../domain/mining/merge-candidates.ts';

/** How often finds are held against what is known anew, because somebody else was faster. */
const TRIES_MAX = 5;

type Dependencies = Pick<MiningDependencies, 'candidates' | 'patterns' | 'policies' | 'store'>;

/** What became of finds. */
interface KeptFinds {
  readonly found: readonly Pick<Candidate, 'id' | 'type'>[];
  readonly strengthened: number;
  /** Known, decided or taught before. */
  readonly known: number;
  /** Sessions of open reviews whose candidates changed. */
  readonly reviews: readonly string[];
}

/** Whose finds they are: what the same job found before, and could not tell, is found still. */
interface Finder {
  readonly askedBy: string;
  /** ISO time. */
  readonly since: string;
  /** An earlier try may have stored them, and was stopped before anybody heard of it. */
  readonly isRepeat: boolean;
}

/**
 * Holds what was found against what is known, and stores it. The same finds once more change nothing.
 * Quotes are stored before their candidate: one without quotes would count as one that lost them.
 */
export async function keepFinds(
  dependencies: Dependencies,
  found: readonly FoundCandidate[],
  finder: Finder,
): Promise<KeptFinds> {
  if (found.length === 0) return { found: [], strengthened: 0, known: 0, reviews: [] };
  for (let tries = 1; ; tries += 1) {
    try {
      return await keep(dependencies, found, finder);
    } catch (error) {
      const wasOvertaken = error instanceof Failure && error.kind === 'conflict';
      if (!wasOvertaken || tries === TRIES_MAX) throw error;
    }
  }
}

async function keep(
  dependencies: Dependencies,
  found: readonly FoundCandidate[],
  finder: Finder,
): Promise<KeptFinds> {
  const { candidates, patterns, policies } = dependencies;
  const settled = settleFinds(found, {
    candidates: await candidates.all(),
    patterns: await patterns.all(),
    policies: await policies.all(),
  });
  for (const { candidate, evidence } of settled.fresh) {
    await candidates.addEvidence(evidence);
    await candidates.save(candidate);
  }
  for (const { evidence } of settled.repeated) await candidates.addEvidence(evidence);
  const strengthened = await strengthen(dependencies, settled, finder);
  const contradicted = await contradict(dependencies, settled);
  const own = settled.repeated
    .map(({ candidate }) => candidate)
    .filter(({ askedBy, foundAt }) => askedBy === finder.askedBy && foundAt >= finder.since);
  const fresh = settled.fresh.map(({ candidate }) => candidate);
  const changed = [...new Set([...strengthened, ...contradicted])];
  return {
    found: [...fresh, ...own].map(({ id, type }) => ({ id, type })),
    strengthened: strengthened.length,
    known: settled.known.length + settled.repeated.length - own.length,
    reviews: await openReviews(dependencies, changed),
  };
}

/** Ids of those that have more behind them now, since this try or an earlier one. */
async function strengthen(
  { candidates }: Dependencies,
  { strengthened }: SettledFinds,
  { isRepeat }: Finder,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const one of strengthened) {
    const had = await candidates.evidence(one.candidate.id);
    const next = strengthenedBy(one, had);
    if (next) {
      await candidates.addEvidence(next.evidence);
      await candidates.save(next.candidate);
    }
    if (next || isRepeat) ids.push(one.candidate.id);
  }
  return ids;
}

/** Ids of open ones that something new does not go together with. */
async function contradict(
  { candidates }: Dependencies,
  { fresh, contradictions }: SettledFinds,
): Promise<readonly string[]> {
  const isFresh = (id: string): boolean => fresh.some(({ candidate }) => candidate.id === id);
  const byId = new Map<string, Contradiction[]>();
  for (const { candidateId, contradiction } of contradictions) {
    if (isFresh(candidateId)) continue;
    byId.set(candidateId, [...(byId.get(candidateId) ?? []), contradiction]);
  }
  const ids: string[] = [];
  for (const [id, all] of byId) {
    const candidate = await candidates.get(id);
    const next = candidate?.status === 'open' ? contradictedBy(candidate, all) : undefined;
    if (!next) continue;
    await candidates.save(next);
    ids.push(id);
  }
  return ids;
}
