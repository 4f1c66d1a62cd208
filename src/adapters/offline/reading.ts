import { plainRequest } from '../../domain/knowledge/plain-request.ts';
import { isProviderWord, providersNamedIn } from '../../domain/knowledge/providers.ts';
import { providersSaid } from '../../domain/knowledge/refused-providers.ts';
import { withoutSlips } from '../../domain/knowledge/spelling.ts';
import { expand, isKnownWord } from '../../domain/knowledge/synonyms.ts';
import { stem, tellingWordsOf } from '../../domain/knowledge/words.ts';
import { isGeneric, isVague } from './evidence.ts';
import { exposureApart } from './reading-exposure.ts';
import { withoutSayings, withoutValues } from './sayings.ts';
import { TRAITS, type Trait } from './traits.ts';

/** Something wanted beside the subject. */
export type Need =
  | { readonly type: 'trait'; readonly trait: Trait; readonly words: readonly string[] }
  | { readonly type: 'words'; readonly label: string; readonly words: readonly string[] };

/** An intent, taken apart. */
export interface Reading {
  /** What the person wrote, their answers included, without orders to the bot. */
  readonly text: string;
  /** The part of it that names the thing asked for. */
  readonly asked: string;
  /** The words that name the thing itself, without providers. */
  readonly subject: readonly string[];
  /** Services of a provider that were named beside the thing: hints, no demands. */
  readonly services: readonly string[];
  /** The words that say what it is for; they break ties and decide nothing. */
  readonly purpose: readonly string[];
  readonly needs: readonly Need[];
  /** The trait that is itself what was asked for: "backups of my database". */
  readonly head: Trait | undefined;
  /** Traits that the person spoke of, wanted or not. */
  readonly mentioned: readonly Trait[];
  readonly providers: readonly string[];
  /** Where it must not run. */
  readonly refused: readonly string[];
  /** Who shall run it: a provider's service, or this cluster. Undefined when nothing was said. */
  readonly hosting: 'managed' | 'cluster' | undefined;
}

const IN_CLUSTER =
  /\b(?:(?:in|on|inside|within) (?:this |the |our |my |a )?(?:cluster|kubernetes|k8s)|in-cluster|self[- ](?:hosted|managed)|(?:as|in) containers|not (?:be )?managed)\b/giu;
/** Rules and rights over pods and namespaces belong where these are: in this cluster. */
const OVER_THE_CLUSTERS_OWN =
  /\b(?:traffic|connections?|requests?|egress|ingress|firewall|polic(?:y|ies)|rules?|permissions?|rights?|refuse|reject|forbid|deny|block|isolate|restrict|limit)\b[^.;:]{0,80}\b(?:pods?|namespaces?|deployments?|config ?maps?|(?:stateful|daemon|replica) ?sets?)\b/iu;
const MANAGED =
  /\b(?:fully )?managed(?: (?:cloud )?service)?\b|\bcloud service\b|\bas a service\b/giu;
const INTERNAL =
  /\b(?:internal(?:ly)?|private(?:ly)?|only (?:(?:reachable|accessible|available|used|visible) )?(?:from |by )?(?:the )?(?:inside|within)|cluster[- ]local)\b/iu;
/** Services of providers that are clusters themselves: naming one says nothing of who runs a thing. */
const CLUSTER_SERVICES = new Set(['eks', 'aks', 'gke']);

const BREAK =
  /[,;:!?()\n]|\.(?=\s|$)|\b(?:with|and|plus|including|as well as|also|but|having|it (?:should|must|needs?)|there (?:should|must))\b/giu;
