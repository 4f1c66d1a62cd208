/** What people say at every step of a conversation that asks for one thing after the other. */
export type SharedWish = 'accept' | 'cancel' | 'back' | 'write' | 'skip' | 'again';

/** The phrases of a wish: in lower case, without politeness and the point at the end. */
export type Phrases<Wish extends string> = readonly (readonly [Wish, RegExp])[];

const SHARED: Phrases<SharedWish> = [
  ['cancel', /^(?:cancel(?: it)?|stop|abort|quit|never ?mind|forget it|do nothing)$/u],
  ['back', /^(?:go )?back$|^previous$|^one step back$/u],
  ['again', /^(?:try (?:it )?(?:once )?(?:again|more)|retry)$/u],
  [
    'write',
    /^(?:can you |could you )?(?:just )?(?:write|generate|make|suggest)(?: it| one| that| this| the (?:reason|rationale)| a (?:reason|rationale)| something)?(?: up)?(?: for me| anew| again)$/u,
  ],
  ['skip', /^(?:skip(?: it| this)?|next|defaults?|use (?:the )?(?:default|suggestion)s?)$/u],
  [
    'accept',
    /^(?:ok(?:ay)?|yes|yep|yup|sure|(?:i )?confirm(?:ed)?|right|correct|done|continue|proceed|go on|go ahead|accept|looks? (?:right|good|fine|great)|that(?:'s| is) (?:right|good|fine|it|all)|all good|perfect|great|fine|good|(?:keep|use|take) (?:it|this|that)(?: as it is)?|(?:take|use|accept|keep) (?:the )?suggestions?|as (?:it is|suggested))$/u,
  ],
];

/** Longest of these phrases, with room for politeness. */
const WISH_MAX = 100;

/** `own`: what can be wished in this conversation beside; it is looked for first. */
export function saidWish<Own extends string>(
  text: string,
  own: Phrases<Own>,
): Own | SharedWish | undefined {
  const trimmed = text.trim();
  if (trimmed.length > WISH_MAX) return undefined;
  const said = trimmed
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\s.!]+$/u, '')
    .replace(/^(?:please|then|just|ok(?:ay)?|yes)[, ]+(?=\S)/u, '')
    .replace(/[, ]+please$/u, '')
    .replaceAll(/\s+/gu, ' ');
  const isSaid = ([, pattern]: readonly [string, RegExp]): boolean => pattern.test(said);
  return own.find(isSaid)?.[0] ?? SHARED.find(isSaid)?.[0];
}

/** What a field may be called, as the alternatives of a pattern: `rationale|reason|why`. */
export type Labels<Field extends string> = readonly (readonly [Field, string])[];

/** "owner: a-team": a field that is named is meant at every step. */
export function labelledAs<Field extends string>(
  text: string,
  labels: Labels<Field>,
): { readonly field: Field; readonly value: string } | undefined {
  for (const [field, names] of labels) {
    const pattern = new RegExp(
      `^(?:change (?:the )?)?(?:${names})(?: to)?\\s*[:=]\\s*(.+)$`,
      'isu',
    );
    const value = pattern.exec(text.trim())?.[1]?.trim();
    if (value !== undefined) return { field, value };
  }
  return undefined;
}

/** Names of the fields that every such conversation has. */
export const SHARED_LABELS = [
  ['triggers', 'triggers?|words|keywords'],
  ['rationale', 'rationale|reason|why'],
  ['owner', 'owner'],
] as const satisfies Labels<string>;
