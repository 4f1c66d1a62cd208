import { withoutInvisible } from './invisible-characters.ts';
import { findRandom } from './redaction-entropy.ts';
import { CONTEXTS, NAME, SHAPES } from './redaction-shapes.ts';
import { findSaid } from './redaction-words.ts';

/** What stands in the place of a secret wherever people, logs or models would see it. */
export const HIDDEN = '[hidden]';

/** A part of a text, in code units: `end` is the one after the last. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const SECRET_NAME = new RegExp(`(?:${NAME}|(?:^|[^a-z])(?:pwd?|mdp))$`, 'iu');
const SHORTEST_SECRET = 6;

/**
 * Where a text holds secrets: keys of clouds and services, tokens, JWT, PEM, credentials in URLs,
 * values beside names such as `password`, what looks random close to such a name. In order, and none
 * touches another. It errs on the side of hiding; characters that cannot be seen do not mislead it.
 */
export function findSecrets(text: string): readonly Stretch[] {
  const read = withoutInvisible(text);
  const found = [
    ...SHAPES.flatMap((shape) => [...read.text.matchAll(shape)].filter(isFound).map(wholeOf)),
    ...CONTEXTS.flatMap((context) => [...read.text.matchAll(context)].map(valueOf)),
    ...findRandom(read.text),
    ...findSaid(read.text),
  ];
  return inOrder(found).map(({ start, end }) => ({
    start: read.at(start),
    end: read.at(end - 1) + 1,
  }));
}

/** The same parts of a text, first ones first, those that overlap made one. */
export function inOrder(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of stretches.toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last === undefined || stretch.start >= last.end) merged.push(stretch);
    else merged[merged.length - 1] = { ...last, end: Math.max(last.end, stretch.end) };
  }
  return merged;
}

/** The text without the secrets in it. */
export function redactSecrets(text: string): string {
  return withReplaced(text, findSecrets(text), () => HIDDEN);
}

/** The text with something else in the place of the stretches, which are in order and apart. */
export function withReplaced(
  text: string,
  stretches: readonly Stretch[],
  replaced: (part: string) => string,
): string {
  let from = 0;
  const parts: string[] = [];
  for (const { start, end } of stretches) {
    parts.push(text.slice(from, start), replaced(text.slice(start, end)));
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

/** A value as it may be shown beside its name. */
export function redactNamed({ name, value }: { name: string; value: string }): string {
  return namesSecret(name) && value.length >= SHORTEST_SECRET ? HIDDEN : redactSecrets(value);
}

/** Whether what has this name is a secret: "Master password", `apiKey`, but no `passwordSecretRef`. */
export function namesSecret(name: string): boolean {
  return SECRET_NAME.test(name.trim());
}

function isFound({ groups }: RegExpExecArray): boolean {
  return groups?.['none'] === undefined;
}

function wholeOf(match: RegExpExecArray): Stretch {
  return { start: match.index, end: match.index + match[0].length };
}

function valueOf(match: RegExpExecArray): Stretch {
  const kept = match.slice(1).find((group) => group !== undefined) ?? '';
  return { ...wholeOf(match), start: match.index + kept.length };
}
