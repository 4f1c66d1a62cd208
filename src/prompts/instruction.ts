/** Speech to a model, mentions, markup and links: nothing that a description of a kind holds. */
const FOREIGN: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'an instruction',
    /\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|rules?|prompts?|previous|above|polic(?:y|ies))\b/iu,
  ],
  ['an instruction', /\b(?:system prompt|as an ai|language model|you (?:must|should|are) now)\b/iu],
  ['a mention', /<[!@#]|(?:^|\s)@(?:here|channel|everyone)\b/iu],
  ['markup', /<\/?[a-z][^>]*>|\]\(/iu],
  ['a link', /\bhttps?:\/\//iu],
];

/** What a text holds that was written to steer whoever reads it: "an instruction". */
export function foreignIn(text: string): string | undefined {
  const folded = text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  return FOREIGN.find(([, pattern]) => pattern.test(folded))?.[0];
}
