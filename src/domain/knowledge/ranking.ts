import { Capability, type AbstractionLevel, type CapabilityRole } from '../capability.ts';
import { isProviderWord, providersNamedIn } from './providers.ts';
import { expand, type Expansion } from './synonyms.ts';
import { stem, tellingWordsOf, wordsOf } from './words.ts';

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
const FETCHED_FACTOR = 4;
const FETCHED_MIN = 80;

const ROLE_WEIGHTS: Readonly<Record<CapabilityRole, number>> = {
  primary: 1,
  part: 0.6,
  setup: 0.5,
  internal: 0.25,
};
const ABSTRACTION_WEIGHTS: Readonly<Record<AbstractionLevel, number>> = {
  'golden-path': 1.15,
  managed: 1,
  core: 1,
};
/** The person named a provider, and the kind is another's. */
const OTHER_PROVIDER = 0.2;
/** … or is of no provider at all, when a kind of that provider might do. */
const NO_PROVIDER = 0.7;
/** The same thing offered cluster-scoped and within namespaces: people work in namespaces. */
const CLUSTER_SCOPED = 0.95;
/** How much of a score the words of the kind's own name decide. */
const NAME_SHARE = 0.3;

/**
 * The question for an intent. Providers' names are left out where anything else was said: they say
 * where, not what, and every kind of that cloud would answer.
 */
export function capabilityQuery(intent: string, limit: number): CapabilityQuery {
  const words = tellingWordsOf(intent);
  const topics = words.filter((word) => !isProviderWord(word));
  const asked = topics.length > 0 ? topics : words;
  return {
    text: asked.join(' '),
    expansions: expand(asked),
    limit: Math.max(limit * FETCHED_FACTOR, FETCHED_MIN),
  };
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
  const providers = providersNamedIn(intent);
  const ranked = matches
    .flatMap(({ payload, score, matched }) => {
      const checked = Capability.safeParse(payload);
      if (!checked.success || checked.data.goneAt !== undefined) return [];
      const capability = checked.data;
      return [{ capability, matched, score: score * weightOf(capability, matched, providers) }];
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, limit);
  const best = ranked[0]?.score ?? 1;
  return ranked.map((match) => ({ ...match, score: match.score / best }));
}

function weightOf(
  capability: Capability,
  matched: readonly string[],
  providers: readonly string[],
): number {
  return (
    ROLE_WEIGHTS[capability.role] *
    ABSTRACTION_WEIGHTS[capability.abstraction] *
    providerWeight(capability.providers, providers) *
    (capability.kind.namespaced ? 1 : CLUSTER_SCOPED) *
    (1 - NAME_SHARE + NAME_SHARE * nameCoverage(capability.kind.kind, matched))
  );
}

function providerWeight(offered: readonly string[], asked: readonly string[]): number {
  if (asked.length === 0) return 1;
  if (offered.length === 0) return NO_PROVIDER;
  return asked.some((provider) => offered.includes(provider)) ? 1 : OTHER_PROVIDER;
}

/** The part of the kind's own words that the match explains: all of `Bucket`, half of `BucketPolicy`. */
function nameCoverage(kind: string, matched: readonly string[]): number {
  const stems = new Set(matched.flatMap((term) => wordsOf(term)).map((word) => stem(word)));
  const words = wordsOf(kind);
  return words.filter((word) => stems.has(stem(word))).length / Math.max(1, words.length);
}
