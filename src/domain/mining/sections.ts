import type { Utterance } from './conversation.ts';
import type { Source } from './evidence.ts';
import type { SafeConversation } from './hide.ts';
import { piecesOf } from './pieces.ts';
import { type SafeLine, safePortions } from './sections-lines.ts';
import { createMarkdownReader, type MarkdownSection } from './sections-markdown.ts';
import { createParagraphReader, createYamlReader, type Passage } from './sections-plain.ts';
import { CHARACTERS_MAX, conversationId, UTTERANCES_MAX } from './segment.ts';

/** A document that somebody shared. */
export interface SharedDocument {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the whole text. */
  readonly digest: string;
  /** The file on the chat platform, and the message that carried it, where there are any. */
  readonly file?: Pick<Extract<Source, { type: 'document' }>, 'fileId' | 'carrier'>;
}

/** How much of a text without headings is read together, in characters. */
const TOGETHER_MAX = 2_000;
const UTTERANCE_MAX = 4_000;

/**
 * A document in parts that can be understood alone: Markdown by its headings, YAML by its documents, other
 * text by paragraphs, a few at a time. Each part begins with the headings above it, and its quotes have the
 * anchor of the nearest one, else of their line. Secrets are hidden before anything is looked at. Parts
 * without text are left out; long ones are cut, as long threads are. The time grows as the text does.
 */
export function sectionsOf(document: SharedDocument): readonly SafeConversation[] {
  return [...sectioning(document)].filter((one) => one !== undefined);
}

/** The same in small steps, for whoever must not keep others waiting (`inSlices`). */
export function* sectioning(document: SharedDocument): Generator<SafeConversation | undefined> {
  const portions = safePortions(document.text);
  const parts = /\.(?:md|mdx|markdown)$/iu.test(document.name)
    ? markdownParts(portions)
    : passageParts(portions, /\.ya?ml$/iu.test(document.name));
  for (const part of parts) {
    if (!part) yield undefined;
    else yield* conversationsOfPart(part, document);
  }
}

interface Part {
  readonly headings: readonly Passage[];
  readonly passages: readonly Passage[];
}

function* markdownParts(portions: Iterable<readonly SafeLine[]>): Generator<Part | undefined> {
  const reader = createMarkdownReader();
  for (const lines of portions) {
    for (const line of lines) {
      const section = reader.read(line);
      if (section) yield partUnder(section);
    }
    yield undefined;
  }
  yield partUnder(reader.end());
}

/** What stands before the first heading has the anchors of its lines. */
function partUnder({ path, blocks }: MarkdownSection): Part {
  const own = path.at(-1);
  return {
    headings: path
      .filter(({ text }) => text !== '')
      .map((heading) => ({ ...heading, hidden: heading === own ? heading.hidden : 0 })),
    passages: blocks.map((block) => ({ ...block, anchor: own?.anchor ?? `#line-${block.line}` })),
  };
}

function* passageParts(
  portions: Iterable<readonly SafeLine[]>,
  isYaml: boolean,
): Generator<Part | undefined> {
  const reader = isYaml ? createYamlReader() : createParagraphReader();
  let waiting: Passage[] = [];
  for (const lines of portions) {
    for (const line of lines) {
      waiting.push(...reader.read(line));
      const size = waiting.reduce((sum, { text }) => sum + text.length, 0);
      if (!reader.isNew && size < TOGETHER_MAX) continue;
      yield* together(waiting);
      waiting = [];
    }
    yield undefined;
  }
  yield* together([...waiting, ...reader.end()]);
}

function* together(passages: readonly Passage[]): Generator<Part> {
  if (passages.length > 0) yield { headings: [], passages };
}

/** The same headings before each, where it takes several. */
function* conversationsOfPart(
  { headings, passages }: Part,
  document: SharedDocument,
): Generator<SafeConversation> {
  const pieces = passages.flatMap((passage) =>
    piecesOf(passage.text, UTTERANCE_MAX).map((text, index) => ({
      ...passage,
      text,
      hidden: index === 0 ? passage.hidden : 0,
    })),
  );
  const room = {
    count: UTTERANCES_MAX - headings.length,
    size: CHARACTERS_MAX - headings.reduce((sum, { text }) => sum + text.length, 0),
  };
  for (const [turn, group] of fitting(pieces, room).entries()) {
    const [first] = group;
    if (!first) continue;
    const all = [...headings, ...group];
    const counted = turn === 0 ? all : group;
    const hidden = counted.reduce((sum, one) => sum + one.hidden, 0);
    yield {
      id: conversationId(sourceOf(first, document), turn),
      utterances: all.map((passage) => utteranceOf(passage, document)),
      hasHidden: hidden > 0,
      hidden,
    };
  }
}

function fitting(
  passages: readonly Passage[],
  room: { readonly count: number; readonly size: number },
): readonly (readonly Passage[])[] {
  const groups: Passage[][] = [];
  let size = 0;
  for (const passage of passages) {
    const last = groups.at(-1);
    size += passage.text.length;
    if (last && last.length < room.count && size <= room.size) {
      last.push(passage);
      continue;
    }
    groups.push([passage]);
    size = passage.text.length;
  }
  return groups;
}

function utteranceOf(passage: Passage, document: SharedDocument): Utterance {
  return {
    source: sourceOf(passage, document),
    text: passage.text,
    speaker: undefined,
    at: undefined,
    url: undefined,
  };
}

function sourceOf({ anchor }: Passage, { name, digest, file }: SharedDocument): Source {
  return { type: 'document', name, digest, anchor, ...file };
}
