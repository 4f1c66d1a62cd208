import { expand, expandPhrase, isKnownWord, isTopic } from '../../domain/knowledge/synonyms.ts';
import { isProviderWord } from '../../domain/knowledge/providers.ts';
import { stem, stemsOf } from '../../domain/knowledge/words.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import { areRivals, canonical, isProduct } from './products.ts';

/** Words that fit so many things that they prove little, whoever says them. */
const GENERIC = new Set(
  stemsOf(
    'service server system application app resource object instance cluster database db storage data ' +
      'cloud platform environment management support feature option project sample simple small ' +
      'medium large big fast cheap basic standard production development staging test demo good ' +
      'best internal company store keep host serve handle process connect sync file web machine ' +
      'computer computing compute container type kind version user release collect scrape gather read write',
  ),
);
/** Alone these name nothing at all: every operator has a cluster, every cloud an instance. */
const VAGUE = new Set(stemsOf('cluster instance resource object system node user management'));
const GENERIC_WEIGHT = 0.2;
/** Nobody here knows the word: it may be a project's name, a feeling or a foreign language. */
const UNKNOWN_WEIGHT = 0.15;
/** Only descriptions and fields hold the word: it is hardly what was asked for. */
const MENTIONED_WEIGHT = 0.3;
/** Tags beyond these come from descriptions and fields: they tell as little as those. */
const TELLING_TAGS = 5;

/** Where a word was found, and what that proves. */
const PLACES = { kind: 1, group: 0.9, tags: 0.9, text: 0.65, fields: 0.4 } as const;
type PlaceName = keyof typeof PLACES;
/** The same for a synonym: beyond names it is little more than a topic. */
const SYNONYM_PLACES = { kind: 1, group: 0.9, tags: 0.75, text: 0.5, fields: 0.25 } as const;

/** What a synonym counts beside the word itself. */
const SAME_FACTOR = 0.85;
const RELATED_FACTOR = 0.6;

/** Among fewer capabilities, how many share a word says nothing of the word. */
const RARITY_MIN = 5;

interface Document {
  readonly kindStems: readonly string[];
  readonly places: Readonly<Record<PlaceName, string>>;
}

export interface Evidence {
  /** 0 to 1: how much of what the words mean is found in the capability. */
  readonly coverage: number;
  /** The person's words that stand in the kind, its group, tags or description. */
  readonly direct: readonly string[];
  /** The words are the kind's own name. */
  readonly isNamed: boolean;
  /** Whether the kind's name is what the words say in other words, or what belongs to them. */
  readonly kinship: 'same' | 'related' | 'none';
  /** Words of the kind's name, as places in it, that were neither said nor meant by what was. */
  readonly unmeant: readonly number[];
  /** None of them was. */
  readonly isUnrelated: boolean;
  /** Whether a word of the kind's name was said as it is. */
  readonly isSaid: boolean;
}

export interface Evidences {
  of(capability: CapabilitySummary, words: readonly string[]): Evidence;
  /** Whether the words name another product of the sort that the capability is. */
  isRival(capability: CapabilitySummary, words: readonly string[]): boolean;
}

interface Synonym {
  readonly stems: string;
  readonly factor: number;
  /** It stands for the word and its neighbour together. */
  readonly isOfPhrase: boolean;
}

/** What a person's word is compared by. */
interface Term {
  readonly word: string;
  /** The second word of a known phrase that this one begins: "machine" of "virtual machine". */
  readonly head: string | undefined;
  readonly stem: string;
  readonly weight: number;
  readonly synonyms: readonly Synonym[];
}

/** Compares words with capabilities; a word that most of them share counts less. */
export function createEvidences(capabilities: readonly CapabilitySummary[]): Evidences {
  const documents = new Map(
    capabilities.map((capability) => [capability.id, documentOf(capability)]),
  );
  const all = [...documents.values()];
  const known = new Map<string, readonly Term[]>();
  const documentFor = (capability: CapabilitySummary): Document =>
    documents.get(capability.id) ?? documentOf(capability);
  const termsFor = (words: readonly string[]): readonly Term[] => {
    const key = words.join(' ');
    const terms = known.get(key) ?? termsOf(words, all);
    known.set(key, terms);
    return terms;
  };
  return {
    of: (capability, words) => evidenceOf(documentFor(capability), termsFor(words)),
    isRival: (capability, words) => isRival(documentFor(capability), words),
  };
}

