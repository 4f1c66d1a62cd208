import { type Actor, actorKey } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import type { Capability } from '../domain/capability.ts';
import { capabilityId, resourceNameOf } from '../domain/kind.ts';
import type { Candidate } from '../domain/mining/candidate.ts';
import type { Evidence } from '../domain/mining/evidence.ts';
import {
  openChannelsOf,
  privateChannelsOf,
  seesAll,
  type SeesChannel,
} from '../domain/mining/private-origins.ts';
import { PATTERNS } from '../domain/pattern/index-entry.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { IndexQuery } from '../ports/knowledge-index.ts';
import { patternCard } from './pattern-card.ts';
import { noPatternsCard, PATTERN_LISTING } from './pattern-list-cards.ts';
import { PATTERN_NAMING } from './pattern-names.ts';
import { policiesReaching } from './policy-names.ts';
import type { FoundItem } from './taught-list-cards.ts';
import {
  createTaughtQueries,
  type FindDeletion,
  type MeaningDependencies,
  type TaughtQueries,
} from './taught-queries.ts';

export interface PatternQueries extends TaughtQueries<Pattern> {
  /** `name`: an id, the beginning of one, or words of the pattern. */
  show(name: string, viewer: Actor): Promise<Card>;
}

interface FoundPattern extends Omit<FoundItem<Pattern>, 'item'> {
  readonly pattern: Pattern;
}

interface PatternRights {
  /** They are a curator. */
  readonly mayScan: boolean;
  /** Whether they see what was said in that channel. */
  readonly isIn: SeesChannel;
  /** Whether everybody sees what is said in that channel now. */
  readonly isOpen: (channel: string) => Promise<boolean>;
}

export interface PatternQueryDependencies extends MeaningDependencies {
  readonly patterns: {
    all(): Promise<readonly Pattern[]>;
    versions(id: string): Promise<readonly Pattern[]>;
    search(
      text: string,
      limit: number,
      asked: { readonly vector: IndexQuery['vector'] },
    ): Promise<readonly FoundPattern[]>;
  };
  readonly policies: { active(): Promise<readonly Policy[]> };
  readonly candidates: {
    get(id: string): Promise<Candidate | undefined>;
    evidence(candidateId: string): Promise<readonly Evidence[]>;
  };
  readonly capabilities: { get(id: string): Promise<Capability | undefined> };
  readonly rights: (viewer: Actor) => Promise<PatternRights>;
  readonly findDeletion: FindDeletion;
}

export function createPatternQueries(dependencies: PatternQueryDependencies): PatternQueries {
  const { patterns } = dependencies;
  const queries = createTaughtQueries({
    listing: PATTERN_LISTING,
    naming: PATTERN_NAMING,
    all: () => patterns.all(),
    search: async (text, limit, asked) =>
      (await patterns.search(text, limit, asked)).map(({ pattern, ...found }) => ({
        ...found,
        item: pattern,
      })),
    collection: PATTERNS,
    meaning: dependencies,
    noneCard: noPatternsCard,
    findDeletion: dependencies.findDeletion,
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
  const { patterns, policies, rights } = dependencies;
  const viewing = await rights(viewer);
  const { mayScan: isCurator } = viewing;
  const [versions, active, quotes, gone] = await Promise.all([
    patterns.versions(pattern.id),
    policies.active(),
    Promise.all(pattern.candidates.map((id) => quotesOf(dependencies, id, viewing))),
    goneNames(dependencies, pattern),
  ]);
  const evidence = quotes.flatMap(({ seen }) => seen);
  const isOfPrivate = quotes.some(({ isPrivate, seen }) => isPrivate && seen.length > 0);
  const reaching = pattern.resources.flatMap((kind) => policiesReaching(active, kind));
  const isOwnDraft = pattern.status === 'draft' && pattern.createdBy === actorKey(viewer);
  const card = patternCard({
    pattern,
    evidence,
    unseen: quotes.reduce((sum, { unseen }) => sum + unseen, 0),
    policies: [...new Map(reaching.map((one) => [one.id, one])).values()],
    gone,
    earlier: versions.filter(({ version }) => version < pattern.version),
    mayEdit: isCurator || isOwnDraft,
    mayDelete: isCurator,
  });
  // Others who are in the place where it was asked for may not see as much.
  return isOfPrivate ? { ...card, audience: viewer } : card;
}

interface Quotes {
  readonly seen: readonly Evidence[];
  readonly unseen: number;
  readonly isPrivate: boolean;
}

async function quotesOf(
  { candidates }: PatternQueryDependencies,
  id: string,
  { isIn, isOpen }: Pick<PatternRights, 'isIn' | 'isOpen'>,
): Promise<Quotes> {
  const [candidate, evidence] = await Promise.all([candidates.get(id), candidates.evidence(id)]);
  if (!candidate) return { seen: [], unseen: evidence.length, isPrivate: true };
  const open = await Promise.all(openChannelsOf(candidate).map((channel) => isOpen(channel)));
  const isPrivate = privateChannelsOf(candidate).length > 0 || open.includes(false);
  const isSeen = await seesAll(candidate, isIn);
  return isSeen
    ? { seen: evidence, unseen: 0, isPrivate }
    : { seen: [], unseen: evidence.length, isPrivate };
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