const PROVIDER_PHRASE = /\b(?:google|oracle|alibaba|ibm) cloud\b|\bdigital ocean\b/giu;
/** Numbers and units are settings, and asked for when the solution is configured. */
const AMOUNT = /^(?:\d+)?(?:[kmgt]i?b?|vcpus?|cores?)?$/u;
/** After these stands what it is for, or where something else is. */
const PURPOSE =
  /\b(?:for|that|which|who|whose|so that|because|when|where|if|from|(?<!\b(?:has|have|needs?|wants?) )to|out of|(?:of|on) (?:my|our|the|its|their|an?|this|that|all))\b/iu;
/** Who begins so wants a rule, and not the things that it is about. */
const RULING =
  /^(?:refuse|reject|deny|forbid|disallow|prohibit|prevent|enforce|validate|require|restrict|limit|block)$/u;
const RULED = /^(?:pod|container|deployment|image|workload|namespace|object|resource)$/u;
/** What is stored may be called anything: the rest of the sentence says how. */
const KEEPING =
  /^\W*(?:(?:somewhere|something|(?:a )?place|room|space) to )?(?:store|keep|save|persist|record|remember)\b/iu;
/** Anything can be kept in files: what is done with them says where ("files that users upload"). */
const FILES = /^(?:files?|documents?)$/u;
/** How large or good, and not what. */
const SIZE =
  /^(?:tiny|small|medium|large|big|huge|klein|gro(?:ß|ss)|petit|grand|peque[nñ]|grande)(?:e|er|es|en|em|a|o)?s?$/u;
/** What stands after a trait that is itself what was asked for: "backups of …", "metrics for …". */
const AFTER_HEAD = /^\s*(?:$|[.,;:!?]|\w+ly\b|(?:of|for|from|to|on|in|by|as)\b)/iu;
/** How people begin when they ask somebody: "order a …", "can you write me a …". */
const REQUEST =
  /^(?:\W*\b(?:please|hi|hello|can|could|would|you|i|we|want|need|like|to|us|me|my|our|the|a|an|some|order|buy|book|give|get|build|write|have|let|yes|yeah|sure|ok|okay|no|somewhere|something|place|way|run|take|make|create|set|up|add|manage|issue|request|obtain|pull|copy|enable|configure|define|provide|install|host|start|keep|put|deploy|provision|apply)\b)+/iu;
