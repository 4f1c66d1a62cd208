import type { Card } from '../chat/card.ts';
import type { Capability } from '../domain/capability.ts';
import { Failure } from '../domain/failure.ts';
import { CAPABILITIES } from '../domain/knowledge/document.ts';
import { capabilityQuery, rankCapabilities } from '../domain/knowledge/ranking.ts';
import type { Pattern } from '../domain/pattern/pattern.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { IndexMatch, IndexQuery, KnowledgeIndex } from '../ports/knowledge-index.ts';
import { capabilityCard } from './capability-card.ts';
import {
  type Found,
  foundCard,
  listCard,
  nothingKnownCard,
  PAGE_SIZE,
  severalCard,
  unknownNameCard,
  unreadNameCard,
} from './capability-list-cards.ts';
import { capabilitiesMatching, facetsOf } from './capability-filter.ts';
import {
  type Known,
  capabilitiesNamed,
  checkedCapabilities,
  kindsCalled,
  nearNames,
} from './capability-names.ts';
import type { SearchSource } from './home/language-words.ts';
import { patternsUsing } from './pattern-names.ts';
import { policiesReaching } from './policy-names.ts';
import { nothingToDeleteCard, toDeleteCard } from './removal-cards.ts';
import { searchedMeaning } from './search-standing.ts';

const FOUND_MAX = 10;
const NEAREST_MAX = 5;

/** Answers about what the present cluster can do. They throw what the index throws. */
export interface CapabilityQueries {
  /** `filter`: words, of which providers and API groups narrow the list as such. */
  list(request: { readonly page: number; readonly filter: string }): Promise<Card>;
  /** `name`: `plural.group`, a kind, a plural; in any case of letters. */
  show(name: string): Promise<Card>;
  search(text: string): Promise<Card>;
  /** Those that have that name: one where it is clear. */
  named(name: string): Promise<readonly Capability[]>;
  /** What can be deleted by a name that is not clear, or is nobody's. */
  toDelete(name: string): Promise<Card>;
  nothingToDelete(): Card;
  /** What is known of which cluster. `clusterId` undefined: no cluster was seen yet. */
  known(): Promise<{ readonly clusterId: string | undefined; readonly total: number }>;
}

/** The scan of the cluster, as whoever asks before it has ended sees it. */
interface ScanInSight {
  /** Begins a scan unless one runs. */
  ensure(): Promise<void>;
  /** How far the running one is; undefined when none runs. */
  progress(): Promise<{ readonly text: string } | undefined>;
  /** Why the latest one failed; undefined where it did not. */
  problem(): Promise<string | undefined>;
}

export interface CapabilityDependencies {
  readonly knowledge: Pick<KnowledgeIndex, 'list' | 'search' | 'embedderInUse'>;
  readonly cluster: Pick<Cluster, 'fieldTable' | 'kinds'>;
  readonly scan: ScanInSight;
  /** The present cluster, or the last one seen; undefined before any was. */
  readonly clusterId: () => Promise<string | undefined>;
  /** The vector of a text; undefined where no embedder answers in time: then words alone are searched. */
  readonly vectorOf: (text: string) => Promise<IndexQuery['vector']>;
  readonly source: SearchSource;
  readonly policies: { active(): Promise<readonly Policy[]> };
  readonly patterns: { active(): Promise<readonly Pattern[]> };
}

export function createCapabilityQueries(dependencies: CapabilityDependencies): CapabilityQueries {
  const { knowledge, scan } = dependencies;

  async function known(): Promise<Known> {
    const clusterId = await dependencies.clusterId();
    return { knowledge, of: clusterId === undefined ? {} : { clusterId } };
  }

  async function unlessNothingKnown(answer: (known: Known) => Promise<Card>): Promise<Card> {
    const own = await known();
    return (await totalOf(own)) === 0 ? nothingKnown(scan) : answer(own);
  }

  return {
    list: (request) => unlessNothingKnown((own) => list(own, request)),
    show: (name) => unlessNothingKnown((own) => show(dependencies, own, name.trim())),
    search: (text) =>
      unlessNothingKnown(async (own) =>
        foundCard(text, await search(dependencies, own, { text, limit: FOUND_MAX })),
      ),
    named: async (name) => capabilitiesNamed(await known(), name.trim()),
    async toDelete(name) {
      const own = await known();
      const named = await capabilitiesNamed(own, name.trim());
      const near = named.length > 0 ? [] : await nearest(dependencies, own, name.trim());
      return toDeleteCard({ name: name.trim(), named, near });
    },
    nothingToDelete: nothingToDeleteCard,
    async known() {
      const own = await known();
      return { clusterId: own.of.clusterId, total: await totalOf(own) };
    },
  };
}

