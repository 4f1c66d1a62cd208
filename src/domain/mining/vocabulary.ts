import type { ResourceKind } from '../kind.ts';
import { PROVIDER_IDS, providerName } from '../knowledge/providers.ts';
import { KNOWN_WORDS } from '../knowledge/synonyms.ts';
import { wordsOf } from '../knowledge/words.ts';
import { type Cue, sayings } from './sift-words.ts';

/** What tells whether a conversation is worth a look: of everybody, and of this cluster. */
export interface MiningVocabulary {
  /** By words as `wordsOf` gives them, joined by a space. */
  readonly cues: ReadonlyMap<string, Cue>;
  /** Most words of a phrase that begins with this word. */
  readonly reach: ReadonlyMap<string, number>;
}

/** What a name counts that nobody says without meaning it, and what an everyday word does. */
const NAME = { type: 'thing', weight: 1 } as const satisfies Cue;
const EVERYDAY_WORD = { type: 'thing', weight: 0.5 } as const satisfies Cue;

/** Words of every engineer's day: said in lessons, and in all other talk as well. */
const EVERYDAY = new Set(
  wordsOf(
    'access account alarm alert api app application authentication authorization availability ' +
      'backend back balancing batch block box branch build canary cd chart check ci cluster code ' +
      'component config configuration container credential cron daily daemon dashboard data day ' +
      'deployment disk docker domain edge email env environment error event expose exposed external ' +
      'field file frontend function gateway git github gpu group helm host hour hourly identity image ' +
      'index instance internet ip issue job key limit list load log logging login machine mail ' +
      'maintenance message metric microservice ml model monitor monitoring name namespace network ' +
      'night nightly node notify object observe outside page pager password path permission photo ' +
      'picture pipeline pod policy pr private process project public publish query reachable record ' +
      'release replica repo repository resource restore role rollout route routing rule run scale ' +
      'schedule scheduled schema scrape search secret sensor server service setting site staging state ' +
      'storage store stream system tag task team template test token topic trace traffic training ' +
      'update upload url user value version video vm volume web website weekly worker workflow ' +
      'workload yaml zone asset periodic drain drained evict eviction failover sync one off on demand ' +
      'refuse reject deny prevent enforce elastic split path reconcile alias stage',
  ),
);

/**
 * The words by which conversations are sifted: product words and names of clouds, words of rules and
 * reasons in several languages, and what this cluster serves: kinds as they are written together and
 * as people say them, and their tags. A cluster of thousands of kinds takes some milliseconds.
 */
export function miningVocabulary(
  kinds: readonly {
    readonly kind: Pick<ResourceKind, 'kind' | 'plural' | 'group'>;
    readonly tags: readonly string[];
    readonly providers: readonly string[];
  }[],
): MiningVocabulary {
  const cues = new Map<string, Cue>();
  const add = (phrase: string, cue: Cue): void => {
    const known = cues.get(phrase);
    if (phrase !== '' && (!known || weightOf(known) < weightOf(cue))) cues.set(phrase, cue);
  };
  const known = new Set(KNOWN_WORDS.flatMap((word) => wordsOf(word)));
  for (const word of known) add(word, EVERYDAY.has(word) ? EVERYDAY_WORD : NAME);
  for (const provider of PROVIDER_IDS) {
    for (const name of [provider, providerName(provider)]) add(wordsOf(name).join(' '), NAME);
  }
  for (const { kind, tags, providers } of kinds) {
    const words = wordsOf(kind.kind);
    const cue = words.length > 1 ? NAME : EVERYDAY_WORD;
    for (const name of [words.join(' '), kind.kind.toLowerCase(), kind.plural]) add(name, cue);
    for (const tag of [...tags, ...providers]) addTag(wordsOf(tag), { known, add });
  }
  // Words that say how something is meant go before names of things.
  for (const [phrase, cue] of sayings()) cues.set(phrase, cue);
  return { cues, reach: reachOf(cues.keys()) };
}

function addTag(
  words: readonly string[],
  { known, add }: { known: ReadonlySet<string>; add: (phrase: string, cue: Cue) => void },
): void {
  const [word = ''] = words;
  const isName = words.length > 1 || (known.has(word) && !EVERYDAY.has(word));
  add(words.join(' '), isName ? NAME : EVERYDAY_WORD);
}

function reachOf(phrases: Iterable<string>): ReadonlyMap<string, number> {
  const reach = new Map<string, number>();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    const [first = ''] = words;
    reach.set(first, Math.max(reach.get(first) ?? 0, words.length));
  }
  return reach;
}

function weightOf(cue: Cue): number {
  return cue.type === 'thing' ? cue.weight : 0;
}
