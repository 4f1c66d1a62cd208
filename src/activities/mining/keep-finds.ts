import type { MiningDependencies } from './dependencies.ts';
import { openReviews } from './open-reviews.ts';
import { type FreshFinds, quotedFinds } from './quoted-finds.ts';
import { changed } from '../candidate/mark-decided.ts';
import { Failure } from '../../domain/failure.ts';
import type { Candidate, Contradiction } from '../../domain/mining/candidate.ts';
import type { FoundCandidate } from '../../domain/mining/find.ts';
import { type SettledFinds, settling } from '../../domain/mining/merge-candidates.ts';
import { giveWay, inSlices } from '../../domain/mining/slices.ts';
import { contradictedBy, strengthenedBy } from '../../domain/mining/strengthened.ts';

/** How often finds are held against what is known anew, because somebody else was faster. */
const TRIES_MAX = 20;

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
  /** ISO time before any of it was read; left out where nobody can take back what it says. */
  readonly readAt?: string;
  readonly signal: AbortSignal;
}

interface Keeping {
  readonly found: readonly FoundCandidate[];
  readonly finder: Finder;
  /** Ids of known ones that changed, in tries that were overtaken as well. */
  readonly strengthened: Set<string>;
  readonly contradicted: Set<string>;
  /** Something of them may be stored already. */
  readonly isAgain: boolean;
}

/**
 * Holds what was found against what is known, and stores it: new ones only while nobody else stored any, so
 * that two jobs that find the same at once find one. The same finds once more change nothing. Others have
 * their turn meanwhile.
 */
export async function keepFinds(
  dependencies: Dependencies,
  found: readonly FoundCandidate[],
  finder: Finder,
): Promise<KeptFinds> {
  if (found.length === 0) return { found: [], strengthened: 0, known: 0, reviews: [] };
  const [strengthened, contradicted] = [new Set<string>(), new Set<string>()];
  for (let tries = 1; ; tries += 1) {
    const isAgain = finder.isRepeat || tries > 1;
    try {
      return await keep(dependencies, { found, finder, strengthened, contradicted, isAgain });
    } catch (error) {
      const wasOvertaken = error instanceof Failure && error.kind === 'conflict';
      if (!wasOvertaken || tries === TRIES_MAX) throw error;
    }
  }
}

async function keep(dependencies: Dependencies, keeping: Keeping): Promise<KeptFinds> {
  const { candidates } = dependencies;
  const { finder } = keeping;
  const { settled, revision } = await settle(dependencies, keeping);
  if (keeping.isAgain) await dropStrays(dependencies, keeping, settled);
  const fresh = await quotedFinds(candidates, settled.fresh, finder);
  await saveFresh(dependencies, fresh, revision);
  for (const { evidence } of settled.repeated) {
    await candidates.addEvidence(evidence, at(finder));
    await giveWay();
  }
  const unchanged = await strengthen(dependencies, keeping, settled);
  await contradict(dependencies, keeping, { settled, fresh });
  const own = settled.repeated
    .map(({ candidate }) => candidate)
    .filter(({ askedBy, foundAt }) => askedBy === finder.askedBy && foundAt >= finder.since);
  const told = [...fresh.stored, ...own].map(({ id, type }) => ({ id, type }));
  const all = [...new Set([...keeping.strengthened, ...keeping.contradicted])];
  return {
    found: told,
    strengthened: keeping.strengthened.size,
    known: settled.known.length + unchanged + settled.repeated.length - own.length,
    reviews: await openReviews(dependencies, all),
  };
}

async function settle(
  { candidates, patterns, policies }: Dependencies,
  { found, finder }: Keeping,
): Promise<{ readonly settled: SettledFinds; readonly revision: number }> {
  const { revision, candidates: known } = await candidates.known();
  const taught = { patterns: await patterns.all(), policies: await policies.all() };
  const work = settling(found, { candidates: known, ...taught }, candidates.outlines);
  const settled = (await inSlices(work, (step) => step, finder.signal)).at(-1);
  if (!settled) throw new Error('finds were not settled');
  return { settled, revision };
}

/** Quotes of finds that are no candidates of their own: somebody was faster between quotes and candidate. */
async function dropStrays(
  { candidates }: Dependencies,
  { found }: Keeping,
  { fresh, repeated }: SettledFinds,
): Promise<void> {
  const kept = new Set([...fresh, ...repeated].map(({ candidate }) => candidate.id));
  for (const { candidate } of found) {
    const isStray = !kept.has(candidate.id) && !(await candidates.get(candidate.id));
    if (isStray) await candidates.dropEvidence(candidate.id);
  }
}

async function saveFresh(
  { candidates }: Dependencies,
  { stored }: FreshFinds,
  revision: number,
): Promise<void> {
  let atRevision = revision;
  for (const candidate of stored) {
    await candidates.save(candidate, { atRevision });
    atRevision += 1;
    await giveWay();
  }
}

/** How many had all of it before. The count first: where a stop leaves the quotes out, the next try finds what was counted. */
async function strengthen(
  { candidates }: Dependencies,
  { finder, strengthened: ids }: Keeping,
  { strengthened }: SettledFinds,
): Promise<number> {
  let unchanged = 0;
  for (const one of strengthened) {
    const { id } = one.candidate;
    const next = strengthenedBy(one, await candidates.evidence(id));
    if (next && next.candidate !== one.candidate) await candidates.save(next.candidate);
    await giveWay();
    if (next) await candidates.addEvidence(next.evidence, at(finder));
    if (next || finder.isRepeat) ids.add(id);
    else unchanged += 1;
    const now = next && (await candidates.get(id));
    if (now?.status !== 'merged' || now.became === undefined) continue;
    await candidates.moveEvidence({ from: id, to: now.became, quotes: [], ...at(finder) });
  }
  return unchanged;
}

/** Open ones are told what new ones do not go together with. */
async function contradict(
  { candidates }: Dependencies,
  { contradicted, isAgain }: Keeping,
  given: { readonly settled: SettledFinds; readonly fresh: FreshFinds },
): Promise<void> {
  const { settled, fresh } = given;
  const news = new Set(fresh.stored.map(({ id }) => id));
  const byId = new Map<string, Contradiction[]>();
  for (const { candidateId, contradiction } of settled.contradictions) {
    // What was found before was told before, where nothing stopped that.
    const isNew = isAgain || news.has(contradiction.id);
    if (news.has(candidateId) || fresh.withheld.has(contradiction.id) || !isNew) continue;
    if (fresh.withheld.has(candidateId)) continue;
    byId.set(candidateId, [...(byId.get(candidateId) ?? []), contradiction]);
  }
  for (const [id, all] of byId) {
    let isTold = false;
    await changed(candidates, id, (candidate) => {
      const next = candidate.status === 'open' ? contradictedBy(candidate, all) : undefined;
      isTold = next !== undefined;
      return next;
    });
    if (isTold) contradicted.add(id);
    await giveWay();
  }
}

function at({ readAt }: Finder): { readonly readAt: string } | undefined {
  return readAt === undefined ? undefined : { readAt };
}
