import { isProviderWord } from '../knowledge/providers.ts';
import { wordsOf } from '../knowledge/words.ts';
import { withReplaced } from '../redaction.ts';
import { isPartOfName, withoutCode } from './code-words.ts';

/** A kind as a text may name it. */
export interface NameableKind {
  readonly id: string;
  /** `plural.group`; the plural alone for the core group. */
  readonly name: string;
  readonly kind: string;
  /** Words and short phrases that it is tagged with, most telling first. */
  readonly words: readonly string[];
}

/**
 * How surely a text means the kind. `name`: its full name, or its own spelling of several words
 * ("NetworkPolicy"). `service`: its API's service, with its kind or without ("rds", "rds instance").
 * `word`: a kind of one word, which may be a word of the language ("cluster"). `tag`: what it is tagged with.
 */
export type Mentioned = 'name' | 'service' | 'word' | 'tag';

export interface KindMention {
  readonly id: string;
  readonly by: Mentioned;
  readonly start: number;
  readonly end: number;
}

/** Words of Latin script with digits, or of any other: "データベースはDeploymentで" names a Deployment. */
const WORD = /[\p{sc=Latin}\p{N}]+|[^\P{L}\p{sc=Latin}]+/gu;
const DOTTED = /[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}-]*)+/gu;
/** Between the words of one name: "network policy", "network-policy", "`rds` instance". */
const GAP = /^(?:[ \t\u00A0-]|[`*_]? [`*_]?)?$/u;
const WORDS_MAX = 4;

/** First labels of groups that say nothing of what is meant; names of clouds are none either. */
const NO_SERVICES = new Set(
  'core apps batch policy platform api apiextensions extensions'.split(' '),
);

/** Those that are words for anybody's things: only with a kind beside them do they name one ("DNS record"). */
const GENERAL_SERVICES = new Set(
  (
    'sql dns iam storage database databases db compute network networking monitoring logging secrets secret schema ' +
    'scaling autoscaling cache caching queue messaging events eventing policies security identity auth backup backups ' +
    'certificates certificate gitops kubernetes containers container functions resources web cloud management data ' +
    'authorization insights search streaming media build deploy postgres postgresql mysql mariadb redis valkey kafka ' +
    'mongodb elasticsearch opensearch rabbitmq nats vault memcached'
  ).split(' '),
);

interface Meaning {
  readonly id: string;
  readonly by: Mentioned;
}

/**
 * Finds kinds in texts, whatever the number of kinds: made once, then every text costs its own length. Of
 * kinds that a text could equally mean, all are named, in the order given. Words of one name stand side by
 * side; names of settings, paths and commands name no kind.
 */
export function createKindMentions(
  kinds: readonly NameableKind[],
): (text: string) => readonly KindMention[] {
  const meanings = meaningsOf(kinds);
  return (text) => {
    const said = withoutCode(text);
    const names = [...said.matchAll(DOTTED)]
      .map(({ 0: name, index }) => ({ name, start: index, end: index + name.length }))
      // The second sentence of two that stand without a space between them is no name.
      .filter(({ name }) => !/\.\p{Lu}/u.test(name));
    const dotted = names.flatMap(({ name, ...stretch }) =>
      named(meanings.get(name.toLowerCase()), stretch),
    );
    const words = withReplaced(said, names, (name) => '.'.repeat(name.length));
    const spelled = windowsOf(words).flatMap(({ joined, ...stretch }) =>
      isPartOfName(words, stretch) ? [] : named(meanings.get(joined), stretch),
    );
    return longest([...dotted, ...spelled]);
  };
}

/** First labels of a group that people say for its kinds: `rds` of `instances.rds.example.org`. */
export function serviceOf(name: string): string | undefined {
  const service = name.split('.')[1];
  const isNone = service === undefined || NO_SERVICES.has(service) || isProviderWord(service);
  return isNone ? undefined : service;
}

/** The service where its name alone tells whose kinds are meant: `rds`, and not `storage`. */
export function properServiceOf(name: string): string | undefined {
  const service = serviceOf(name);
  return service === undefined || GENERAL_SERVICES.has(service) ? undefined : service;
}

function meaningsOf(kinds: readonly NameableKind[]): ReadonlyMap<string, readonly Meaning[]> {
  const meanings = new Map<string, Meaning[]>();
  function add(words: string, meaning: Meaning): void {
    const known = meanings.get(words) ?? [];
    if (known.some(({ id }) => id === meaning.id)) return;
    meanings.set(words, [...known, meaning]);
  }
  for (const { id, name, kind, words } of kinds) {
    const [plural = '', ...group] = name.toLowerCase().split('.');
    const own = kind.toLowerCase();
    const by = wordsOf(kind).length > 1 ? 'name' : 'word';
    for (const form of new Set([own, plural, `${own}s`])) {
      if (group.length > 0) add([form, ...group].join('.'), { id, by: 'name' });
      const service = serviceOf(name);
      if (service !== undefined) add(`${service}${form}`, { id, by: 'service' });
      add(form, { id, by });
    }
    const service = properServiceOf(name);
    if (service !== undefined) add(service, { id, by: 'service' });
    for (const word of words) {
      const joined = wordsOf(word).join('');
      if (joined.length > 2)
        for (const form of [joined, `${joined}s`]) add(form, { id, by: 'tag' });
    }
  }
  return meanings;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Runs of up to four words that may be one name, as that name is written in one. */
function windowsOf(text: string): readonly (Stretch & { readonly joined: string })[] {
  const words = [...text.matchAll(WORD)];
  return words.flatMap((first, place) => {
    const windows: (Stretch & { joined: string })[] = [];
    let joined = '';
    let end = first.index;
    for (const word of words.slice(place, place + WORDS_MAX)) {
      const gap = text.slice(end, word.index);
      if (joined !== '' && (gap === '' || !GAP.test(gap))) break;
      joined += word[0].toLowerCase();
      end = word.index + word[0].length;
      windows.push({ joined, start: first.index, end });
    }
    return windows;
  });
}

function named(
  meanings: readonly Meaning[] | undefined,
  { start, end }: Stretch,
): readonly KindMention[] {
  return (meanings ?? []).map((meaning) => ({ ...meaning, start, end }));
}

/** Without what stands within a longer one: "rds instance" is no mention of every instance. */
function longest(mentions: readonly KindMention[]): readonly KindMention[] {
  return mentions
    .filter(
      (one) =>
        !mentions.some(
          (other) =>
            other.start <= one.start &&
            other.end >= one.end &&
            other.end - other.start > one.end - one.start,
        ),
    )
    .toSorted((one, other) => one.start - other.start);
}
