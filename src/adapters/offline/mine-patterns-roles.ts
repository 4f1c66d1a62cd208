import {
  serviceOf,
  type KindMention,
  type NameableKind,
} from '../../domain/mining/kind-mentions.ts';
import { wordsOf } from '../../domain/knowledge/words.ts';
import {
  COMPANION,
  LACKING,
  MODAL,
  PASSIVE_USE,
  REASON,
  REFUSED,
  REFUSED_AFTER,
} from './mine-patterns-languages.ts';

/** What a sentence says of a resource: use it, do not, it is for it, or a rule holds for it. */
export type ResourceRole = 'used' | 'avoided' | 'purpose' | 'subject' | 'beside';

export interface NamedResource {
  /** Undefined for one that is not offered. */
  readonly id: string | undefined;
  readonly text: string;
  readonly role: ResourceRole;
  readonly start: number;
  readonly end: number;
}

/** Kinds whose name is a word of any talk: only their own spelling means them. */
const GENERIC = new Set(
  (
    'cluster service instance role node event application job namespace user group policy rule task record key account network ' +
    'project topic backup zone template stack function image version composition provider model pod secret certificate queue ' +
    'bucket deployment subnet volume endpoint route table gateway database server container account disk address registry ' +
    'repository environment workspace alert metric schedule'
  ).split(' '),
);
/** Those of them that people do name when they say what to deploy. */
const NAMED_AS_WORDS = new Set('queue bucket certificate backup secret subnet'.split(' '));

const SURE = ['name', 'service', 'word', 'tag'] as const;

/** A name of two words or more that nobody offers: "MongoCluster", `foos.example.org`. */
const STRANGER =
  /(?<![\p{L}\p{N}./-])[A-Z][a-z]+(?:[A-Z]+[a-z]*)+(?![\p{L}\p{N}])|(?<=`)[a-z\d]+(?:\.[a-z\d-]+){2,}(?=`)/gu;

const FOR_BEFORE = /(?<![\p{L}\p{N}])(?:for|für|para|pour|per|voor|dla|для)\s+(?:\S+\s+){0,3}$/iu;
const CLAUSE =
  /[,;:()!–—→]|\s-\s|(?<![\p{L}\p{N}])(?:but|sondern|sino|mais|mas|maar|но|але|and (?:use|not|never)|und (?:nicht|nie))(?![\p{L}\p{N}])|、|，|而/giu;

/** The resources that a sentence names, in its order, each once. */
export function namedResources(
  sentence: string,
  {
    mentions,
    resources,
  }: { readonly mentions: readonly KindMention[]; readonly resources: readonly NameableKind[] },
): readonly NamedResource[] {
  const known = chosen(sentence, mentions, resources);
  const strangers = [...sentence.matchAll(STRANGER)]
    .map(({ 0: text, index }) => ({ id: undefined, text, start: index, end: index + text.length }))
    .filter(
      ({ text, start }) =>
        wordsOf(text).length > 1 && !mentions.some((one) => one.start <= start && one.end > start),
    );
  const all = [...known, ...strangers].toSorted((one, other) => one.start - other.start);
  return all.map((one) => ({ ...one, role: roleOf(sentence, one) }));
}

