import type { Choice } from './element-state.ts';

/** Options below one heading, or below none. */
export interface OptionGroup {
  readonly label?: string | undefined;
  readonly options: readonly Choice[];
}

/** The options whose text has every word that was typed, accents and capitals aside. */
export function matchingGroups(
  groups: readonly OptionGroup[],
  query: string,
): readonly OptionGroup[] {
  const words = folded(query).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return groups;
  return groups
    .map((group) => ({ ...group, options: group.options.filter((one) => hasAll(one, words)) }))
    .filter(({ options }) => options.length > 0);
}

function hasAll({ text, description }: Choice, words: readonly string[]): boolean {
  const searched = folded(`${text.text} ${description?.text ?? ''}`);
  return words.every((word) => searched.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** With the option added, or without it where it was there; the same where there is no room for it. */
export function toggled(
  chosen: readonly Choice[],
  option: Choice,
  most: number | undefined,
): readonly Choice[] {
  const others = chosen.filter(({ value }) => value !== option.value);
  if (others.length < chosen.length) return others;
  return most !== undefined && chosen.length >= most ? chosen : [...chosen, option];
}

/** Which option the arrow keys and their companions lead to; they go round at the ends. */
export function movedTo(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % count;
    case 'ArrowUp':
      return (active - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return Math.min(active + 8, count - 1);
    case 'PageUp':
      return Math.max(active - 8, 0);
    default:
      return undefined;
  }
}
