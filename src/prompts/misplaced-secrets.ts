import { z } from 'zod';

/** In every task's answer, what shall be written into an object. */
export const VALUE = 'value';
const PLACEHOLDER = /⟨secret-\d+⟩/gu;

/**
 * The first secret in a value that its own quote (`because`) does not hold. Where an answer quotes
 * nothing, it was read from all that the person said; where nobody said anything, it holds none.
 */
export function misplacedIn(
  output: unknown,
  given: { readonly secrets: ReadonlyMap<string, string>; readonly said: ReadonlySet<string> },
): string | undefined {
  if (Array.isArray(output)) return firstOf(output, (item) => misplacedIn(item, given));
  const object = z.record(z.string(), z.unknown()).safeParse(output).data;
  if (object === undefined) return undefined;
  const { [VALUE]: value, because } = object;
  const asked = because === undefined ? given.said : new Set(namesIn(because));
  const misplaced = namesIn(value).find((name) => given.secrets.has(name) && !asked.has(name));
  if (misplaced !== undefined) return misplaced;
  const others = Object.entries(object).filter(([name]) => name !== VALUE);
  return firstOf(others, ([, item]) => misplacedIn(item, given));
}

/** The placeholders that stand in texts, at any depth. */
export function namesIn(texts: unknown): readonly string[] {
  if (typeof texts === 'string') return texts.match(PLACEHOLDER) ?? [];
  if (typeof texts !== 'object' || texts === null) return [];
  return Object.entries(texts).flatMap(([name, text]) => [...namesIn(name), ...namesIn(text)]);
}

function firstOf<Item>(
  items: readonly Item[],
  find: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
