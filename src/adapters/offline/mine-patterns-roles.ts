import {
  serviceOf,
  type KindMention,
  type NameableKind,
} from '../../domain/mining/kind-mentions.ts';
import { wordsOf } from '../../domain/knowledge/words.ts';
import { decidedKinds, mainKindOf, surestOf } from './mine-patterns-deciding.ts';
import {
  COMPANION,
  LACKING,
  MODAL,
  PASSIVE_USE,
  REASON,
  REFUSED,
  REFUSED_AFTER,
  TOGETHER,
} from './mine-patterns-languages.ts';
import {
  CAPITALISES_NOUNS,
  capitalsIn,
  type StrangerPlace,
  strangersIn,
} from './mine-patterns-strangers.ts';

/** What a sentence says of a resource: use it, do not, it is for it, or a rule holds for it. */
export type ResourceRole = 'used' | 'avoided' | 'purpose' | 'subject' | 'beside';

export interface NamedResource {
  /** Undefined for one that is not offered. */
  readonly id: string | undefined;
  readonly text: string;
  readonly role: ResourceRole;
  readonly start: number;
  readonly end: number;
  /** Several kinds are called so, and nothing says which is meant. */
  readonly isOpen: boolean;
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
const NAMED_AS_WORDS = new Set('queue bucket certificate secret subnet'.split(' '));
/** Words for what Kubernetes itself runs, where all of them are spoken of. */
const OF_KUBERNETES = new Set('deployment pod namespace job ingress'.split(' '));
const ALL_BEFORE =
  /(?<![\p{L}\p{N}])(?:every|each|all|any|jede[rsmn]?|alle|todos? l?os|todos?|cada|tous les|chaque|tutti i|ogni|elke?|каждый|все)\s+(?:new |our |neuen? |nuev[oa]s? )?[`*_]?$/iu;
/** What something is for ends where the rule begins: "for caches always a Redis". */
const FOR_BEFORE =
  /(?<![\p{L}\p{N}])(?:for|für|para|pour|per|voor|dla|для)\s+(?:(?!(?:always|never|only|just|please|use|using|immer|nie|nur|siempre|nunca|solo|toujours|jamais|sempre|mai|altijd|nooit|zawsze|nigdy|всегда|никогда|завжди|ніколи)\s)\S+\s+){0,3}$/iu;
const CLAUSE =
  /[,;:()!–—→]|\s-\s|(?<![\p{L}\p{N}])(?:but|sondern|sino|mais|mas|maar|но|але|and (?:use|not|never)|und (?:nicht|nie))(?![\p{L}\p{N}])|、|，|而/giu;

interface NamingGiven {
  readonly mentions: readonly KindMention[];
  readonly resources: readonly NameableKind[];
  /** What was asked before, or stands above. */
  readonly asked: string;
}

/** The resources that a sentence names, in its order, each once. */
export function namedResources(sentence: string, given: NamingGiven): readonly NamedResource[] {
  const known = chosen(sentence, given);
  const { mentions } = given;
  const isKnown = ({ start }: StrangerPlace): boolean =>
    mentions.some((one) => one.start <= start && one.end > start);
  const strangers = strangersIn(sentence).filter((one) => !isKnown(one));
  const hasNamed = known.length + strangers.length > 0;
  const capitals = hasNamed ? capitalsIn(sentence).filter((one) => !isKnown(one)) : [];
  const unknown = [...strangers, ...capitals].map((one) => ({
    ...one,
    id: undefined,
    isOpen: false,
  }));
  const all = [...known, ...unknown].toSorted((one, other) => one.start - other.start);
  return all.map((one) => ({ ...one, role: roleOf(sentence, one, all) }));
}

type Place = Omit<NamedResource, 'role'>;

/** What each stretch of the sentence means; what nothing decides is marked. */
function chosen(sentence: string, { mentions, resources, asked }: NamingGiven): readonly Place[] {
  const stretches = new Map<string, KindMention[]>();
  for (const mention of mentions) {
    const key = `${mention.start}-${mention.end}`;
    stretches.set(key, [...(stretches.get(key) ?? []), mention]);
  }
  const meant = [...stretches.values()]
    .map((same) => surestOf(same))
    .filter(([first]) => first !== undefined && isMeant(sentence, first))
    .map((same) => ({ same, kinds: kindsOf(same, resources) }));
  const sure = meant.flatMap(({ kinds: [only, ...others] }) =>
    only && others.length === 0 ? (serviceOf(only.name) ?? []) : [],
  );
  const places = meant.flatMap(({ same: [first], kinds }) => {
    if (!first) return [];
    const { start, end } = first;
    const text = sentence.slice(start, end);
    const isService = kinds.every(({ name }) => text.toLowerCase() === serviceOf(name));
    const decided = decidedKinds(isService ? mainKindOf(kinds) : kinds, {
      clause: clauseAround(sentence, { start, end }),
      sentence,
      asked,
      services: new Set(sure),
    });
    const isOpen = decided.length === 0 && kinds.length > 1 && !isService;
    const ids = isOpen ? [undefined] : decided.map(({ id }) => id);
    return ids.map((id) => ({ id, text, start, end, isOpen }));
  });
  return withoutServices(places, resources);
}

function kindsOf(
  mentions: readonly KindMention[],
  resources: readonly NameableKind[],
): readonly NameableKind[] {
  const ids = new Set(mentions.map(({ id }) => id));
  return resources.filter(({ id }) => ids.has(id));
}

function clauseAround(
  sentence: string,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const before = clauseBefore(sentence.slice(0, start));
  return `${before}${sentence.slice(start, end)}${clauseAfter(sentence.slice(end))}`;
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
  if (!GENERIC.has(word) || NAMED_AS_WORDS.has(word)) return true;
  if (sentence.charAt(start - 1) === '`') return true;
  if (OF_KUBERNETES.has(word) && areAllMeant(sentence, { start, end })) return true;
  const isSpelled = /^\p{Lu}/u.test(text) && start > 0;
  return isSpelled && (OF_KUBERNETES.has(word) || !CAPITALISES_NOUNS.test(sentence));
}

/** "Every Deployment", "Deployments must". */
function areAllMeant(
  sentence: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  if (ALL_BEFORE.test(sentence.slice(0, start))) return true;
  const isPlural = start === 0 && sentence.charAt(end - 1) === 's';
  const after = sentence.slice(end);
  return isPlural && (MODAL.exec(after)?.index === 1 || THAT_ARE.test(after));
}

/** "Deployments that run in production must". */
const THAT_ARE =
  /^,? (?:that|which) [^,.;:]{2,50}?,? (?:must|have to|should|shall|need|get|require)(?!\p{L})/iu;

function roleOf(sentence: string, { start, end }: Place, all: readonly Place[]): ResourceRole {
  const rule = ruleStretch(sentence);
  if (start < rule.start || start >= rule.end) return 'beside';
  const before = clauseBefore(sentence.slice(rule.start, start));
  const after = clauseAfter(sentence.slice(end, rule.end));
  const isRefused = REFUSED.test(before) && !ONLY_SO.test(before);
  if (LACKING.test(before)) return isRefused ? 'used' : 'beside';
  if (isRefused) return 'avoided';
  if (isSubject(after, before)) {
    const companion = COMPANION.exec(after);
    const from = end + (companion?.index ?? 0);
    const hasCompanion = companion !== null && all.some((other) => other.start > from);
    return subjectRole(after, hasCompanion || TOGETHER.test(companion?.[0] ?? ''));
  }
  if (REFUSED_AFTER.test(after)) return 'avoided';
  return FOR_BEFORE.test(before) ? 'purpose' : 'used';
}

/** A refusal that asks for it: "don't forget the NetworkPolicy". */
const ONLY_SO =
  /(?<![\p{L}\p{N}])(?:forget|not only|nicht nur|vergessen|no solo|olvid\p{L}*|pas seulement|oubli\p{L}*|não só|esque\p{L}*|non solo)(?![\p{L}\p{N}])/iu;
const IS_OUT =
  /^\W*(?:is|are|ist|sind|es|est|é|è)\b.*\b(?:not (?:allowed|permitted|supported)|nicht (?:erlaubt|zulässig)|forbidden|banned|deprecated|off limits|verboten|tabu|prohibid|interdit|proibid|vietat)/iu;

/** Of what stands before the verb of a rule. */
function subjectRole(after: string, hasCompanion: boolean): ResourceRole {
  if (IS_OUT.test(after)) return 'avoided';
  const isUse = PASSIVE_USE.test(after);
  if (REFUSED_AFTER.test(after) && (isUse || !MODAL.test(after))) return 'avoided';
  return isUse || hasCompanion ? 'used' : 'subject';
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
