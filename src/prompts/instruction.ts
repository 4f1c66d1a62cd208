/** Speech to a model, mentions, markup and links: nothing that words for people hold. */
const FOREIGN: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'an instruction',
    /\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|rules?|prompts?|previous|above|polic(?:y|ies))\b/giu,
  ],
  [
    'an instruction',
    /\b(?:system prompt|as an ai|language model|you (?:must|should|are) now)\b/giu,
  ],
  ['a mention', /<[!@#][^>\s]*|(?<!\S)@(?:here|channel|everyone)\b/giu],
  ['markup', /<\/?[a-z][^>]*>|\]\([^)\s]*/giu],
  ['a link', /\b(?:https?:\/\/|mailto:)[^\s<>()\]|"'…]*/giu],
];

/**
 * What a text holds that was written to steer whoever reads it ("an instruction"), where `own`, the
 * words of the person it is for, does not hold the same.
 */
export function foreignIn(text: string, own = ''): string | undefined {
  const said = folded(own);
  const read = folded(text);
  return FOREIGN.find(([, pattern]) => {
    const found = [...read.matchAll(pattern)].map(([match]) => match.replace(/[.,;:!?]+$/u, ''));
    return found.some((one) => !said.includes(one));
  })?.[0];
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .toLowerCase();
}