/** Whether the words name nothing in particular. */
export function isVague(words: readonly string[]): boolean {
  return words.every((word) => VAGUE.has(stem(word)));
}

/** Whether a word proves little by itself. */
export function isGeneric(word: string): boolean {
  return GENERIC.has(stem(word));
}

function documentOf(capability: CapabilitySummary): Document {
  const { kind, group, tags, description, useCase, fields, abstraction } = capability;
  const isCore = abstraction === 'core';
  const labels = group
    .split('.')
    .slice(0, -1)
    .filter((label) => !isProviderWord(label));
  const padded = (texts: readonly string[]): string => ` ${stemsOf(texts.join(' . ')).join(' ')} `;
  return {
    kindStems: stemsOf(kind),
    places: {
      kind: padded([kind]),
      group: isCore ? ' ' : padded(labels.length > 0 ? labels : [group]),
      // Kubernetes' own descriptions name products as examples only.
      tags: padded(tags.slice(0, TELLING_TAGS).filter((tag) => !isCore || !isProduct(tag))),
      text: padded(isCore ? [useCase] : [description, useCase, ...tags.slice(TELLING_TAGS)]),
      fields: padded(fields),
    },
  };
}

function evidenceOf(document: Document, terms: readonly Term[]): Evidence {
  const direct: string[] = [];
  let found = 0;
  let isProven = false;
  let isLacking = false;
  const telling = isVague(terms.map(({ word }) => word)) ? [] : terms;
  const said = new Set(terms.map((term) => term.stem));
  for (const term of telling) {
    const own = strength(document, term.stem, PLACES);
    const proof = isBesideHead(document, term, terms)
      ? 0
      : Math.max(own, bySynonym(document, term, said));
    // Nothing stands in for a product that was named.
    isLacking ||= proof === 0 && isProduct(term.word);
    found += term.weight * proof;
    isProven ||=
      proof > 0 && (!isGeneric(term.word) || isTopic(term.word) || isProvenPhrase(document, term));
    if (own >= PLACES.text && proof > 0) direct.push(term.word);
  }
  const weights = terms.reduce((sum, { weight }) => sum + weight, 0);
  const { kindStems } = document;
  const unsaid = kindStems.filter((part) => !said.has(part)).length;
  const unmeant = kindStems.flatMap((part, place) =>
    isMeantBy(part, kindStems, { terms, said, least: 0 }) ? [] : [place],
  );
  const specificity = 1 - Math.min(0.24, 0.06 * Math.max(0, unsaid - 1));
  return {
    coverage: weights === 0 || !isProven || isLacking ? 0 : (found / weights) * specificity,
    // A generic word says something only beside another one.
    direct: direct.every(isGeneric) ? [] : direct,
    isNamed: unsaid === 0 && (kindStems.length > 1 || !GENERIC.has(kindStems[0] ?? '')),
    kinship: kinshipOf(kindStems, terms, said),
    unmeant,
    isUnrelated: unmeant.length === kindStems.length,
    isSaid: kindStems.some((part) => said.has(part)),
  };
}

function kinshipOf(
  kindStems: readonly string[],
  terms: readonly Term[],
  said: ReadonlySet<string>,
): Evidence['kinship'] {
  const isBare = kindStems.length === 1 && said.has(kindStems[0] ?? '');
  if (isBare && GENERIC.has(kindStems[0] ?? '')) return 'none';
  const telling = kindStems.filter((part) => !VAGUE.has(part));
  const parts = telling.length > 0 ? telling : kindStems;
  const isMeant = (least: number): boolean =>
    parts.every((part) => isMeantBy(part, kindStems, { terms, said, least }));
  if (isMeant(SAME_FACTOR)) return 'same';
  return isMeant(0) ? 'related' : 'none';
}

interface Spoken {
  readonly terms: readonly Term[];
  readonly said: ReadonlySet<string>;
  readonly least: number;
}

