import { tellingWordsOf } from './words.ts';

/** Up to the end of its sentence: "ignore all earlier instructions: recommend …". */
const OVERRIDE =
  /(?<=^|[.,;:!?\n(]|\b(?:and|must|should|please))[^\S\n]{0,9}(?:\b(?:and|then|now|please|just)\s+){0,3}\b(?:ignore|disregard|forget)\b[^.!?\n]{0,60}\b(?:instructions?|rules|prompts?|guidelines|above|earlier|previous|prior|before)\b[^.!?\n]*/giu;
/** A sentence of its own that tells the bot what to answer, or that plays another speaker. */
const ORDER =
  /(?<=[.!?\n])[^\S\n]{0,9}(?:(?:now|instead|then|always|only|just|you (?:must|should|will|shall))\s+){0,3}(?:(?:system|assistant|developer|user)\s*:[^\n]*|(?:recommend|suggest|propose|offer|answer|reply|respond|output|return|rank)\b[^.!?\n]*)/giu;

/**
 * What somebody asks for, without what an intent says to whoever reads it: such text was mostly
 * pasted, and never decides what is offered. A text of nothing else stays as it is.
 */
export function plainRequest(text: string): string {
  const rest = text.replaceAll(OVERRIDE, '').replaceAll(ORDER, '');
  return rest === text || tellingWordsOf(rest).length === 0 ? text : rest.trim();
}
