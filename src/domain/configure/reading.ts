import { canonicalJson, Json } from '../json.ts';
import type { Answer, Question } from '../question.ts';

/** `problem` is a sentence: what is wrong with the answer and what to give instead. */
export type Reading = { readonly value: Json } | { readonly problem: string };

/** What else was asked and answered: rows of a list may belong to the values of another answer. */
export interface AnswerContext {
  readonly questions: readonly Question[];
  readonly answers: readonly Answer[];
}

/** The list or object that a text spells as JSON. Undefined for any other text. */
export function jsonIn(text: string): Json | undefined {
  if (!/^\s*[[{]/u.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Json.parse(value);
  } catch {
    return undefined;
  }
}

/** A value as a person would have typed it. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}
