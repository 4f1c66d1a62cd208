import { isProviderWord, providerName } from '../knowledge/providers.ts';
import { createAbout } from './about.ts';
import type { CatalogKind } from './candidates.ts';
import type { LeftOutBecause } from './coverage.ts';
import { isWorkload } from './expand-paths.ts';
import { isMachineMade } from './machine-made.ts';
import { providerCondition, providersOf } from './provider-condition.ts';
import type { KindSelection, RuleDraft } from './rule-draft.ts';
import { EVERY_GROUP } from './rule-draft.ts';
import type { Condition } from './rule.ts';

/** How a policy stands to one kind that has such a field. */
export type Reach =
  | { readonly type: 'covered'; readonly when: readonly Condition[] }
  | { readonly type: 'left-out'; readonly because: LeftOutBecause; readonly note: string };

/** What decides whether a kind is reached. */
export interface Reaching {
  readonly draft: RuleDraft;
  /** Whether the words mean a kind, whichever cloud it runs on. */
  readonly isAbout: (kind: CatalogKind) => boolean;
  /** As `kind.group`. */
  readonly leftOut: ReadonlySet<string>;
  /** What holds for pods holds for all that make pods. */
  readonly arePodsMeant: boolean;
}

/** What the words mean apart from the clouds that they name: those are looked at by themselves. */
export function aboutWithoutClouds(said: {
  readonly sentence: string;
  readonly triggers: readonly string[];
}): (kind: CatalogKind) => boolean {
  return createAbout({
    sentence: withoutClouds(said.sentence),
    triggers: said.triggers.map((trigger) => withoutClouds(trigger)),
  });
}

function withoutClouds(text: string): string {
  return text.replaceAll(/[\p{L}\d]+/gu, (word) =>
    isProviderWord(word.toLowerCase()) ? ' ' : word,
  );
}

/** `Deployment.apps`, `Pod`: as people leave kinds out. */
export function kindKey({
  group,
  kind,
}: {
  readonly group: string;
  readonly kind: string;
}): string {
  return group === '' ? kind : `${kind}.${group}`;
}

export function isMeant(
  kind: CatalogKind,
  { draft, isAbout }: Pick<Reaching, 'draft' | 'isAbout'>,
): boolean {
  const { outline } = kind;
  if (draft.incidental.some((selection) => isSelected(outline.kind, selection))) return false;
  if (draft.subjects.some((selection) => isSelected(outline.kind, selection))) return true;
  return isAbout(kind);
}

/** The reasons in this order: another cloud's kinds are so whatever they are about. */
export function reachOf(kind: CatalogKind, reaching: Reaching, isOfPods: boolean): Reach {
  const { draft, leftOut, arePodsMeant } = reaching;
  const { outline } = kind;
  const own = providersOf(kind);
  const isForeign =
    draft.providers.length > 0 &&
    own.length > 0 &&
    !own.some((provider) => draft.providers.includes(provider));
  if (isForeign) {
    const names = own.map((provider) => providerName(provider)).join(', ');
    return { type: 'left-out', because: 'another-cloud', note: `it runs in ${names}` };
  }
  const isPodMaker = isOfPods && arePodsMeant && isWorkload(outline.kind);
  if (!isMeant(kind, reaching) && !(isPodMaker && !isIncidental(outline.kind, draft))) {
    if (isMachineMade(outline.kind)) {
      const note = 'the cluster itself writes it, not people';
      return { type: 'left-out', because: 'machine-made', note };
    }
    const note = 'the policy is not about it';
    return { type: 'left-out', because: 'incidental', note };
  }
  if (!outline.kind.namespaced) {
    return { type: 'left-out', because: 'no-namespace', note: 'it lives outside namespaces' };
  }
  const when = conditionsOf(kind, draft, own);
  if (!when) {
    const note = `nothing in it says whether it runs in ${namesOf(draft)}`;
    return { type: 'left-out', because: 'cannot-say', note };
  }
  if (leftOut.has(kindKey(outline.kind))) {
    return { type: 'left-out', because: 'chosen', note: 'it was left out by a person' };
  }
  return { type: 'covered', when };
}

/** None where the kind runs on nothing but the clouds that are named. */
function conditionsOf(
  { outline }: CatalogKind,
  { providers }: RuleDraft,
  own: readonly string[],
): readonly Condition[] | undefined {
  if (providers.length === 0) return [];
  if (own.length > 0 && own.every((provider) => providers.includes(provider))) return [];
  // Of what no cloud is known, a selector may choose whatever else.
  const condition = own.length > 1 ? providerCondition(outline, providers) : undefined;
  return condition && [condition];
}

function isIncidental(kind: CatalogKind['outline']['kind'], { incidental }: RuleDraft): boolean {
  return incidental.some((selection) => isSelected(kind, selection));
}

function isSelected(
  { group, kind }: CatalogKind['outline']['kind'],
  selection: KindSelection,
): boolean {
  if (selection.group !== EVERY_GROUP && selection.group !== group) return false;
  return selection.kinds?.includes(kind) ?? !isMachineMade({ group, kind });
}

function namesOf({ providers }: RuleDraft): string {
  return providers.map((provider) => providerName(provider)).join(' or ');
}