async function totalOf({ knowledge, of }: Known): Promise<number> {
  return (await knowledge.list(CAPABILITIES, { ...of, offset: 0, limit: 0 })).total;
}

/** What the card promises is so: a scan runs, or begins now. */
async function nothingKnown(scan: ScanInSight): Promise<Card> {
  const running = await scan.progress();
  if (running) return nothingKnownCard({ progress: running.text });
  const problem = await scan.problem();
  await scan.ensure();
  return nothingKnownCard(problem === undefined ? {} : { problem });
}

async function list(
  known: Known,
  { page, filter }: { readonly page: number; readonly filter: string },
): Promise<Card> {
  const { words, ...facets } = await facetsOf(known, filter);
  if (words.length > 0) {
    const capabilities = await capabilitiesMatching(known, { words, facets });
    const from = offsetOf(page, capabilities.length);
    const shown = capabilities.slice(from, from + PAGE_SIZE);
    return listCard({
      filter,
      asked: page,
      from,
      total: capabilities.length,
      capabilities: shown,
    });
  }
  const narrowed = { ...known, of: { ...known.of, ...facets } };
  const total = await totalOf(narrowed);
  const from = offsetOf(page, total);
  const request = { ...narrowed.of, offset: from, limit: PAGE_SIZE };
  const { payloads } = await known.knowledge.list(CAPABILITIES, request);
  return listCard({
    filter,
    asked: page,
    from,
    total,
    capabilities: checkedCapabilities(payloads),
  });
}

/** A page past the end is the last one. */
function offsetOf(page: number, total: number): number {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  return (Math.min(Math.max(1, page), last) - 1) * PAGE_SIZE;
}

async function show(
  dependencies: CapabilityDependencies,
  known: Known,
  name: string,
): Promise<Card> {
  const named = await capabilitiesNamed(known, name);
  const [only, ...others] = named;
  if (only && others.length === 0) {
    const [table, policies, patterns] = await Promise.all([
      unlessAway(() => dependencies.cluster.fieldTable(only.kind)),
      unlessAway(() => dependencies.policies.active()),
      unlessAway(() => dependencies.patterns.active()),
    ]);
    return capabilityCard(only, {
      table,
      policies: policies && policiesReaching(policies, only.kind),
      patterns: patterns && patternsUsing(patterns, only.kind),
    });
  }
  if (only) return severalCard(name, named);
  const served = await unlessAway(() => dependencies.cluster.kinds());
  const unread = kindsCalled(served?.map(({ kind }) => kind) ?? [], name);
  return unread.length > 0
    ? unreadNameCard(name, unread)
    : unknownNameCard(name, await nearest(dependencies, known, name));
}

/** Undefined while what is asked does not answer: the rest of the card is still worth reading. */
async function unlessAway<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Names written nearly so first, then what the words of the name find. */
async function nearest(
  dependencies: CapabilityDependencies,
  known: Known,
  name: string,
): Promise<readonly Capability[]> {
  const similar = await nearNames(known, name);
  const { matches } = await search(dependencies, known, { text: name, limit: NEAREST_MAX });
  const all = [...similar, ...matches.map(({ capability }) => capability)];
  return [...new Map(all.map((one) => [one.id, one])).values()].slice(0, NEAREST_MAX);
}

async function search(
  { knowledge, vectorOf, source }: CapabilityDependencies,
  { of }: Known,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<Found> {
  const vector = await vectorOf(text);
  const matches = await knowledge.search(CAPABILITIES, {
    ...capabilityQuery(text, limit),
    ...of,
    ...(vector === undefined ? {} : { vector }),
  });
  const parts = new Map<string, IndexMatch['parts']>(
    matches.map((match) => [match.id, match.parts]),
  );
  const ranked = rankCapabilities(text, matches, limit).map((found) => ({
    ...found,
    parts: parts.get(found.capability.id) ?? { words: found.score },
  }));
  const searched = await searchedMeaning({ knowledge, source }, { vector, matches: ranked });
  return { matches: ranked, searched, source };
}
