import type { AbstractionLevel, Capability, CapabilityRole } from '../capability.ts';
import { resourceNameOf, type ResourceKind } from '../kind.ts';
import { coreKind } from './core-kinds.ts';
import { providerName } from './providers.ts';
import { isTopic } from './synonyms.ts';
import { isStopWord, wordsOf } from './words.ts';

/** Everything that the words about a kind are made of. */
export interface KindFacts {
  readonly kind: ResourceKind;
  readonly providers: readonly string[];
  readonly abstraction: AbstractionLevel;
  readonly role: CapabilityRole;
  /** What the cloud's API group is for, where it is known. */
  readonly meaning: string | undefined;
  readonly schemaDescription: string;
  readonly categories: readonly string[];
  readonly shortNames: readonly string[];
  readonly fieldNames: readonly string[];
}

const DESCRIPTION_MAX = 300;
const TAGS_MAX = 14;

/** Categories that say who made a kind, not what it does. */
const PLAIN_CATEGORIES = new Set(['all', 'managed', 'composite', 'claim', 'api-extensions']);

/** The words by which a kind is found and shown. */
export function describeKind(
  facts: KindFacts,
): Pick<Capability, 'tags' | 'description' | 'useCase' | 'confidence'> {
  const description = descriptionOf(facts);
  const tags = tagsOf(facts, description);
  return { tags, description, useCase: useCaseOf(facts, tags), confidence: confidenceOf(facts) };
}

/** A kind's name as words: `RouteTableAssociation` → "route table association". */
export function kindPhrase({ kind }: Pick<ResourceKind, 'kind'>): string {
  return wordsOf(kind).join(' ');
}

function descriptionOf(facts: KindFacts): string {
  const told = sentencesOf(facts.schemaDescription);
  if (told !== '') return told;
  const core = coreKind(facts.kind);
  if (core && core.use !== '') return `${facts.kind.kind}s ${core.use}.`;
  const sets = facts.fieldNames.slice(0, 6);
  const what = `A ${kindPhrase(facts.kind)}, served as ${resourceNameOf(facts.kind)}.`;
  return sets.length === 0 ? what : `${what} Its fields set ${sets.join(', ')}.`;
}

/** The first two sentences that say something, without what generators write into every schema. */
function sentencesOf(text: string): string {
  const told = text
    .replaceAll(/\s+/gu, ' ')
    .replace(
      /^\w+ is (?:the|a) (?:Schema|definition|specification) (?:for|of) .*?(?:\.(?: |$)|$)/iu,
      '',
    )
    .trim();
  const sentences = told.split(/(?<=[.!?]) (?=\p{Lu})/u).slice(0, 2);
  return cut(sentences.join(' '), DESCRIPTION_MAX);
}

function tagsOf(facts: KindFacts, description: string): string[] {
  const categories = facts.categories.filter(
    (category) => !PLAIN_CATEGORIES.has(category) && !facts.kind.group.includes(category),
  );
  const tags = [
    kindPhrase(facts.kind),
    ...(coreKind(facts.kind)?.tags ?? []),
    ...topicsIn(facts.kind.group.split('.')[0] ?? ''),
    ...topicsIn(facts.meaning ?? ''),
    ...categories.map((category) => category.toLowerCase()).filter((name) => isTopic(name)),
    ...topicsIn(description),
    ...(facts.providers.length > 1 ? ['multi-cloud'] : []),
    ...facts.shortNames.map((name) => name.toLowerCase()),
    ...topicsIn(facts.abstraction === 'golden-path' ? facts.fieldNames.join(' ') : ''),
  ];
  return [...new Set(tags)].slice(0, TAGS_MAX);
}

/** Words and pairs of words that people ask for by name. */
function topicsIn(text: string): string[] {
  const words = wordsOf(text);
  const pairs = words.flatMap((word, index) => {
    const next = words[index + 1];
    return next === undefined ? [] : [`${word} ${next}`];
  });
  const singles = words.filter((word) => !isStopWord(word));
  return [...pairs, ...singles].filter((phrase) => isTopic(phrase));
}

function useCaseOf(facts: KindFacts, tags: readonly string[]): string {
  const core = coreKind(facts.kind);
  if (core) return core.use === '' ? 'Kubernetes keeps it for itself.' : `Use it to ${core.use}.`;
  const where = placesOf(facts);
  const phrase = kindPhrase(facts.kind);
  if (facts.role === 'internal') return `Controllers write it: nobody asks for a ${phrase}.`;
  if (facts.role === 'setup')
    return `Use it to arrange the platform for others: a ${phrase}${where}.`;
  const what = `Use it for a ${phrase}${where}${meaningOf(facts, tags)}`;
  if (facts.role === 'part') return `${what}, beside the thing that it completes.`;
  return facts.abstraction === 'golden-path'
    ? `${what} as one object, without the pieces behind it.`
    : `${what}.`;
}

function placesOf({ providers, kind }: KindFacts): string {
  const names = providers.map((id) => providerName(id));
  const last = names.pop();
  const listed = names.length === 0 ? last : `${names.join(', ')} or ${last}`;
  const scope = kind.namespaced ? '' : ', for the whole cluster';
  return `${listed === undefined ? '' : ` in ${listed}`}${scope}`;
}

/** " (relational databases …)": the group's meaning, or the tags that the name does not hold. */
function meaningOf(facts: KindFacts, tags: readonly string[]): string {
  const own = new Set(wordsOf(facts.kind.kind));
  const telling = tags.filter((tag) => !wordsOf(tag).every((word) => own.has(word))).slice(0, 4);
  const meaning = facts.meaning ?? telling.join(', ');
  return meaning === '' ? '' : ` (${meaning})`;
}

function confidenceOf(facts: KindFacts): number {
  if (coreKind(facts.kind)) return 0.95;
  const isTold = sentencesOf(facts.schemaDescription) !== '';
  if (facts.meaning !== undefined) return isTold ? 0.85 : 0.7;
  return isTold ? 0.6 : 0.3;
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/\s+\S*$/u, '')}…`;
}
