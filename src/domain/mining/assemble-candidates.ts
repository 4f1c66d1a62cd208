import { sha256 } from '../json.ts';
import { type ResourceKind, resourceNameOf } from '../kind.ts';
import {
  PATTERN_NAME_MAX,
  PATTERN_RATIONALE_MAX,
  PATTERN_RESOURCES_MAX,
  PATTERN_TRIGGER_MAX,
  PATTERN_TRIGGERS_MAX,
} from '../pattern/pattern.ts';
import { HIDDEN } from '../redaction.ts';
import { shownText } from '../shown-text.ts';
import type { Candidate, Origin } from './candidate.ts';
import type { Conversation, Utterance } from './conversation.ts';
import { type Evidence, QUOTE_MAX, sourceKey } from './evidence.ts';
import type { FoundCandidate, MinedFind, MinedQuote } from './find.ts';
import type { MiningBatch } from './mining-batches.ts';
import { isPlanted } from './planted.ts';
import { foldedSpaces, isVerbatim } from './quote.ts';
import { areOfOneSubject } from './subject.ts';
import { isTorn } from './torn-quote.ts';

/** Longest sentence of a policy, in characters. */
const SENTENCE_MAX = 300;
const UNKNOWN_MAX = 100;

export interface AssembledCandidates {
  readonly found: readonly FoundCandidate[];
  /** Quotes that nobody said, and finds of which nothing could be shown. */
  readonly dropped: number;
}

export interface AssemblyGiven extends Pick<MiningBatch, 'conversations' | 'kinds'> {
  readonly clusterId: string;
  readonly origin: Origin;
  readonly askedBy: string;
  /** Who read it: `offline`, or the model's name. */
  readonly by: string;
  /** ISO time. */
  readonly at: string;
}

/**
 * What a call found, as candidates: of version 1 and open. Whoever answered, only what can be shown is kept:
 * quotes that stand word for word in their line and are not denied there, resources that were offered. A find without a quote left,
 * or without anything to deploy, is dropped. The same find of the same conversation has the same id.
 */
export function candidatesFrom(
  output: { readonly candidates: readonly MinedFind[] },
  given: AssemblyGiven,
): AssembledCandidates {
  const found = new Map<string, FoundCandidate>();
  let dropped = 0;
  for (const find of output.candidates) {
    const conversation = given.conversations[placeOf(find.conversation, 'c')];
    const quotes = conversation ? shownQuotes(find.quotes, conversation) : [];
    const hasHidden = quotes.some(({ text }) => text.includes(HIDDEN));
    const read = conversation && candidateOf(find, { conversation, given, hasHidden });
    const candidate = read && conversation && apartFrom(found.get(read.id), read, conversation);
    dropped += find.quotes.length - quotes.length;
    if (!candidate || quotes.length === 0) {
      dropped += 1;
      continue;
    }
    const evidence = quotes.map((quote) => evidenceOf(quote, { candidate, kinds: given.kinds }));
    const before = found.get(candidate.id);
    const first = before?.candidate ?? candidate;
    found.set(candidate.id, {
      candidate: hasHidden ? { ...first, hasHidden } : first,
      evidence: withoutRepeats([...(before?.evidence ?? []), ...evidence]),
    });
  }
  return { found: [...found.values()], dropped };
}

/** The same resources for something else are another one: it is told apart by its title. */
function apartFrom(
  before: FoundCandidate | undefined,
  candidate: Candidate,
  conversation: Conversation,
): Candidate {
  if (!before || areOfOneSubject(before.candidate, candidate)) return candidate;
  return { ...candidate, id: candidateId(conversation, { ...candidate, isByTitle: true }) };
}

/** Undefined where nothing is left of it that a person could decide on. */
function candidateOf(
  find: MinedFind,
  {
    conversation,
    given,
    hasHidden,
  }: {
    readonly conversation: Conversation;
    readonly given: AssemblyGiven;
    /** In what is quoted. */
    readonly hasHidden: boolean;
  },
): Candidate | undefined {
  const { type, rationale } = find;
  const named = namedResources(find, given.kinds);
  const { resources, avoided, unknownResources } = named;
  const isOfNothing = resources.length + avoided.length + unknownResources.length === 0;
  const title = wordsOf(find.title, type === 'pattern' ? PATTERN_NAME_MAX : SENTENCE_MAX);
  if (title === '' || isPlanted(find.title) || isPlanted(rationale)) return undefined;
  if (type === 'pattern' && isOfNothing) return undefined;
  return {
    id: candidateId(conversation, { type, title, resources, avoided }),
    version: 1,
    clusterId: given.clusterId,
    type,
    status: 'open',
    title,
    triggers: triggersOf(find.triggers),
    ...named,
    rationale: wordsOf(rationale, PATTERN_RATIONALE_MAX),
    origins: [given.origin],
    foundIn: 1,
    contradictions: [],
    hasHidden,
    by: given.by,
    askedBy: given.askedBy,
    foundAt: given.at,
  };
}

