import { type Actor, actorKey } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import type { Capability } from '../domain/capability.ts';
import { capabilityId, resourceNameOf } from '../domain/kind.ts';
import type { Evidence } from '../domain/mining/evidence.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { SearchSource } from './home/language-words.ts';
import { patternCard } from './pattern-card.ts';
import { noPatternsCard, PATTERN_LISTING } from './pattern-list-cards.ts';
import { PATTERN_NAMING } from './pattern-names.ts';
import { policiesReaching } from './policy-names.ts';
import type { FoundItem } from './taught-list-cards.ts';
import { createTaughtQueries, type TaughtQueries } from './taught-queries.ts';

export interface PatternQueries extends TaughtQueries<Pattern> {
  /** `name`: an id, the beginning of one, or words of the pattern. */
  show(name: string, viewer: Actor): Promise<Card>;
}

interface FoundPattern extends Omit<FoundItem<Pattern>, 'item'> {
  readonly pattern: Pattern;
}

export interface PatternQueryDependencies {
  readonly patterns: {
    all(): Promise<readonly Pattern[]>;
    versions(id: string): Promise<readonly Pattern[]>;
    search(text: string, limit: number): Promise<readonly FoundPattern[]>;
  };
  readonly policies: { active(): Promise<readonly Policy[]> };
  readonly candidates: { evidence(candidateId: string): Promise<readonly Evidence[]> };
  readonly capabilities: { get(id: string): Promise<Capability | undefined> };
  /** `mayScan`: they are a curator. */
  readonly rights: (viewer: Actor) => Promise<{ readonly mayScan: boolean }>;
  readonly source: SearchSource;
}

export function createPatternQueries(dependencies: PatternQueryDependencies): PatternQueries {
  const { patterns, source } = dependencies;
  const queries = createTaughtQueries({
    listing: PATTERN_LISTING,
    naming: PATTERN_NAMING,
    all: () => patterns.all(),
    search: async (text, limit) =>
      (await patterns.search(text, limit)).map(({ pattern, ...found }) => ({
        ...found,
        item: pattern,
      })),
    comparesMeanings: source.kind !== 'none',
    noneCard: noPatternsCard,
  });
  return {
    ...queries,
    async show(name, viewer) {
      const [pattern, ...others] = await queries.named(name);
      return pattern && others.length === 0
        ? show(dependencies, { pattern, viewer })
        : queries.toChoose(name, 'show');
    },
  };
}

async function show(
  dependencies: PatternQueryDependencies,
  { pattern, viewer }: { readonly pattern: Pattern; readonly viewer: Actor },
): Promise<Card> {
  const { patterns, policies, candidates, rights } = dependencies;
  const [versions, active, quotes, gone, { mayScan: isCurator }] = await Promise.all([
    patterns.versions(pattern.id),
    policies.active(),
    Promise.all(pattern.candidates.map((id) => candidates.evidence(id))),
    goneNames(dependencies, pattern),
    rights(viewer),
  ]);
  const reaching = pattern.resources.flatMap((kind) => policiesReaching(active, kind));
  const isOwnDraft = pattern.status === 'draft' && pattern.createdBy === actorKey(viewer);
  return patternCard({
    pattern,
    evidence: quotes.flat(),
    policies: [...new Map(reaching.map((one) => [one.id, one])).values()],
    gone,
    earlier: versions.filter(({ version }) => version < pattern.version),
    mayEdit: isCurator || isOwnDraft,
    mayDelete: isCurator,
  });
}

async function goneNames(
  { capabilities }: PatternQueryDependencies,
  { clusterId, resources }: Pattern,
): Promise<readonly string[]> {
  const known = await Promise.all(
    resources.map((kind) => capabilities.get(capabilityId(clusterId, kind))),
  );
  return resources
    .filter((_, place) => known[place]?.goneAt !== undefined)
    .map((kind) => resourceNameOf(kind));
}
