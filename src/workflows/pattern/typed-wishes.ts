import type { GivenField, PatternField } from './state.ts';
import {
  labelledAs,
  type Labels,
  type Phrases,
  saidWish,
  SHARED_LABELS,
  type SharedWish,
} from '../wizard/wishes.ts';

/** What people say at the review, where each button has its words. */
type OwnWish = 'store' | 'own' | 'merge' | 'modify' | 'reread';
export type Wish = OwnWish | SharedWish;

const WISHES: Phrases<OwnWish> = [
  ['store', /^(?:store|save|create)(?: it| this| (?:the|this|my) pattern)?(?: as a draft)?$/u],
  [
    'own',
    /^(?:keep|store|save|have)(?: it| this| mine)? (?:as )?(?:my|its|our) own$|^(?:my own|keep (?:both|mine))$/u,
  ],
  ['merge', /^merge(?: (?:it|them|this|both))?$/u],
  [
    'reread',
    /^(?:(?:conditions?|when(?: it applies)?)\s*[:=]\s*)?read (?:(?:it|them|that|(?:the )?conditions?|when it applies) )?(?:again|anew)(?: from (?:the |its )?(?:reason|rationale|words|name))?$|^read (?:it|them|(?:the )?conditions?|when it applies) from (?:the |its )?(?:reason|rationale)(?: again)?$/u,
  ],
  ['modify', /^(?:modify|change|edit|make changes?)(?: it| this| something)?$/u],
];

export function wishIn(text: string): Wish | undefined {
  return saidWish(text, WISHES);
}

const LABELS: Labels<PatternField> = [
  ['name', 'name|title|pattern'],
  ...SHARED_LABELS,
  ['resources', 'resources?|kinds?'],
];

/** "owner: a-team": a field that is named is meant at every step. */
export function labelled(
  text: string,
): { readonly field: PatternField; readonly value: string } | undefined {
  return labelledAs(text, LABELS);
}

const CHANGES: readonly (readonly [GivenField, RegExp])[] = [
  ['name', /^(?:name|title)$/u],
  ['triggers', /^(?:words|triggers|keywords)$/u],
  ['resources', /^(?:resources|kinds)$/u],
  ['rationale', /^(?:reason|rationale|why)$/u],
  ['owner', /^owner$/u],
  ['conditions', /^(?:conditions|when it applies)$/u],
];

/** "change the name": the words of a button of the review. */
export function changeIn(text: string): GivenField | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/u, '');
  const what = /^(?:please )?change (?:the |its |my )?(.+)$/u.exec(said)?.[1] ?? '';
  return CHANGES.find(([, pattern]) => pattern.test(what))?.[0];
}

/** "merge into AWS public services". */
export function mergeNameIn(text: string): string | undefined {
  const said = text.trim().replace(/[.!]+$/u, '');
  return /^(?:please )?merge (?:it |this )?(?:into|with)\s*:?\s+["“]?(.+?)["”]?$/isu.exec(
    said,
  )?.[1];
}
