import type { AbstractionLevel, Capability, CapabilityRole } from '../capability.ts';
import { resourceNameOf, type ResourceKind } from '../kind.ts';
import { coreKind } from './core-kinds.ts';
import { knownUse } from './known-kinds.ts';
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

/** A kind's name in a sentence: `DiskImage` → "a disk image", `NATGateway` → "a NAT gateway". */
export function kindPhrase({ kind }: Pick<ResourceKind, 'kind'>): string {
  const words = kind
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(' ')
    .map((word) => (/^\p{Lu}[\p{Lu}\d]+$/u.test(word) ? word : word.toLowerCase()));
  const isSpelled = /^\p{Lu}/u.test(words[0] ?? '');
  // "A NAT gateway", but "an RDS instance": some capitals are read as a word.
  const isRead = /^[^AEIOU][AEIOU][^AEIOU]$/u.test(words[0] ?? '');
  if (isRead) return `a ${words.join(' ')}`;
  const sound = isSpelled ? /^[AEFHILMNORSX]/u : /^(?:[aeio]|u(?!s|ni))/u;
  return `${sound.test(words[0] ?? '') ? 'an' : 'a'} ${words.join(' ')}`;
}

function descriptionOf(facts: KindFacts): string {
  const told = sentencesOf(facts.schemaDescription);
  if (told !== '') return told;
  const core = coreKind(facts.kind);
  if (core && core.use !== '') return `${facts.kind.kind}s ${core.use}.`;
  const sets = facts.fieldNames.slice(0, 6);
  const what = `Makes ${kindPhrase(facts.kind)}, served as ${resourceNameOf(facts.kind)}.`;
  return sets.length === 0 ? what : `${what} Its fields set ${sets.join(', ')}.`;
}

/** The first two sentences that say something, without what generators write into every schema. */
function sentencesOf(text: string): string {
  const told = text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/gu, '$1')
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
    wordsOf(facts.kind.kind).join(' '),
    ...(coreKind(facts.kind)?.tags ?? []),
    ...topicsIn(facts.kind.group.split('.')[0] ?? ''),
    ...topicsIn(facts.meaning ?? ''),
    ...(runsContainers(facts) ? ['application', 'workload', 'container'] : []),
    ...categories.map((category) => category.toLowerCase()).filter((name) => isTopic(name)),
    // Kubernetes' own descriptions name products as examples only.
    ...(coreKind(facts.kind) ? [] : topicsIn(description)),
    ...(facts.providers.length > 1 ? ['multi-cloud'] : []),
    ...facts.shortNames.map((name) => name.toLowerCase()),
    ...topicsIn(facts.abstraction === 'golden-path' ? facts.fieldNames.join(' ') : ''),
  ];
  return [...new Set(tags)].slice(0, TAGS_MAX);
}

/** Its schema holds a pod's containers: whatever its name, people run their own programs by it. */
function runsContainers({ fieldNames, role }: KindFacts): boolean {
  return role === 'primary' && fieldNames.includes('containers');
}

/** Words and pairs of words that people ask for by name. */
function topicsIn(text: string): string[] {
  const words = wordsOf(text.replaceAll(/https?:\S+/gu, ''));
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
  const known = knownUse(facts.kind, facts.providers[0]);
  if (facts.role === 'internal') return `Controllers write it: nobody asks for ${phrase}.`;
  if (facts.role === 'setup' && known === undefined) {
    return `Use it to arrange the platform for others by ${phrase}${where}.`;
  }
  const use = known === undefined ? `for ${phrase}` : `to ${known}`;
  const what = `Use it ${use}${where}${meaningOf(facts, tags)}`;
  if (facts.role === 'part') return `${what}, beside the thing that it completes.`;
  return facts.abstraction === 'golden-path'
    ? `${what} as one object, without the pieces behind it.`
    : `${what}.`;
}

function placesOf({ providers, kind }: KindFacts): string {
  const names = providers.map((id) => providerName(id));
  const last = names.pop();
  const listed = names.length === 0 ? last : `${names.join(', ')} or ${last}`;
  const scope = kind.namespaced ? '' : ', cluster-scoped';
  return `${listed === undefined ? '' : ` in ${listed}`}${scope}`;
}

/** " (relational databases …)": the group's meaning, or the tags that the name does not hold. */
function meaningOf(facts: KindFacts, tags: readonly string[]): string {
  const told = new Set([...wordsOf(facts.kind.kind), ...facts.shortNames, 'multi', 'cloud']);
  const telling = tags.filter((tag) => !wordsOf(tag).every((word) => told.has(word))).slice(0, 4);
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