interface Place {
  readonly id: string | undefined;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Of what a stretch of the sentence may mean, the surest; of equally sure ones the first offered. */
function chosen(
  sentence: string,
  mentions: readonly KindMention[],
  resources: readonly NameableKind[],
): readonly Place[] {
  const order = new Map(resources.map(({ id }, place) => [id, place]));
  const stretches = new Map<string, KindMention[]>();
  for (const mention of mentions) {
    if (mention.by === 'tag') continue;
    const key = `${mention.start}-${mention.end}`;
    stretches.set(key, [...(stretches.get(key) ?? []), mention]);
  }
  const places = [...stretches.values()].flatMap((same) => {
    const [best] = same.toSorted(
      (one, other) =>
        SURE.indexOf(one.by) - SURE.indexOf(other.by) ||
        (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0),
    );
    if (!best || !isMeant(sentence, best)) return [];
    const { id, start, end } = best;
    return [{ id, text: sentence.slice(start, end), start, end }];
  });
  return withoutServices(places, resources);
}

/** "The InternetGateway of EC2": the service of a kind that is named beside it is no other kind. */
function withoutServices(
  places: readonly Place[],
  resources: readonly NameableKind[],
): readonly Place[] {
  const services = new Map(resources.map(({ id, name }) => [id, serviceOf(name)]));
  return places.filter(({ id, text }) => {
    const service = services.get(id ?? '');
    const isService = service !== undefined && text.toLowerCase() === service;
    return (
      !isService ||
      !places.some((other) => other.id !== id && services.get(other.id ?? '') === service)
    );
  });
}

function isMeant(sentence: string, { by, start, end }: KindMention): boolean {
  if (by !== 'word') return true;
  const text = sentence.slice(start, end);
  const word = wordsOf(text)[0] ?? '';
  const isSpelled = /^\p{Lu}/u.test(text) && start > 0;
  const isMarked = sentence.charAt(start - 1) === '`';
  return isSpelled || isMarked || !GENERIC.has(word) || NAMED_AS_WORDS.has(word);
}

function roleOf(sentence: string, { start, end }: Place): ResourceRole {
  const rule = ruleStretch(sentence);
  if (start < rule.start || start >= rule.end) return 'beside';
  const before = clauseBefore(sentence.slice(rule.start, start));
  const after = clauseAfter(sentence.slice(end, rule.end));
  const isRefused = REFUSED.test(before) && !ONLY_SO.test(before);
  if (LACKING.test(before)) return isRefused ? 'used' : 'beside';
  if (isRefused) return 'avoided';
  if (isSubject(after, before)) return subjectRole(after);
  if (REFUSED_AFTER.test(after)) return 'avoided';
  return FOR_BEFORE.test(before) ? 'purpose' : 'used';
}

/** A refusal that asks for it: "don't forget the NetworkPolicy". */
const ONLY_SO =
  /(?<![\p{L}\p{N}])(?:forget|not only|nicht nur|vergessen|no solo|olvid\p{L}*|pas seulement|oubli\p{L}*|não só|esque\p{L}*|non solo)(?![\p{L}\p{N}])/iu;
const IS_OUT =
  /^\W*(?:is|are|ist|sind|es|est|é|è)\b.*\b(?:forbidden|banned|deprecated|off limits|verboten|tabu|prohibid|interdit|proibid|vietat)/iu;

/** Of what stands before the verb of a rule. */
function subjectRole(after: string): ResourceRole {
  if (IS_OUT.test(after)) return 'avoided';
  const isUse = PASSIVE_USE.test(after);
  if (REFUSED_AFTER.test(after) && (isUse || !MODAL.test(after))) return 'avoided';
  return isUse || COMPANION.test(after) ? 'used' : 'subject';
}

/** Without the clause that says why, which may come first. */
function ruleStretch(sentence: string): { readonly start: number; readonly end: number } {
  const reason = REASON.exec(sentence);
  if (!reason) return { start: 0, end: sentence.length };
  if (reason.index > 3) return { start: 0, end: reason.index };
  const comma = sentence.indexOf(',');
  return { start: Math.max(0, comma), end: sentence.length };
}

/** What comes before the verb of the rule. */
function isSubject(after: string, before: string): boolean {
  if (/^[`*_\s]*(?:は|には)/u.test(after)) return true;
  const modal = MODAL.exec(after);
  return (
    modal !== null && modal.index < 60 && !MODAL.test(before) && !/\b(?:use|using)\b/iu.test(before)
  );
}

function clauseBefore(text: string): string {
  const ends = [...text.matchAll(CLAUSE)];
  const last = ends.at(-1);
  return last ? text.slice(last.index + last[0].length) : text;
}

function clauseAfter(text: string): string {
  const [first] = text.matchAll(CLAUSE);
  return first ? text.slice(0, first.index) : text;
}