/** The same for the same quote of the same source behind the same candidate. */
export function evidenceId({
  candidateId: candidate,
  source,
  quote,
}: Pick<Evidence, 'candidateId' | 'source' | 'quote'>): string {
  const key = JSON.stringify([candidate, sourceKey(source), foldedSpaces(quote)]);
  return `evi-${sha256(key).slice(0, 16)}`;
}

/** Quotes as they stand behind another candidate, into which theirs goes. */
export function evidenceUnder(
  candidate: string,
  evidence: readonly Evidence[],
): readonly Evidence[] {
  return withoutRepeats(
    evidence.map((one) => {
      const moved = { ...one, candidateId: candidate };
      return { ...moved, id: evidenceId(moved) };
    }),
  );
}

export function withoutRepeats(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((one) => [one.id, one])).values()];
}

/** By its resources where there are any: readers word a title differently each time. */
function candidateId(
  conversation: Conversation,
  {
    type,
    title,
    resources,
    avoided,
    isByTitle = false,
  }: Pick<Candidate, 'type' | 'title' | 'resources' | 'avoided'> & { readonly isByTitle?: boolean },
): string {
  const names = [resources, avoided].map((kinds) => kinds.map(resourceNameOf).toSorted());
  const isNamed = type === 'pattern' && names.flat().length > 0 && !isByTitle;
  const what = isNamed ? names : title.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  const key = JSON.stringify([conversation.id, type, what]);
  return `cand-${sha256(key).slice(0, 12)}`;
}

interface ShownQuote extends MinedQuote {
  readonly utterance: Utterance;
}

function shownQuotes(
  quotes: readonly MinedQuote[],
  { utterances }: Conversation,
): readonly ShownQuote[] {
  return quotes.flatMap((quote) => {
    const utterance = utterances[placeOf(quote.line, 'm')];
    const text = foldedSpaces(quote.text);
    if (!utterance || text.length > QUOTE_MAX || !isVerbatim(text, utterance.text)) return [];
    if (isTorn(text, utterance.text) || isPlanted(text) || isHidden(text)) return [];
    return [{ ...quote, text, utterance }];
  });
}

/** Nothing is left of it but what was hidden, or something in it is a secret still. */
function isHidden(text: string): boolean {
  return shownText(text) !== text || !/[\p{L}\p{N}]/u.test(text.replaceAll(HIDDEN, ''));
}

function evidenceOf(
  { text, claim, about, utterance }: ShownQuote,
  { candidate, kinds }: { readonly candidate: Candidate; readonly kinds: MiningBatch['kinds'] },
): Evidence {
  const { source, url, at } = utterance;
  const kind = about === undefined ? undefined : kinds.get(about);
  const named = kind
    ? resourceNameOf(kind)
    : candidate.unknownResources.find((one) => one === about);
  const made = {
    candidateId: candidate.id,
    source,
    ...(url !== undefined && { url }),
    quote: text,
    claim,
    ...(named !== undefined && { about: named }),
    ...(at !== undefined && { at }),
  };
  return { id: evidenceId(made), ...made };
}

function namedResources(
  { resourceIds, avoidedIds, unknownResources }: MinedFind,
  kinds: MiningBatch['kinds'],
): Pick<Candidate, 'resources' | 'avoided' | 'unknownResources'> {
  const resources = kindsOf(resourceIds, kinds);
  return {
    resources,
    avoided: kindsOf(avoidedIds, kinds).filter((one) => !resources.includes(one)),
    unknownResources: [...new Set(unknownResources.map((one) => wordsOf(one, UNKNOWN_MAX)))].filter(
      (one) => one !== '' && !isPlanted(one),
    ),
  };
}

function kindsOf(ids: readonly string[], kinds: MiningBatch['kinds']): ResourceKind[] {
  return [...new Set(ids)].flatMap((id) => kinds.get(id) ?? []).slice(0, PATTERN_RESOURCES_MAX);
}

function triggersOf(triggers: readonly string[]): string[] {
  const words = triggers.map((one) => foldedSpaces(shownText(one)).toLowerCase());
  return [...new Set(words)]
    .filter((one) => one.length > 1 && one.length <= PATTERN_TRIGGER_MAX && !isPlanted(one))
    .slice(0, PATTERN_TRIGGERS_MAX);
}

/** On one line, nothing secret in it, cut at a word. */
function wordsOf(text: string, max: number): string {
  const folded = foldedSpaces(shownText(text));
  if (folded.length <= max) return folded;
  return `${folded.slice(0, max - 1).replace(/\s\S*$/u, '')}…`;
}

/** `m3` is the third: -1 where it is no such id. */
function placeOf(id: string, letter: string): number {
  const number = id.startsWith(letter) ? Number(id.slice(letter.length)) : Number.NaN;
  return Number.isInteger(number) ? number - 1 : -1;
}
