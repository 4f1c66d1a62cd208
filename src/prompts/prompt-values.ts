import { z } from 'zod';
import { invisibleIn, nameOf, withNames } from '../domain/invisible-characters.ts';
import { hideSecrets } from '../domain/placeholders.ts';
import { misplacedIn, namesIn, VALUE } from './misplaced-secrets.ts';
import { createWithholding } from './own-words.ts';
import { HIDDEN, redactSecrets } from '../domain/redaction.ts';

/** The texts that fill a prompt's places, and the way back from what was made of them. */
export interface RenderedValues {
  readonly texts: readonly string[];
  readonly restore: (output: unknown) => unknown;
  /** What is wrong with an answer, not yet restored, that sets a secret which nothing asks to be set. */
  readonly misplaced: (output: unknown) => string | undefined;
}

const ESCAPES: readonly (readonly [string, string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
];
/** Whatever rendering makes, in one pass: what was put back is never read again. */
const MADE = /⟨secret-\d+⟩|⟨U\+[0-9A-F]+⟩|&(?:amp|lt|gt);/gu;

/**
 * Values as a model may see them: secrets are placeholders, characters that nobody can see have
 * names, and no value can close a tag or open one. `restore` undoes exactly what was done here.
 *
 * That is safe, since a restored text is data as it was before: the answer is checked after it, and
 * whoever shows or asks it next escapes it again. A secret comes back in what an answer sets
 * (`value`), where the words that this follows from hold it; in words for people only where cards
 * know it as one and hide it. Texts that recite the prompt itself stay withheld.
 *
 * `said` is the place in `values` of what a person said.
 */
export function renderValues(values: readonly string[], prompt = '', said = -1): RenderedValues {
  const { texts, secrets } = hideSecrets(values);
  const marks = marksFor(texts);
  const escapes = ESCAPES.filter(([plain]) => texts.some((text) => text.includes(plain)));
  const originals: ReadonlyMap<string, string> = new Map([
    ...secrets,
    ...[...marks].map(([character, mark]) => [mark, character] as const),
    ...escapes.map(([plain, escape]) => [escape, plain] as const),
  ]);
  const withhold = createWithholding(prompt);
  const undo = (text: string): string => withhold(restored(text, { originals, values }));
  const inWords = (text: string): string => forPeople(text, { undo, secrets });
  return {
    texts: texts.map((text) => withNames(escaped(text), marks)),
    restore: (output) => walked(output, { text: inWords, value: undo }),
    misplaced: (output) => {
      const name = misplacedIn(output, { secrets, said: new Set(namesIn(texts[said])) });
      return name && `A value holds ${name}, which the words that it follows from do not hold.`;
    },
  };
}

function escaped(text: string): string {
  return ESCAPES.reduce((before, [plain, escape]) => before.replaceAll(plain, escape), text);
}

/** `⟨U+202E⟩`, with further zeros where a text has written that itself. */
function marksFor(texts: readonly string[]): ReadonlyMap<string, string> {
  const markOf = (character: string, digits: number): string => {
    const mark = `⟨${nameOf(character, digits)}⟩`;
    return texts.some((text) => text.includes(mark)) ? markOf(character, digits + 1) : mark;
  };
  return new Map([...invisibleIn(texts)].map((character) => [character, markOf(character, 4)]));
}

/**
 * Models quote a text as they were given it, or as it reads without the escapes. Where one of the
 * values has `&lt;` itself, the reading that is a quotation counts.
 */
function restored(
  text: string,
  made: { readonly originals: ReadonlyMap<string, string>; readonly values: readonly string[] },
): string {
  const { originals, values } = made;
  const undone = text.replaceAll(MADE, (one) => originals.get(one) ?? one);
  const isQuoted = (reading: string): boolean => values.some((value) => value.includes(reading));
  if (isQuoted(undone)) return undone;
  const plain = text.replaceAll(MADE, (one) =>
    one.startsWith('&') ? one : (originals.get(one) ?? one),
  );
  return isQuoted(plain) ? plain : undone;
}

/** A secret out of its context is not known as one any more: there all of them stay hidden. */
function forPeople(
  text: string,
  made: { readonly undo: (text: string) => string; readonly secrets: ReadonlyMap<string, string> },
): string {
  const { undo, secrets } = made;
  const whole = undo(text);
  const named = [...secrets].filter(([name]) => text.includes(name));
  const shown = named.length === 0 ? '' : redactSecrets(whole);
  if (!named.some(([, secret]) => shown.includes(secret))) return whole;
  return undo(named.reduce((before, [name]) => before.replaceAll(name, HIDDEN), text));
}

interface Ways {
  readonly text: (text: string) => string;
  readonly value: (text: string) => string;
}

function walked(output: unknown, ways: Ways): unknown {
  if (typeof output === 'string') return ways.text(output);
  if (Array.isArray(output)) return output.map((item: unknown) => walked(item, ways));
  const object = z.record(z.string(), z.unknown()).safeParse(output);
  if (!object.success) return output;
  return Object.fromEntries(
    Object.entries(object.data).map(([name, item]) => [
      ways.text(name),
      walked(item, name === VALUE ? { ...ways, text: ways.value } : ways),
    ]),
  );
}