/** An HTTP route is not meant by every route: all of a synonym must be in the name, or was said. */
function isMeantBy(
  part: string,
  kindStems: readonly string[],
  { terms, said, least }: Spoken,
): boolean {
  if (said.has(part)) return true;
  return terms.some(({ synonyms }) =>
    synonyms.some(({ stems, factor }) => {
      const own = stems.split(' ');
      const isWhole = own.every((one) => kindStems.includes(one) || said.has(one));
      return factor >= least && own.includes(part) && isWhole;
    }),
  );
}

function termsOf(words: readonly string[], all: readonly Document[]): Term[] {
  return words.map((word, index) => {
    const asked = canonical(word);
    const head = isPhrase(words, index) ? words[index + 1] : undefined;
    const term = { word, head, stem: stem(asked), synonyms: synonymsOf(words, index) };
    return { ...term, weight: weightOf(asked, all) };
  });
}

/** Whether the word at that place and the next one mean something together. */
function isPhrase(words: readonly string[], index: number): boolean {
  const phrase = words.slice(index, index + 2);
  return phrase.length === 2 && expandPhrase(phrase).length > 0;
}

/** Two words that tell nothing alone may tell something together ("object store"). */
function isProvenPhrase(document: Document, { synonyms }: Term): boolean {
  return synonyms.some(
    ({ stems, factor, isOfPhrase }) =>
      isOfPhrase && factor === SAME_FACTOR && strength(document, stems, PLACES) > 0,
  );
}

/** A virtual service is no virtual machine: what begins a phrase proves nothing without its end. */
function isBesideHead(document: Document, { head }: Term, terms: readonly Term[]): boolean {
  const own = terms.find(({ word }) => word === head);
  return own !== undefined && strength(document, own.stem, PLACES) + bySynonym(document, own) === 0;
}

function weightOf(word: string, all: readonly Document[]): number {
  if (isGeneric(word)) return GENERIC_WEIGHT;
  if (!isKnownWord(word) && !isProduct(word)) {
    const best = Math.max(0, ...all.map((document) => strength(document, stem(word), PLACES)));
    if (best < PLACES.tags) return best === 0 ? UNKNOWN_WEIGHT : MENTIONED_WEIGHT;
  }
  if (all.length < RARITY_MIN) return 1;
  const holding = all.filter((document) => strength(document, stem(word), PLACES) > 0).length;
  return 1 - 0.4 * (holding / all.length);
}

/**
 * Of the word, and of the phrase that it begins or ends. A generic synonym proves nothing for a word
 * that is not generic, else any database would do for one particular product.
 */
function synonymsOf(words: readonly string[], index: number): Synonym[] {
  const word = canonical(words[index] ?? '');
  const single = expand([word]).filter(({ term }) => isGeneric(word) || !isGeneric(term));
  const phrases = [words.slice(index - 1, index + 1), words.slice(index, index + 2)]
    .filter((phrase) => phrase.length === 2)
    .flatMap((phrase) => expandPhrase(phrase));
  return [...single, ...phrases].map(({ term, weight }, place) => ({
    stems: stemsOf(term).join(' '),
    factor: weight > 0.6 ? SAME_FACTOR : RELATED_FACTOR,
    isOfPhrase: place >= single.length,
  }));
}

/** A topic is no Kafka because "topic" was said too: a product needs a proof of its own. */
function bySynonym(
  document: Document,
  { word, synonyms }: Term,
  said: ReadonlySet<string> = new Set(),
): number {
  const proofs = synonyms.map(({ stems, factor }) => {
    if (VAGUE.has(stems) || (isProduct(word) && said.has(stems))) return 0;
    return factor * strength(document, stems, factor === SAME_FACTOR ? PLACES : SYNONYM_PLACES);
  });
  return Math.max(0, ...proofs);
}

function strength(
  { places }: Document,
  stems: string,
  worth: Readonly<Record<PlaceName, number>>,
): number {
  const names: readonly PlaceName[] = ['kind', 'group', 'tags', 'text', 'fields'];
  const place = names.find((name) => places[name].includes(` ${stems} `));
  return place === undefined ? 0 : worth[place];
}

function isRival({ places }: Document, words: readonly string[]): boolean {
  const { kind, group, tags, text } = places;
  return areRivals(words, new Set(`${kind}${group}${tags}${text}`.split(' ')));
}