const PREPOSITION = /^(?:at|on|in|by|from|to|under|via)\s+/iu;
const NEGATION = /\b(?:no|not|without|never|don['’]?t|doesn['’]?t|needn['’]?t)\b[^,;.]*$/iu;

/** Reads what somebody asked for, and how they answered when asked back. */
export function readIntent(intent: string, answers: readonly string[] = []): Reading {
  const said = [plainRequest(intent), ...answers].join('. ');
  const { wanted: providers, refused, kept: request } = providersSaid(said);
  // Before slips: "interne" is one word from "internet".
  const { text: unexposed, isPrivate } = exposureApart(request);
  const text = withoutSlips(withoutSayings(unexposed));
  const hosting = hostingOf(text, providers);
  const plain = joinAdjectives(
    withoutValues(text).replaceAll(IN_CLUSTER, ' , ').replaceAll(MANAGED, ' '),
  );
  const { rest, wanted: traits, mentioned, verb, head } = takeTraits(plain, isPrivate);
  const [subjectClause = '', ...others] = clausesOf(rest).filter(saysSomething);
  const { subject, purpose } = verb ? splitVerb(subjectClause, verb) : splitPurpose(subjectClause);
  const done = purpose.filter((word) => tellsSomething(word) && !isVague([word]));
  const isOfFiles = KEEPING.test(subjectClause) && subject.every((word) => FILES.test(word));
  const named = subject.length === 0 ? purpose : isOfFiles && done.length > 0 ? done : subject;
  const kept = named.filter((word) => !KEEPING.test(word));
  const isOnlyKept = KEEPING.test(subjectClause) && !kept.some(tellsSomething);
  const words = isOnlyKept ? howKept([...kept, ...contentOf(others.join(' '))]) : named;
  const { needs, hints } = needsOf(isOnlyKept ? [] : others, words);
  return {
    text,
    asked: subjectClause,
    ...servicesApart([...words, ...hints]),
    purpose: subject.length > 0 ? purpose : [],
    needs: [...traits, ...needs],
    head,
    mentioned,
    providers,
    refused,
    hosting,
  };
}

/** What is kept may have any name: only what is known of it tells how. */
function howKept(words: readonly string[]): readonly string[] {
  const known = words.filter((word) => isKnownWord(word));
  return known.length > 0 ? known : words;
}

function hostingOf(text: string, providers: readonly string[]): Reading['hosting'] {
  if (text.search(IN_CLUSTER) >= 0) return 'cluster';
  if (providers.length === 0 && OVER_THE_CLUSTERS_OWN.test(text)) return 'cluster';
  if (text.search(MANAGED) >= 0) return 'managed';
  return tellingWordsOf(text).some(isService) ? 'managed' : undefined;
}

/** Whether a word is one provider's name for a service of theirs. */
function isService(word: string): boolean {
  return !isProviderWord(word) && !CLUSTER_SERVICES.has(word) && providersNamedIn(word).length > 0;
}

/** "An RDS instance" has no other subject; in "PostgreSQL in RDS" the service is a hint. */
function servicesApart(words: readonly string[]): Pick<Reading, 'subject' | 'services'> {
  const services = words.filter(isService);
  const subject = words.filter((word) => !isService(word));
  const saysNothing = isVague(subject) || !subject.some((word) => isKnownWord(word));
  return saysNothing ? { subject: words, services: [] } : { subject, services };
}

interface TakenTraits {
  /** The text without what asked for traits. */
  readonly rest: string;
  readonly wanted: readonly Need[];
  readonly mentioned: readonly Trait[];
  /** A trait's verb that leads the sentence ("autoscale my workers"): then it is the subject. */
  readonly verb: string | undefined;
  readonly head: Trait | undefined;
}

function takeTraits(text: string, isPrivate: boolean): TakenTraits {
  const verb = leadingVerb(text);
  const wanted: Need[] = [];
  const mentioned = TRAITS.filter(
    ({ id, verbs }) =>
      (verb !== undefined && verbs.includes(verb)) ||
      (id === 'public-access' && (isPrivate || INTERNAL.test(text))),
  );
  let rest = text;
  let head = TRAITS.find(({ verbs }) => verb !== undefined && verbs.includes(verb));
  const leading = head && verb;
  for (const trait of TRAITS) {
    if (verb !== undefined && trait.verbs.includes(verb)) continue;
    if (isHead(rest, trait)) {
      mentioned.push(trait);
      head ??= trait;
      continue;
    }
    const taken = takeTrait(rest, trait);
    if (taken.mentioned === 0) continue;
    mentioned.push(trait);
    rest = taken.rest;
    const words = tellingWordsOf(taken.wanted.join(' '));
    if (taken.wanted.length > 0) wanted.push({ type: 'trait', trait, words });
  }
  // Nothing but traits was asked for: then they are the subject themselves.
  if (contentOf(rest).length === 0) {
    return { rest: text, wanted: [], mentioned, verb: undefined, head };
  }
  return { rest, wanted, mentioned, verb: leading, head };
}

/** "Nightly backup of my database": a thing of its own, and not a property of another. */
function isHead(text: string, { asked, isThing }: Trait): boolean {
  if (!isThing) return false;
  const start = REQUEST.exec(text)?.[0].length ?? 0;
  const [found] = text.slice(start).matchAll(asked);
  if (!found || contentOf(text.slice(start, start + found.index)).length > 0) return false;
  return AFTER_HEAD.test(text.slice(start + found.index + found[0].length));
}

function takeTrait(
  text: string,
  trait: Trait,
): { readonly rest: string; readonly mentioned: number; readonly wanted: readonly string[] } {
  let mentioned = 0;
  const wanted: string[] = [];
  const rest = text.replaceAll(trait.asked, (said: string, ...details: unknown[]) => {
    const at = details.find((detail) => typeof detail === 'number') ?? 0;
    const before = text.slice(0, at);
    if (/\bfor (?:\w+ )?$/iu.test(before)) return said;
    mentioned += 1;
    if (!NEGATION.test(before)) wanted.push(said);
    return ' , ';
  });
  return { rest: joinAdjectives(rest), mentioned, wanted };
}

/** Where a trait stood before its noun ("a scheduled job"), no clause begins. */
function joinAdjectives(text: string): string {
  return text.replaceAll(/\b(an?|the|some|my|our|create|run|deploy|need|want)\s+,\s+/giu, '$1 ');
}

function leadingVerb(text: string): string | undefined {
  const [first] = tellingWordsOf(text.replace(REQUEST, ''));
  return first;
}

function clausesOf(text: string): string[] {
  return text.split(BREAK).map((clause) => clause.trim());
}

function saysSomething(clause: string): boolean {
  return contentOf(clause).length > 0 && !/^(?:no|not|without)\b/iu.test(clause);
}

/** Telling words that name no provider and are no bare numbers. */
function contentOf(clause: string): string[] {
  const plain = clause.replace(REQUEST, '').replaceAll(PROVIDER_PHRASE, ' ');
  return tellingWordsOf(plain).filter(
    (word) => !isProviderWord(word) && !AMOUNT.test(word) && !SIZE.test(word),
  );
}

interface Split {
  readonly subject: readonly string[];
  readonly purpose: readonly string[];
}

/** After a trait's verb, only what speaks of the trait is the subject: "collect *metrics* from …". */
function splitVerb(clause: string, verb: string): Split {
  const traits = TRAITS.filter(({ verbs }) => verbs.includes(verb));
  const words = contentOf(clause);
  const isSubject = (word: string): boolean =>
    word === verb || traits.some(({ asked }) => `${word} ${word}s`.search(asked) >= 0);
  return {
    subject: words.filter((word) => isSubject(word)),
    purpose: words.filter((word) => !isSubject(word)),
  };
}

function splitPurpose(clause: string): Split {
  const asked = clause.replace(REQUEST, '');
  const at = asked.search(PURPOSE);
  const [before, after] = at < 0 ? [asked, ''] : [asked.slice(0, at), asked.slice(at)];
  const subject = contentOf(before);
  if (!RULING.test(subject[0] ?? '')) return { subject, purpose: contentOf(after) };
  const about = subject.findIndex((word) => RULED.test(word));
  const end = about < 0 ? subject.length : about;
  return {
    subject: subject.slice(0, end),
    purpose: [...subject.slice(end), ...contentOf(after)],
  };
}

/** Whether it is known what a word stands for, and that is not just anything. */
function tellsSomething(word: string): boolean {
  return isKnownWord(word) && !isGeneric(word);
}

/**
 * Other clauses are needs of their own, except those that say the subject again in other words
 * ("(RDS)" after "PostgreSQL").
 */
function needsOf(
  clauses: readonly string[],
  subject: readonly string[],
): { needs: Need[]; hints: string[] } {
  const known = new Set([
    ...subject.map((word) => stem(word)),
    ...expand(subject).map(({ term }) => stem(term)),
  ]);
  const needs: Need[] = [];
  const hints: string[] = [];
  for (const clause of clauses) {
    // Numbers are settings, and asked for when the solution is configured.
    if (/\d/u.test(clause)) continue;
    const { subject: words } = splitPurpose(clause);
    const fresh = words.filter((word) => !known.has(stem(word)) && !isGeneric(word));
    if (fresh.length === 0) {
      hints.push(...words.filter((word) => !subject.includes(word) && !isGeneric(word)));
    } else needs.push({ type: 'words', label: clause.replace(PREPOSITION, ''), words });
  }
  return { needs, hints };
}
