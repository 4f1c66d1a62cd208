import { Capability, type AbstractionLevel, type CapabilityRole } from '../capability.ts';
import { plainRequest } from './plain-request.ts';
import { isProviderWord } from './providers.ts';
import { providersSaid, type ProvidersSaid } from './refused-providers.ts';
import { withoutSlips } from './spelling.ts';
import { expand, type Expansion } from './synonyms.ts';
import { stem, stemsOf, tellingWordsOf, wordsOf } from './words.ts';

/** What is asked of the knowledge index. */
export interface CapabilityQuery {
  readonly text: string;
  readonly expansions: readonly Expansion[];
  readonly limit: number;
}

/** What the knowledge index answers. */
interface Match {
  readonly score: number;
  readonly matched: readonly string[];
  readonly parts: { readonly words: number; readonly meaning?: number };
  readonly payload: unknown;
}

export interface CapabilityMatch {
  readonly capability: Capability;
  /** Above 0, at most 1: 1 is the best of this search. */
  readonly score: number;
  /** The words that matched, the person's own first. */
  readonly matched: readonly string[];
}

/** More than is shown are fetched, because roles and providers reorder what the texts found. */
const FETCHED_FACTOR = 3;
const FETCHED_MIN = 150;

/** The strongest ones: a long sentence may stand for half of what there is. */
const EXPANSIONS_MAX = 12;

const ROLE_WEIGHTS: Readonly<Record<CapabilityRole, number>> = {
  primary: 1,
  part: 0.7,
  setup: 0.6,
  internal: 0.25,
};
const ABSTRACTION_WEIGHTS: Readonly<Record<AbstractionLevel, number>> = {
  'golden-path': 1.15,
  managed: 1,
  core: 1,
};
/** The person named a provider, and the kind is another's; or they refused it. */
const OTHER_PROVIDER = 0.2;
/** … or is of no provider at all, when a kind of that provider might do. */
const NO_PROVIDER = 0.7;
/** People work in namespaces; what is cluster-scoped comes after its equal. */
const CLUSTER_SCOPED = 0.95;
/** The same thing is offered within namespaces too: one of the two is enough near the top. */
const CLUSTER_SCOPED_TWIN = 0.75;
const SAYS_NOTHING = new Set(['instance', 'cluster', 'server', 'service', 'resource']);
/** How much of a score the words of the kind's own name decide. */
const NAME_SHARE = 0.4;
/** A name that says in other words what was asked for is explained by so much of its meaning. */
const NAME_BY_MEANING = 0.6;

/**
 * The question for an intent. Providers' names are left out where anything else was said: they say
 * where, not what, and every kind of that cloud would answer.
 */
export function capabilityQuery(intent: string, limit: number): CapabilityQuery {
  const { kept } = providersSaid(plainRequest(intent));
  const words = tellingWordsOf(withoutSlips(kept));
  const topics = words.filter((word) => !isProviderWord(word));
  const asked = topics.length > 0 ? topics : words;
  return {
    text: asked.join(' '),
    expansions: expand(asked).slice(0, EXPANSIONS_MAX),
    limit: Math.max(limit * FETCHED_FACTOR, FETCHED_MIN),
  };
}

/** What a question means as a whole: the text that is compared by its vector. */
export function capabilityMeaning(intent: string): string {
  return withoutSlips(providersSaid(plainRequest(intent)).kept).trim();
}

/**
 * Best first. Beside the texts count why somebody would name the kind (parts and internals come
 * later), whether its name is what was asked for, and the provider that was named. What does not
 * pass the schema of a capability is left out.
 */
export function rankCapabilities(
  intent: string,
  matches: readonly Match[],
  limit: number,
): CapabilityMatch[] {
  const providers = providersSaid(plainRequest(intent));
  const known = matches.flatMap(({ payload, score, matched, parts }) => {
    const { data } = Capability.safeParse(payload);
    return data === undefined || data.goneAt !== undefined
      ? []
      : [{ capability: data, score, matched, meaning: parts.meaning ?? 0 }];
  });
  const offers = known.map(({ capability }) => capability);
  const namespaced = new Set(offers.filter(({ kind }) => kind.namespaced).map(twinKey));
  const stems = stemsByTerm(matches);
  const ranked = known
    .map(({ meaning, ...match }) => ({
      ...match,
      score:
        match.score *
        weightOf({ ...match, meaning }, { providers, stems }) *
        scopeWeight(match.capability, namespaced),
    }))
    .sort((one, other) => other.score - one.score)
    .slice(0, limit);
  const best = ranked[0]?.score ?? 1;
  return ranked.map((match) => ({ ...match, score: match.score / best }));
}

function weightOf(
  {
    capability,
    matched,
    meaning,
  }: Pick<CapabilityMatch, 'capability' | 'matched'> & { readonly meaning: number },
  { providers, stems }: { readonly providers: ProvidersSaid; readonly stems: StemsByTerm },
): number {
  const explained = new Set(matched.flatMap((term) => stems.get(term) ?? []));
  const named = Math.max(nameCoverage(capability.kind.kind, explained), NAME_BY_MEANING * meaning);
  return (
    ROLE_WEIGHTS[capability.role] *
    ABSTRACTION_WEIGHTS[capability.abstraction] *
    providerWeight(capability.providers, providers) *
    (1 - NAME_SHARE + NAME_SHARE * named)
  );
}

function scopeWeight(capability: Capability, namespaced: ReadonlySet<string>): number {
  if (capability.kind.namespaced) return 1;
  return namespaced.has(twinKey(capability)) ? CLUSTER_SCOPED_TWIN : CLUSTER_SCOPED;
}

/** Equal for the same service's kind of the same name, whatever the rest of its group. */
function twinKey({ kind, providers }: Capability): string {
  return `${kind.kind} ${kind.group.split('.')[0]} ${providers.join()}`;
}

function providerWeight(
  offered: readonly string[],
  { wanted, refused }: Pick<ProvidersSaid, 'wanted' | 'refused'>,
): number {
  if (offered.length > 0 && offered.every((one) => refused.includes(one))) return OTHER_PROVIDER;
  if (wanted.length === 0) return 1;
  if (offered.length === 0) return NO_PROVIDER;
  return wanted.some((provider) => offered.includes(provider)) ? 1 : OTHER_PROVIDER;
}

type StemsByTerm = ReadonlyMap<string, readonly string[]>;

/** Hundreds of matches share a few terms: each is taken apart once. */
function stemsByTerm(matches: readonly Match[]): StemsByTerm {
  const terms = new Set(matches.flatMap(({ matched }) => matched));
  return new Map([...terms].map((term) => [term, stemsOf(term)]));
}

/**
 * The part of the kind's own words that the match explains: all of `Bucket`, half of `BucketPolicy`.
 * Words that only say "one of it" need no explanation: the service's `Instance` is the service itself.
 */
function nameCoverage(kind: string, explained: ReadonlySet<string>): number {
  const words = wordsOf(kind).filter((word) => !SAYS_NOTHING.has(word));
  if (words.length === 0) return 1;
  return words.filter((word) => explained.has(stem(word))).length / words.length;
}
