import type { Card } from '../chat/card.ts';
import { nearestOf } from '../domain/nearest.ts';
import { Capability } from '../domain/capability.ts';
import { Failure } from '../domain/failure.ts';
import type { FieldTable } from '../domain/field-table.ts';
import { resourceNameOf, type ResourceKind } from '../domain/kind.ts';
import { CAPABILITIES } from '../domain/knowledge/document.ts';
import { providersNamedIn } from '../domain/knowledge/providers.ts';
import { capabilityQuery, rankCapabilities } from '../domain/knowledge/ranking.ts';
import { stem, wordsOf } from '../domain/knowledge/words.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { KnowledgeIndex } from '../ports/knowledge-index.ts';
import { capabilityCard } from './capability-card.ts';
import {
  foundCard,
  listCard,
  nothingKnownCard,
  PAGE_SIZE,
  severalCard,
  unknownNameCard,
} from './capability-list-cards.ts';

/** What a look at the knowledge index may load at once. */
const ALL = 20_000;
const SAME_NAME_MAX = 500;
const FOUND_MAX = 10;
const NEAREST_MAX = 5;

/** Answers to `capabilities list`, `show` and `search`. They throw what the index throws. */
export interface CapabilityQueries {
  /** `filter`: words, of which providers and API groups narrow the list as such. */
  list(request: { readonly page: number; readonly filter: string }): Promise<Card>;
  /** `name`: `plural.group`, a kind, a plural; in any case of letters. */
  show(name: string): Promise<Card>;
  search(text: string): Promise<Card>;
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

interface Dependencies {
  readonly knowledge: KnowledgeIndex;
  readonly cluster: Pick<Cluster, 'fieldTable'>;
  readonly scan: ScanInSight;
}

export function createCapabilityQueries(dependencies: Dependencies): CapabilityQueries {
  const { knowledge } = dependencies;

  async function unlessNothingKnown(answer: () => Promise<Card>): Promise<Card> {
    const { total } = await knowledge.list(CAPABILITIES, { offset: 0, limit: 0 });
    return total === 0 ? nothingKnown(dependencies.scan) : answer();
  }

  return {
    list: (request) => unlessNothingKnown(() => list(knowledge, request)),
    show: (name) => unlessNothingKnown(() => show(dependencies, name.trim())),
    search: (text) =>
      unlessNothingKnown(async () => foundCard(text, await search(knowledge, text, FOUND_MAX))),
  };
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
  knowledge: KnowledgeIndex,
  { page, filter }: { readonly page: number; readonly filter: string },
): Promise<Card> {
  const { words, ...facets } = await facetsOf(knowledge, filter);
  if (words.length > 0) {
    const capabilities = await matchingAll(knowledge, words, facets);
    const from = offsetOf(page, capabilities.length);
    const shown = capabilities.slice(from, from + PAGE_SIZE);
    return listCard({ filter, from, total: capabilities.length, capabilities: shown });
  }
  const { total } = await knowledge.list(CAPABILITIES, { ...facets, offset: 0, limit: 0 });
  const from = offsetOf(page, total);
  const read = await knowledge.list(CAPABILITIES, { ...facets, offset: from, limit: PAGE_SIZE });
  return listCard({ filter, from, total, capabilities: checked(read.payloads) });
}

/** A page past the end is the last one. */
function offsetOf(page: number, total: number): number {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  return (Math.min(Math.max(1, page), last) - 1) * PAGE_SIZE;
}

interface Facets {
  readonly group?: string;
  readonly provider?: string;
}

/** The first provider and the first group that the filter names; the other words are searched for. */
async function facetsOf(
  knowledge: KnowledgeIndex,
  filter: string,
): Promise<Facets & { readonly words: readonly string[] }> {
  const words: string[] = [];
  let facets: Facets = {};
  for (const part of filter.split(/\s+/u).filter(Boolean)) {
    const [provider] = providersNamedIn(part);
    if (facets.provider === undefined && provider !== undefined) {
      facets = { ...facets, provider };
    } else if (facets.group === undefined && (await isGroup(knowledge, part))) {
      facets = { ...facets, group: part };
    } else {
      words.push(...wordsOf(part));
    }
  }
  return { ...facets, words };
}

async function isGroup(knowledge: KnowledgeIndex, group: string): Promise<boolean> {
  const { total } = await knowledge.list(CAPABILITIES, { group, offset: 0, limit: 0 });
  return total > 0;
}

/** Every word must be found, in whatever text of the capability. */
async function matchingAll(
  knowledge: KnowledgeIndex,
  words: readonly string[],
  facets: Facets,
): Promise<readonly Capability[]> {
  const query = { ...facets, text: words.join(' '), expansions: [], limit: ALL };
  const matches = await knowledge.search(CAPABILITIES, query);
  const wanted = new Set(words.map((word) => stem(word)));
  const full = matches.filter(({ matched }) => {
    const stems = new Set(matched.map((word) => stem(word)));
    return [...wanted].every((word) => stems.has(word));
  });
  return checked(full.map(({ payload }) => payload));
}

async function show({ knowledge, cluster }: Dependencies, name: string): Promise<Card> {
  const named = await capabilitiesNamed(knowledge, name);
  const [only, ...others] = named;
  if (only && others.length === 0) {
    return capabilityCard(only, await fieldTableOf(cluster, only.kind));
  }
  return only ? severalCard(name, named) : unknownNameCard(name, await nearest(knowledge, name));
}

/** Undefined while the cluster does not answer: the rest of the card is still worth reading. */
async function fieldTableOf(
  cluster: Dependencies['cluster'],
  kind: ResourceKind,
): Promise<FieldTable | undefined> {
  try {
    return await cluster.fieldTable(kind);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** One where the full name or only one kind of that name is known, all of that name else. */
async function capabilitiesNamed(
  knowledge: KnowledgeIndex,
  name: string,
): Promise<readonly Capability[]> {
  const query = { text: name.replace(/\.core$/iu, ''), expansions: [], limit: SAME_NAME_MAX };
  const matches = await knowledge.search(CAPABILITIES, query);
  const capabilities = checked(matches.map(({ payload }) => payload));
  const said = name.toLowerCase();
  const exact = capabilities.filter(({ kind }) => fullNamesOf(kind).includes(said));
  if (exact.length > 0) return exact;
  return capabilities.filter(
    ({ kind }) => kind.kind.toLowerCase() === said || kind.plural.toLowerCase() === said,
  );
}

/** `plural.group` and `Kind.group`; the core group is written `core`. */
function fullNamesOf({ group, kind, plural }: ResourceKind): readonly string[] {
  const suffix = group === '' ? 'core' : group;
  return [`${plural}.${suffix}`.toLowerCase(), `${kind}.${suffix}`.toLowerCase()];
}

/** Names written nearly so first, then what the words of the name find. */
async function nearest(knowledge: KnowledgeIndex, name: string): Promise<readonly Capability[]> {
  const { payloads } = await knowledge.list(CAPABILITIES, { offset: 0, limit: ALL });
  const known = checked(payloads);
  const names = known.flatMap(({ kind }) => [
    kind.kind.toLowerCase(),
    resourceNameOf(kind).toLowerCase(),
  ]);
  const near = nearestOf(name.toLowerCase(), [...new Set(names)]);
  const similar = known.filter(
    ({ kind }) => kind.kind.toLowerCase() === near || resourceNameOf(kind).toLowerCase() === near,
  );
  const found = await search(knowledge, name, NEAREST_MAX);
  const all = [...similar, ...found.map(({ capability }) => capability)];
  return [...new Map(all.map((one) => [one.id, one])).values()].slice(0, NEAREST_MAX);
}

async function search(knowledge: KnowledgeIndex, text: string, limit: number) {
  const matches = await knowledge.search(CAPABILITIES, capabilityQuery(text, limit));
  return rankCapabilities(text, matches, limit);
}

function checked(payloads: readonly unknown[]): readonly Capability[] {
  return payloads.flatMap((payload) => Capability.safeParse(payload).data ?? []);
}
