import { type Actor, actorKey } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import type { Capability } from '../domain/capability.ts';
import { Failure } from '../domain/failure.ts';
import { capabilityId, resourceNameOf } from '../domain/kind.ts';
import type { Evidence } from '../domain/mining/evidence.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { SearchSource } from './home/language-words.ts';
import { patternCard } from './pattern-card.ts';
import { noPatternsCard, PATTERN_LISTING } from './pattern-list-cards.ts';
import { PATTERN_NAMING } from './pattern-names.ts';
import { policiesReaching } from './policy-names.ts';
import {
  type FoundItem,
  taughtChoiceCard,
  taughtFoundCard,
  taughtListCard,
  type TaughtVerb,
} from './taught-list-cards.ts';
import { matching, namedBy, nearIds } from './taught-names.ts';

const FOUND_MAX = 10;
const NEAREST_MAX = 5;

/** Answers about the patterns. They throw what the records, and for a search the index, throw. */
export interface PatternQueries {
  /** `filter`: words that narrow the list. */
  list(request: { readonly page: number; readonly filter: string }): Promise<Card>;
  /** `name`: an id, the beginning of one, or words of the pattern. */
  show(name: string, viewer: Actor): Promise<Card>;
  search(text: string): Promise<Card>;
  /** Those that are meant by that name: one where it is clear. */
  named(name: string): Promise<readonly Pattern[]>;
  /** What is offered for a name that is not clear, or is nobody's. */
  toChoose(name: string, verb: TaughtVerb): Promise<Card>;
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

  async function named(name: string): Promise<readonly Pattern[]> {
    return namedBy(PATTERN_NAMING, await patterns.all(), name);
  }

  async function toChoose(name: string, verb: TaughtVerb): Promise<Card> {
    const all = await patterns.all();
    if (all.length === 0) return noPatternsCard();
    const found = namedBy(PATTERN_NAMING, all, name);
    const near = found.length > 0 ? [] : await nearest(dependencies, { all, name });
    return taughtChoiceCard(PATTERN_LISTING, { name, verb, named: found, near });
  }

  return {
    named,
    toChoose,
    async list({ page, filter }) {
      const all = await patterns.all();
      if (all.length === 0) return noPatternsCard();
      const items = filter === '' ? all : matching(PATTERN_NAMING.words, all, filter);
      return taughtListCard(PATTERN_LISTING, { filter, asked: page, items });
    },
    async show(name, viewer) {
      const [pattern, ...others] = await named(name);
      return pattern && others.length === 0
        ? show(dependencies, { pattern, viewer })
        : toChoose(name, 'show');
    },
    async search(text) {
      if ((await patterns.all()).length === 0) return noPatternsCard();
      const found = await patterns.search(text, FOUND_MAX);
      const matches = found.map(({ pattern: item, ...match }) => ({ ...match, item }));
      const comparesMeanings = source.kind !== 'none';
      return taughtFoundCard(PATTERN_LISTING, { said: text, matches, comparesMeanings });
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

/** Ids written nearly so first, then what the words find; an index that is away finds nothing. */
async function nearest(
  { patterns }: PatternQueryDependencies,
  { all, name }: { readonly all: readonly Pattern[]; readonly name: string },
): Promise<readonly Pattern[]> {
  const found = await patterns.search(name, NEAREST_MAX).catch((error: unknown) => {
    if (error instanceof Failure) return [];
    throw error;
  });
  const near = [...nearIds(all, name), ...found.map(({ pattern }) => pattern)];
  return [...new Map(near.map((one) => [one.id, one])).values()].slice(0, NEAREST_MAX);
}
