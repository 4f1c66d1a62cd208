import { resourceOf, solutionId, type WordedDraft } from './drafted-solution.ts';
import type { FoundPattern } from './found-patterns.ts';
import { countedReasons } from './object-words.ts';
import {
  type Drafted,
  type Request,
  unusableBecause,
  type Verdict,
  verdictOf,
} from './pattern-verdict.ts';
import type { Capability } from '../../domain/capability.ts';
import { providerName } from '../../domain/knowledge/providers.ts';
import { stemsOf, wordsOf } from '../../domain/knowledge/words.ts';
import { isPortable } from '../../domain/pattern/providers.ts';
import { type PatternTrace, type Solution, SOLUTION_RESOURCES_MAX } from '../../domain/solution.ts';

/**
 * What a pattern that applies adds to a solution's rank: enough to go before its equal, too little for a
 * bad match to go before a good one.
 */
export const PATTERN_POINTS = 5;

/** Characters of a reason that is kept. */
const REASON_MAX = 160;

interface Found {
  readonly patterns: readonly FoundPattern[];
  /** As `Request` has them. */
  readonly joined: ReadonlySet<string>;
  readonly said: string;
}

/**
 * The drafted solutions as the organisation's patterns leave them, best first: each with what the patterns
 * add that apply to it, without what came for one that does not. Those that became the same are one.
 */
export function withPatterns(
  drafted: readonly WordedDraft[],
  { patterns, joined, said }: Found,
): { readonly solutions: readonly Solution[]; readonly trace: readonly PatternTrace[] } {
  const request: Request = { said, drafted, joined };
  const judged = drafted.map((draft) => {
    const { left, verdicts } = settled(draft, patterns, request);
    const solution = patternedSolution(draft, { left, verdicts });
    return { verdicts, solution, primary: left[0], drafted: draft.capabilities.length };
  });
  const ranked = judged.toSorted((one, other) => byRank(one.solution, other.solution));
  const ids = ranked.map(({ solution }) => solution.id);
  const kept = ranked.filter(({ solution }, place) => ids.indexOf(solution.id) === place);
  const trace = patterns.map((found): PatternTrace => {
    const { id, name } = found.pattern;
    const unusable = unusableBecause(found);
    if (unusable !== undefined) return { id, name, unusable, standings: [] };
    const standings = kept.flatMap(({ verdicts, solution }) => {
      const verdict = verdicts.find((one) => one.found === found);
      if (!verdict) return [];
      const { applies, reason } = verdict;
      return [{ solutionId: solution.id, applies, reason: cut(reason) }];
    });
    return { id, name, standings };
  });
  const solutions = kept.map((one) => {
    return { ...one.solution, reasons: countedReasons(one, kept) };
  });
  return { solutions, trace };
}

function byRank({ score: one }: Solution, { score: other }: Solution): number {
  return other.total - one.total || other.match - one.match;
}

/**
 * What is left of a draft without what came for patterns that do not apply, and how each pattern stands to
 * that: what goes may have been why another one applied.
 */
function settled(
  draft: Drafted,
  patterns: readonly FoundPattern[],
  request: Request,
): { readonly left: Drafted['capabilities']; readonly verdicts: readonly Verdict[] } {
  const verdicts = withinRoom(
    draft,
    patterns.map((found) => verdictOf(found, draft, request)),
  );
  const [primary, ...others] = draft.capabilities;
  const earned = others.filter((one) => !isUnearned(one, draft, { verdicts, request }));
  const left = [primary, ...earned] as const;
  if (earned.length === others.length) return { left, verdicts };
  return settled({ ...draft, capabilities: left }, patterns, request);
}

/** Patterns that apply each by itself may be too much together: the first ones have the room. */
function withinRoom(draft: Drafted, verdicts: readonly Verdict[]): Verdict[] {
  const held = new Set(draft.capabilities.map(({ id }) => id));
  return verdicts.map((verdict) => {
    const { applies, adds } = verdict;
    if (!applies) return verdict;
    const further = adds.filter(({ id }) => !held.has(id));
    if (held.size + further.length > SOLUTION_RESOURCES_MAX) {
      const reason = `There is no room for it beside the other patterns: at most ${SOLUTION_RESOURCES_MAX} objects are made at once.`;
      return { ...verdict, applies: false, reason, adds: [] };
    }
    for (const { id } of further) held.add(id);
    return { ...verdict, adds: further };
  });
}

