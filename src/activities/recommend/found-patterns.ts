import type { RecommendDependencies } from './dependencies.ts';
import { triggersSaid } from './pattern-words.ts';
import type { Capability } from '../../domain/capability.ts';
import { capabilityId, resourceNameOf } from '../../domain/kind.ts';
import type { CapabilityMatch } from '../../domain/knowledge/ranking.ts';
import { conditionsText } from '../../domain/pattern/conditions-words.ts';
import type { Pattern } from '../../domain/pattern/pattern.ts';
import { PATTERNS_MAX, type PatternSummary } from '../../prompts/assemble-solutions.ts';
import {
  type CapabilitySummary,
  summaryId,
  toSummaries,
} from '../../prompts/capability-summary.ts';

/** How many a search gives, and how many one request is judged by. */
const SEARCHED = 10;
const JUDGED_MAX = 8;

/** Capabilities that a drafter sees for patterns' sake alone: each costs about 20 tokens. */
const JOINED_MAX = 16;

/** Words of patterns by which a capability is called beside its own tags. */
const CALLED_MAX = 4;

/** A pattern that may help with a request, and what the cluster has of it. */
export interface FoundPattern {
  readonly pattern: Pattern;
  /** Those of its resources that the cluster serves, in its order. */
  readonly capabilities: readonly Capability[];
  /** Those that it does not serve any more, by name. */
  readonly gone: readonly string[];
  /** What it is called by, and the request says. */
  readonly triggers: readonly string[];
}

/**
 * The active patterns whose triggers are in what was said, then those that a search finds for it; best
 * first. Throws `Failure('unavailable')` where they cannot be searched: nobody goes on without them.
 */
export async function findPatterns(
  { patterns, capabilities }: Pick<RecommendDependencies, 'patterns' | 'capabilities'>,
  { said, found }: { readonly said: string; readonly found: readonly CapabilityMatch[] },
): Promise<readonly FoundPattern[]> {
  const active = (await patterns.active()).filter(({ status }) => status === 'active');
  if (active.length === 0) return [];
  const matches = await patterns.search(said, SEARCHED);
  const places = new Map(matches.map(({ pattern }, place) => [pattern.id, place]));
  const judged = active
    .map((pattern) => ({ pattern, triggers: triggersSaid(pattern, said) }))
    .filter(({ pattern, triggers }) => triggers.length > 0 || places.has(pattern.id))
    .toSorted(
      (one, other) =>
        Number(other.triggers.length > 0) - Number(one.triggers.length > 0) ||
        (places.get(one.pattern.id) ?? SEARCHED) - (places.get(other.pattern.id) ?? SEARCHED),
    )
    .slice(0, JUDGED_MAX);
  const known = new Map(found.map(({ capability }) => [capability.id, capability]));
  const clusterId = found[0]?.capability.clusterId;
  return Promise.all(
    judged.map(async ({ pattern, triggers }) => {
      const looked = await Promise.all(
        pattern.resources.map(async (kind) => {
          const id = capabilityId(clusterId ?? pattern.clusterId, kind);
          const capability = known.get(id) ?? (await capabilities.get(id));
          return { name: resourceNameOf(kind), capability };
        }),
      );
      const served = looked.flatMap(({ capability }) =>
        capability && capability.goneAt === undefined ? [capability] : [],
      );
      const gone = looked
        .filter(({ capability }) => !capability || capability.goneAt !== undefined)
        .map(({ name }) => name);
      return { pattern, triggers, capabilities: served, gone };
    }),
  );
}

/** What a drafter is shown, and which capability and pattern each id of it means. */
export interface Shown {
  readonly capabilities: CapabilitySummary[];
  readonly patterns: PatternSummary[];
  readonly capabilityOf: ReadonlyMap<string, Capability>;
  readonly patternOf: ReadonlyMap<string, FoundPattern>;
  /** Ids of capabilities that are among them for a pattern's sake alone. */
  readonly joined: ReadonlySet<string>;
}

/** The patterns that the cluster can follow, and their resources after what the search found. */
export function shownWith(
  found: readonly CapabilityMatch[],
  patterns: readonly FoundPattern[],
): Shown {
  const ids = new Set(found.map(({ capability }) => capability.id));
  const usable = affordable(patterns, ids).slice(0, PATTERNS_MAX);
  const further = new Map(
    usable
      .flatMap(({ capabilities }) => capabilities)
      .filter(({ id }) => !ids.has(id))
      .map((capability) => [capability.id, capability]),
  );
  const score = found.at(-1)?.score ?? 0;
  const all = [...found, ...[...further.values()].map((capability) => ({ capability, score }))];
  const capabilityOf = new Map(all.map(({ capability }, place) => [summaryId(place), capability]));
  const shortIds = new Map([...capabilityOf].map(([id, capability]) => [capability.id, id]));
  const summaries = usable.map(({ pattern, capabilities }, place) => ({
    id: `p${place + 1}`,
    name: pattern.name,
    applies: conditionsText(pattern.conditions),
    rationale: pattern.rationale,
    capabilityIds: capabilities.flatMap(({ id }) => shortIds.get(id) ?? []),
  }));
  return {
    capabilities: toSummaries(all.map((one) => calledByPatterns(one, usable))),
    patterns: summaries,
    capabilityOf,
    patternOf: new Map(usable.map((one, place) => [`p${place + 1}`, one])),
    joined: new Set(further.keys()),
  };
}

/** Those that the cluster can follow, the first ones first, as long as their further resources have room. */
function affordable(
  patterns: readonly FoundPattern[],
  ids: ReadonlySet<string>,
): readonly FoundPattern[] {
  const further = new Set<string>();
  return patterns.filter(({ gone, capabilities }) => {
    if (gone.length > 0) return false;
    const own = capabilities.filter(({ id }) => !ids.has(id) && !further.has(id));
    if (further.size + own.length > JOINED_MAX) return false;
    for (const { id } of own) further.add(id);
    return true;
  });
}

/** What stands for a whole need is also called what the organisation calls it. */
function calledByPatterns<Item extends { readonly capability: Capability }>(
  item: Item,
  patterns: readonly FoundPattern[],
): Item {
  const { capability } = item;
  if (capability.abstraction !== 'golden-path' || capability.role !== 'primary') return item;
  const called = patterns
    .filter(({ capabilities }) => capabilities.some(({ id }) => id === capability.id))
    .flatMap(({ triggers }) => triggers.map((trigger) => trigger.toLowerCase()))
    .slice(0, CALLED_MAX);
  if (called.length === 0) return item;
  return {
    ...item,
    capability: { ...capability, tags: [...new Set([...called, ...capability.tags])] },
  };
}
