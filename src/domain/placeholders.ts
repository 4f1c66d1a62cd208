import { isJsonObject, type Json } from './json.ts';
import { findSecrets, inOrder, type Stretch, withReplaced } from './redaction.ts';

/** Some texts whose secrets have names, so that one can speak of a secret unseen. */
export interface HiddenTexts {
  /** As many as were given, in the same order. */
  readonly texts: readonly string[];
  /** What each placeholder stands for. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Shorter ones are hidden where they give themselves away, and not looked for elsewhere. */
const SHORTEST_SPREAD = 6;
/** So are words: whoever writes `password=postgres` still wants to speak of PostgreSQL. */
const WORD = /^(?:\p{Ll}+|\p{Lu}\p{Ll}*)$/u;

/**
 * `⟨secret-1⟩` in the place of the first secret of the texts, and so on: the same for the same
 * secret, even where it stands without the words that gave it away. A number that the texts write
 * out themselves is not used, so that nobody can speak of a secret by guessing its name.
 */
export function hideSecrets(texts: readonly string[]): HiddenTexts {
  const found = texts.map((text) => findSecrets(text));
  const known = new Set(texts.flatMap((text, index) => partsOf(text, found[index] ?? [])));
  const names = namesFor(texts);
  const hidden = texts.map((text, index) => {
    const again = [...known].flatMap((secret) => occurrencesOf(secret, text));
    return withReplaced(text, inOrder([...(found[index] ?? []), ...again]), names.of);
  });
  return { texts: hidden, secrets: names.secrets };
}

/**
 * Whether a value was taken from a secret of the texts: out of its context nothing gives it away any
 * more, so whoever shows it must be told.
 */
export function holdsSecretOf(value: Json, texts: readonly string[]): boolean {
  const secrets = [...hideSecrets(texts).secrets.values()];
  return textsIn(value).some((text) =>
    secrets.some((secret) => (isSpread(secret) ? text.includes(secret) : text === secret)),
  );
}

function isSpread(secret: string): boolean {
  return secret.length >= SHORTEST_SPREAD && !WORD.test(secret);
}

function textsIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isJsonObject(value)) return typeof value === 'string' ? [value] : [JSON.stringify(value)];
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsIn(item)]);
}

function namesFor(texts: readonly string[]) {
  const secrets = new Map<string, string>();
  const names = new Map<string, string>();
  const taken = new Set(texts.flatMap((text) => text.match(/⟨secret-\d+⟩/gu) ?? []));
  let number = 0;
  const nextName = (): string => {
    do number += 1;
    while (taken.has(`⟨secret-${number}⟩`));
    return `⟨secret-${number}⟩`;
  };
  const of = (secret: string): string => {
    const name = names.get(secret) ?? nextName();
    names.set(secret, name);
    secrets.set(name, secret);
    return name;
  };
  return { secrets, of };
}

function partsOf(text: string, stretches: readonly Stretch[]): readonly string[] {
  return stretches.map(({ start, end }) => text.slice(start, end));
}

/** Digests and names of resources (`clusters.rds.example`) are no secrets, whatever stands before one. */
const IDENTIFIER = /^(?:[0-9a-f-]{32,}|[A-Za-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)$/u;

/** Where it stands as a word of its own. */
function occurrencesOf(secret: string, text: string): readonly Stretch[] {
  if (!isSpread(secret) || IDENTIFIER.test(secret)) return [];
  const stretches: Stretch[] = [];
  for (let start = text.indexOf(secret); start >= 0; start = text.indexOf(secret, start + 1)) {
    const end = start + secret.length;
    if (!isWordAt(text, start - 1) && !isWordAt(text, end)) stretches.push({ start, end });
  }
  return stretches;
}

function isWordAt(text: string, index: number): boolean {
  return /[\p{L}\p{N}_]/u.test(text.charAt(index));
}
