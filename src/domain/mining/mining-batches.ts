import type { Capability } from '../capability.ts';
import { type ResourceKind, resourceNameOf } from '../kind.ts';
import { providersNamedIn } from '../knowledge/providers.ts';
import { estimateTokens } from '../tokens.ts';
import type { Conversation } from './conversation.ts';
import { createKindMentions, type Mentioned, type NameableKind } from './kind-mentions.ts';

/** What is known of a kind where conversations are read for it. */
export type MinableKind = Pick<Capability, 'kind' | 'tags' | 'providers' | 'role'>;

/** Most conversations that one call reads, and most tokens of talk in it; a longer one goes alone. */
export const BATCH_CONVERSATIONS_MAX = 5;
export const BATCH_TOKENS_MAX = 1_250;

/** Most resources that a call offers: about 20 tokens each. */
const RESOURCES_MAX = 14;
/** Most of them that are offered for a word that they are only tagged with. */
const TAGGED_MAX = 6;
const WORDS_SHOWN = 3;

export interface RequestLine {
  /** `m1`, from the beginning of its conversation. */
  readonly id: string;
  /** `A`, `B`; empty where nobody speaks. */
  readonly speaker: string;
  readonly text: string;
}

/** What a call sees: the input of mine-patterns. */
export interface MiningRequest {
  readonly conversations: readonly {
    readonly id: string;
    readonly lines: readonly RequestLine[];
  }[];
  readonly resources: readonly NameableKind[];
}

/** A call, and what its short ids stand for: the conversation `c2` is the second one, `m3` its third line. */
export interface MiningBatch {
  readonly request: MiningRequest;
  readonly conversations: readonly Conversation[];
  readonly kinds: ReadonlyMap<string, ResourceKind>;
}

/**
 * Cuts conversations into calls, in their order. Each call offers the resources that its own words may name,
 * surest first: thousands of kinds cost a call no more than a few. Made once for a cluster's kinds.
 */
export function createMiningBatches(
  kinds: readonly MinableKind[],
): (conversations: readonly Conversation[]) => readonly MiningBatch[] {
  const byName = new Map(kinds.map((one) => [resourceNameOf(one.kind), one]));
  const nameable = [...byName].map(([name, { kind, tags }]) => nameableOf(name, { kind, tags }));
  const mentionsIn = createKindMentions(nameable);
  function batchOf(conversations: readonly Conversation[]): MiningBatch {
    const texts = conversations.flatMap(({ utterances }) => utterances.map(({ text }) => text));
    const ranked = rankedNames(
      texts.flatMap((text) => mentionsIn(text)),
      { byName, clouds: new Set(texts.flatMap((text) => providersNamedIn(text))) },
    );
    const offered = ranked.flatMap((name, place) => {
      const one = byName.get(name);
      return one ? [{ ...one, id: `r${place + 1}`, name }] : [];
    });
    return {
      conversations,
      request: {
        conversations: conversations.map((one, place) => ({
          id: `c${place + 1}`,
          lines: linesOf(one),
        })),
        resources: offered.map(({ id, name, kind, tags }) => ({
          ...nameableOf(name, { kind, tags }),
          id,
        })),
      },
      kinds: new Map(offered.map(({ id, kind }) => [id, kind])),
    };
  }
  return (conversations) => cut(conversations).map((part) => batchOf(part));
}

function nameableOf(
  name: string,
  { kind, tags }: Pick<MinableKind, 'kind' | 'tags'>,
): NameableKind {
  return { id: name, name, kind: kind.kind, words: tags.slice(0, WORDS_SHOWN) };
}

/** A line's id is its place: an utterance that stands in two parts has one in each. */
export function linesOf({ utterances }: Conversation): readonly RequestLine[] {
  return utterances.map(({ text, speaker }, place) => ({
    id: `m${place + 1}`,
    speaker: speaker ?? '',
    text,
  }));
}

const SURE: readonly Mentioned[] = ['name', 'service', 'word', 'tag'];

/**
 * Those that are named most surely first; of equally sure ones, what the clouds have that are said, then what
 * people deploy before what belongs to it.
 */
function rankedNames(
  mentions: readonly { readonly id: string; readonly by: Mentioned }[],
  {
    byName,
    clouds,
  }: {
    readonly byName: ReadonlyMap<string, MinableKind>;
    readonly clouds: ReadonlySet<string>;
  },
): readonly string[] {
  const awayOf = ({ providers = [] }: Partial<MinableKind> = {}): number =>
    clouds.size === 0 || providers.length === 0 || providers.some((one) => clouds.has(one)) ? 0 : 1;
  const sure = new Map<string, number>();
  for (const { id, by } of mentions) {
    sure.set(id, Math.min(SURE.indexOf(by), sure.get(id) ?? SURE.length));
  }
  const tagged = SURE.indexOf('tag');
  const ranked = [...sure.keys()].toSorted(
    (one, other) =>
      (sure.get(one) ?? 0) - (sure.get(other) ?? 0) ||
      awayOf(byName.get(one)) - awayOf(byName.get(other)) ||
      asideOf(byName.get(one)) - asideOf(byName.get(other)) ||
      (one < other ? -1 : 1),
  );
  const named = ranked.filter((name) => sure.get(name) !== tagged);
  const others = ranked.filter((name) => sure.get(name) === tagged).slice(0, TAGGED_MAX);
  return [...named, ...others].slice(0, RESOURCES_MAX);
}

/** `rds` alone means its instances rather than their parameter groups, and namespaced ones first. */
function asideOf(kind: MinableKind | undefined): number {
  if (!kind) return 9;
  const isMain = kind.role === 'primary' ? 0 : 4;
  return isMain + (kind.kind.kind === 'Instance' ? 0 : 2) + (kind.kind.namespaced ? 0 : 1);
}

function cut(conversations: readonly Conversation[]): readonly (readonly Conversation[])[] {
  const parts: Conversation[][] = [];
  let tokens = 0;
  for (const one of conversations) {
    const own = one.utterances.reduce((sum, { text }) => sum + estimateTokens(text) + 4, 0);
    const last = parts.at(-1);
    const isFull =
      last === undefined ||
      last.length === BATCH_CONVERSATIONS_MAX ||
      tokens + own > BATCH_TOKENS_MAX;
    if (isFull) parts.push([one]);
    else last.push(one);
    tokens = isFull ? own : tokens + own;
  }
  return parts;
}