function patternedSolution(
  draft: WordedDraft,
  {
    left,
    verdicts,
  }: { readonly left: Drafted['capabilities']; readonly verdicts: readonly Verdict[] },
): Solution {
  const applied = verdicts.filter(({ applies }) => applies);
  const made = [
    ...left.map((capability) => ({ capability, purpose: capability.useCase })),
    ...applied.flatMap(({ found, adds }) =>
      adds.map((capability) => ({ capability, purpose: purposeIn(found) })),
    ),
  ];
  const { match, provider, lacks } = draft;
  const isLifted = applied.length > 0;
  return {
    id: solutionId(
      provider,
      made.map(({ capability }) => capability.id),
    ),
    ...wordsWithout(draft, left),
    resources: made.reduce<Solution['resources']>(
      (others, { capability, purpose }) => [
        ...others,
        { ...resourceOf(capability, others), purpose },
      ],
      [],
    ),
    links: [],
    bindings: [],
    ...(provider === undefined ? {} : { provider }),
    score: {
      total: isLifted ? Math.min(100, match + PATTERN_POINTS) : match,
      match,
      pattern: isLifted ? 100 : 0,
      policy: 0,
    },
    patterns: applied.map(({ found: { pattern }, reason }) => ({
      id: pattern.id,
      name: pattern.name,
      reason: cut(reason),
    })),
    lacks,
  };
}

/**
 * Whether a capability is there only because of a pattern that does not apply: the drafter claims that
 * pattern, or saw the capability for its sake alone, or it is a cloud's own beside a portable primary.
 * What every cluster has, and what was asked for by name, stays.
 */
function isUnearned(
  one: Capability,
  { capabilities: [primary], claimed }: Drafted,
  { verdicts, request }: { readonly verdicts: readonly Verdict[]; readonly request: Request },
): boolean {
  const { said, joined } = request;
  if (isNamed(one, said)) return false;
  const own = verdicts.filter(({ found }) => found.capabilities.some(({ id }) => id === one.id));
  if (own.length === 0 || own.some(({ applies }) => applies)) return false;
  if (joined.has(one.id)) return true;
  if (one.abstraction === 'core') return false;
  const isClaimed = own.some(({ found }) => claimed.has(found.pattern.id));
  const isForeign = one.providers.length === 1 && isPortable(primary);
  return isClaimed || isForeign;
}

function isNamed({ kind }: Capability, said: string): boolean {
  const stems = new Set(stemsOf(said));
  return stemsOf(kind.kind).some((stem) => stems.has(stem));
}

/** What was said of capabilities that are not in the solution any more is not said. */
function wordsWithout(
  { title, reasons, capabilities, provider }: WordedDraft,
  left: readonly Capability[],
): Pick<Solution, 'title' | 'reasons'> {
  const gone = capabilities.filter((one) => !left.includes(one)).map(({ kind }) => kind.kind);
  const isOfGone = (text: string): boolean =>
    gone.some((kind) => spelt(text).includes(spelt(kind)));
  const plain = `${capabilities[0].kind.kind}${provider === undefined ? '' : ` in ${providerName(provider)}`}`;
  return {
    title: isOfGone(title) ? plain : title,
    reasons: reasons.filter((reason) => !isOfGone(reason)),
  };
}

/** `InternetGateway` and "internet gateway" alike. */
function spelt(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}

/** Why the pattern has it, in the first sentence of its rationale. */
function purposeIn({ pattern: { name, rationale } }: FoundPattern): string {
  const [first = ''] = rationale
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .split(/(?<=[.!?])\s/u);
  return cut(`Pattern ${name}${first === '' ? '' : `: ${first}`}`);
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= REASON_MAX
    ? text
    : `${characters.slice(0, REASON_MAX - 1).join('')}…`;
}
