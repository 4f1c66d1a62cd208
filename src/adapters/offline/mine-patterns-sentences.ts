import { foldedSpaces } from '../../domain/mining/quote.ts';

/** Programs and settings, and what somebody else is quoted with: nobody says it here. */
const FENCED = /```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)/gu;
const QUOTED_LINE = /^\s*(?:>|&gt;|\|).*$/gmu;
/** A longer quotation; a word in quotation marks is only emphasised. */
const QUOTED = /[“"„«][^“”"„«»\n]{25,}?[”"“»]/gu;

/** Before a new thought of its own: an item, a heading. */
const ITEM = /^\s*(?:[-*•+]|\d{1,2}[.)]|#{1,6})\s+/u;
const SENTENCE_END = /(?<=[.!?…]["”»)*_]{0,3})\s+(?=[^\p{Ll}\s]|[*_`"“„]*\p{Lu})|(?<=[。！？])/gu;
const NO_END = /(?:\b(?:e\.g|i\.e|etc|z\.B|d\.h|bzw|ca|vs|p\.ej|ex)|\b\p{Lu})\.$/u;

/** Longest sentence that is read, in characters: no longer one says a single thing. */
const SENTENCE_MAX = 400;

/**
 * The sentences of a message or section, each as it stands there but for white space. A line that was broken
 * for its length goes on in the next one.
 */
export function sentencesOf(text: string): readonly string[] {
  const own = text
    .replaceAll('\r', '')
    .replaceAll(FENCED, '\n\n')
    .replaceAll(QUOTED_LINE, '\n')
    .replaceAll(QUOTED, '\n');
  return paragraphsOf(own)
    .flatMap((paragraph) => splitSentences(paragraph))
    .map((sentence) => foldedSpaces(sentence))
    .filter((sentence) => sentence !== '' && sentence.length <= SENTENCE_MAX);
}

function paragraphsOf(text: string): readonly string[] {
  const paragraphs: string[] = [];
  for (const line of text.split('\n')) {
    const last = paragraphs.at(-1) ?? '';
    const goesOn =
      /^\s*[\p{Ll}\p{N}`(]/u.test(line) && last.length > 20 && !/[.!?:。]\s*$/u.test(last);
    if (goesOn && !ITEM.test(line)) paragraphs[paragraphs.length - 1] = `${last} ${line.trim()}`;
    else paragraphs.push(line.replace(ITEM, ''));
  }
  return paragraphs;
}

function splitSentences(paragraph: string): readonly string[] {
  const sentences: string[] = [];
  for (const part of paragraph.split(SENTENCE_END)) {
    const last = sentences.at(-1);
    if (last !== undefined && NO_END.test(last))
      sentences[sentences.length - 1] = `${last} ${part}`;
    else sentences.push(part);
  }
  return sentences;
}
