import type { UnknownName } from './state.ts';

/** "Nothing here is called “bukcet”: did you mean “bucket”?" One sentence a name, five at most. */
export function unknownNamesText(unknown: readonly UnknownName[]): string {
  const sentences = unknown.slice(0, SENTENCES_MAX).map(({ name, nearest }) => {
    const asked = `Nothing here is called “${name}”`;
    return nearest === undefined ? `${asked}.` : `${asked}: did you mean “${nearest}”?`;
  });
  const more = unknown.length - sentences.length;
  return [...sentences, ...(more > 0 ? [`${more} more names are unknown.`] : [])].join(' ');
}

const SENTENCES_MAX = 5;
