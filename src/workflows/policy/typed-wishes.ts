/** What people say at the rules and the review, where each button has its words. */
export type Wish =
  | 'accept'
  | 'enforce'
  | 'store'
  | 'cancel'
  | 'show'
  | 'back'
  | 'write'
  | 'skip'
  | 'again';

const WISHES: readonly (readonly [Wish, RegExp])[] = [
  ['cancel', /^(?:cancel(?: it)?|stop|abort|quit|never ?mind|forget it|do nothing)$/u],
  ['back', /^(?:go )?back$|^previous$|^one step back$/u],
  ['again', /^(?:try (?:it )?(?:once )?(?:again|more)|retry)$/u],
  [
    'show',
    /^(?:show|see|print)(?: me)? (?:the )?(?:complete |whole |full |entire |generated )?(?:kyverno |admission )?(?:policy|policies|yaml|manifests?)(?: yaml)?$|^yaml$/u,
  ],
  [
    'enforce',
    /^(?:apply|enforce|deploy)(?: it| this| the policy| policy| kyverno policy| the kyverno policy)?(?: to (?:the |my )?cluster)?$|^(?:ask for|request) approval$/u,
  ],
  [
    'store',
    /^(?:store|save|keep)(?: it| this| the policy| policy)?(?: intent)?(?: only| as guidance| as guidance only)?$|^guidance(?: only)?$/u,
  ],
  [
    'write',
    /^(?:can you |could you )?(?:just )?(?:write|generate|make|suggest)(?: it| one| that| this| the (?:reason|rationale)| a (?:reason|rationale)| something)?(?: up)?(?: for me| anew| again)$/u,
  ],
  ['skip', /^(?:skip(?: it| this)?|next|defaults?|use (?:the )?(?:default|suggestion)s?)$/u],
  [
    'accept',
    /^(?:ok(?:ay)?|yes|yep|yup|sure|right|correct|done|continue|proceed|go on|go ahead|accept|looks? (?:right|good|fine|great)|that(?:'s| is) (?:right|good|fine|it|all)|all good|perfect|great|fine|good|(?:keep|use|take) (?:it|this|that)(?: as it is)?|(?:take|use|accept|keep) (?:the )?suggestions?|as (?:it is|suggested))$/u,
  ],
];

/** Longest of these phrases, with room for politeness. */
const WISH_MAX = 100;

export function wishIn(text: string): Wish | undefined {
  const trimmed = text.trim();
  if (trimmed.length > WISH_MAX) return undefined;
  const said = trimmed
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\s.!]+$/u, '')
    .replace(/^(?:please|then|just|ok(?:ay)?|yes)[, ]+(?=\S)/u, '')
    .replace(/[, ]+please$/u, '')
    .replaceAll(/\s+/gu, ' ');
  return WISHES.find(([, pattern]) => pattern.test(said))?.[0];
}

const LABELS: readonly (readonly [
  'sentence' | 'triggers' | 'rationale' | 'owner' | 'namespaces',
  RegExp,
])[] = [
  ['sentence', /^(?:change (?:the )?)?(?:sentence|policy)(?: to)?\s*[:=]\s*(.+)$/isu],
  ['triggers', /^(?:change (?:the )?)?(?:triggers?|words|keywords)(?: to)?\s*[:=]\s*(.+)$/isu],
  ['rationale', /^(?:change (?:the )?)?(?:rationale|reason|why)(?: to)?\s*[:=]\s*(.+)$/isu],
  ['owner', /^(?:change (?:the )?)?owner(?: to)?\s*[:=]\s*(.+)$/isu],
  ['namespaces', /^(?:change (?:the )?)?namespaces?(?: to)?\s*[:=]\s*(.+)$/isu],
];

/** "owner: a-team": a field that is named is meant at every step. */
export function labelled(
  text: string,
): { readonly field: (typeof LABELS)[number][0]; readonly value: string } | undefined {
  for (const [field, pattern] of LABELS) {
    const value = pattern.exec(text.trim())?.[1]?.trim();
    if (value !== undefined) return { field, value };
  }
  return undefined;
}

/** "leave out: Proxy, Snapshot". */
export function leftOutIn(text: string): string | undefined {
  return /^(?:please )?leave out\s*:?\s+(.+)$/isu.exec(text.trim())?.[1];
}
