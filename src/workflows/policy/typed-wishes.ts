import {
  labelledAs,
  type Labels,
  type Phrases,
  saidWish,
  SHARED_LABELS,
  type SharedWish,
} from '../wizard/wishes.ts';
import type { PolicyField } from './state.ts';

/** What people say at the rules and the review, where each button has its words. */
type OwnWish = 'enforce' | 'store' | 'show' | 'modify';
export type Wish = OwnWish | SharedWish;

const WISHES: Phrases<OwnWish> = [
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
    /^(?:store|save|keep)(?: it| this| the policy| policy)?(?: intent)?(?: only| as guidance| as guidance only| as a draft)?$|^guidance(?: only)?$/u,
  ],
  [
    'modify',
    /^(?:modify|change|edit|make changes?)(?: (?:it|this|something|(?:the |its |my )?(?:sentence|policy|words|triggers|reason|rationale|owner|namespaces?|kinds)))?$|^leave out(?: (?:some )?kinds)?$/u,
  ],
];

export function wishIn(text: string): Wish | undefined {
  return saidWish(text, WISHES);
}

const LABELS: Labels<PolicyField> = [
  ['sentence', 'sentence|policy'],
  ...SHARED_LABELS,
  ['namespaces', 'namespaces?'],
];

/** "owner: a-team": a field that is named is meant at every step. */
export function labelled(
  text: string,
): { readonly field: PolicyField; readonly value: string } | undefined {
  return labelledAs(text, LABELS);
}

/** "leave out: Proxy, Snapshot"; "leave out kinds" names none. */
export function leftOutIn(text: string): string | undefined {
  const names = /^(?:please )?leave out\s*:?\s+(.+)$/isu.exec(text.trim())?.[1];
  return names !== undefined && /^(?:some )?kinds[.!]?$/iu.test(names) ? undefined : names;
}
