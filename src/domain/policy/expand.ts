import { canonicalJson, toJson } from '../json.ts';
import type { ResourceKind } from '../kind.ts';
import type { CatalogKind } from './candidates.ts';
import { checkWords } from './check.ts';
import type { Coverage, CoverageRow } from './coverage.ts';
import { reachExpressions } from './expand-expressions.ts';
import { whenMissing } from './expand-missing.ts';
import {
  type CheckedPlace,
  isPodPath,
  pathVariants,
  placesOf,
  type PlaceOfKind,
  wantedPaths,
} from './expand-paths.ts';
import { aboutWithoutClouds, isMeant, type Reach, reachOf, type Reaching } from './expand-reach.ts';
import type { RuleDraft } from './rule-draft.ts';
import type { Check, ExpressionRule, Rule } from './rule.ts';
import { refitted } from './values.ts';
import { valueNotes } from './value-notes.ts';

/** Longest name of a policy in a message, in characters. */
const NAME_MAX = 200;

export interface Expanding {
  readonly kinds: readonly CatalogKind[];
  readonly triggers: readonly string[];
  /** Kinds that a person left out, as `kind.group`. */
  readonly leftOut: readonly string[];
  readonly sentence: string;
  /** How messages call the policy; its sentence where left out. */
  readonly policyName?: string;
}

export interface Expansion {
  readonly rules: readonly Rule[];
  /** The draft's, with the kinds that they reach. */
  readonly expressions: ExpressionRule[];
  readonly coverage: Coverage;
  /** What its author must know of the values. */
  readonly notes: readonly string[];
}

interface SpreadKind {
  readonly kind: CatalogKind;
  readonly reach: Reach;
  readonly paths: readonly string[];
  readonly checked: readonly CheckedPlace[];
}

/** Spreads what a sentence demands over every kind that has such fields. Pure, and quick for thousands. */
export function expandDraft(draft: RuleDraft, given: Expanding): Expansion {
  const isAbout = aboutWithoutClouds(given);
  const pod = given.kinds.find(
    ({ outline }) => outline.kind.group === '' && outline.kind.kind === 'Pod',
  );
  const reaching = {
    draft,
    isAbout,
    leftOut: new Set(given.leftOut),
    arePodsMeant: pod !== undefined && isMeant(pod, { draft, isAbout }),
  };
  const checks = draft.checks.map(({ paths, check }) => ({
    check,
    paths: [...new Set(paths.flatMap((path) => pathVariants(path)))],
  }));
  const wanted = wantedPaths([...new Set(checks.flatMap(({ paths }) => paths))]);
  const spread = given.kinds.flatMap((kind) => {
    const places = placesOf(kind.outline, wanted);
    return places.size === 0 ? [] : [spreadOver(kind, { checks, places, reaching })];
  });
  const { rules, idOf } = rulesOf(
    spread.flatMap(({ checked }) => checked),
    given,
  );
  const { expressions, rows, notes } = reachExpressions(given.kinds, {
    reaching,
    rows: spread.map((one) => rowOf(one, idOf)),
  });
  const coverage = { rows: sorted(rows) };
  return { rules, expressions, coverage, notes: [...valueNotes(draft, spread), ...notes] };
}

function spreadOver(
  kind: CatalogKind,
  given: {
    readonly checks: readonly { readonly paths: readonly string[]; readonly check: Check }[];
    readonly places: ReadonlyMap<string, PlaceOfKind>;
    readonly reaching: Reaching;
  },
): SpreadKind {
  const { checks, places, reaching } = given;
  const paths = [...places.keys()];
  const reach = reachOf(kind, reaching, paths.some(isPodPath));
  if (reach.type === 'left-out') return { kind, reach, paths, checked: [] };
  const checked = checks.flatMap((one) => {
    const own = one.paths.flatMap((path) => places.get(path) ?? []);
    return own.flatMap((place) =>
      checkedPlace(kind, { place, places: own, check: one.check, reach }),
    );
  });
  if (checked.length > 0) return { kind, reach, paths, checked };
  const note = 'its field of that name holds something else';
  return { kind, reach: { type: 'left-out', because: 'incidental', note }, paths, checked };
}

function checkedPlace(
  { outline }: CatalogKind,
  given: {
    readonly place: PlaceOfKind;
    readonly places: readonly PlaceOfKind[];
    readonly check: Check;
    readonly reach: Extract<Reach, { type: 'covered' }>;
  },
): readonly CheckedPlace[] {
  const { place, places, reach } = given;
  const { check } = refitted(place.type, given.check);
  if (!check) return [];
  const missing = whenMissing(check, { place, outline, places });
  // Where it may be missing, a demand that it be set demands nothing.
  if (check.type === 'exists' && missing === 'allow') return [];
  return [{ kind: outline.kind, place, check, when: reach.when, whenMissing: missing }];
}

/** Rules that differ in their kind only are one. */
function rulesOf(
  checked: readonly CheckedPlace[],
  { sentence, policyName }: Expanding,
): { readonly rules: readonly Rule[]; readonly idOf: (one: CheckedPlace) => string } {
  const groups = Map.groupBy(checked, keyOf);
  const name = shortName(policyName ?? sentence);
  const rules = [...groups.values()].flatMap((own, index) => {
    const [first] = own;
    if (!first) return [];
    const { place, check, when, whenMissing: missing } = first;
    const kinds = own.map(({ kind }) => kind).toSorted(byGroupAndKind);
    const message = `${place.path} ${checkWords(check)}, by the policy “${name}”.`;
    const id = `r${index + 1}`;
    return [{ id, kinds, when: [...when], path: place.path, check, whenMissing: missing, message }];
  });
  const ids = new Map([...groups.keys()].map((key, index) => [key, `r${index + 1}`]));
  return { rules, idOf: (one) => ids.get(keyOf(one)) ?? '' };
}

function keyOf({ place: { path }, check, when, whenMissing: missing }: CheckedPlace): string {
  return canonicalJson(toJson({ path, check, when, missing }));
}

function rowOf(
  { kind, reach, paths, checked }: SpreadKind,
  idOf: (one: CheckedPlace) => string,
): CoverageRow {
  const row = { kind: kind.outline.kind };
  if (reach.type === 'left-out') {
    return { ...row, paths: [...paths], ruleIds: [], leftOut: reach.because, note: reach.note };
  }
  const words = checked.map(({ place, check }) => `${place.path} ${checkWords(check)}`);
  const where = reach.when.map(({ path, check }) => ` where ${path} is ${onlyValues(check)}`);
  return {
    ...row,
    paths: checked.map(({ place }) => place.path),
    ruleIds: [...new Set(checked.map(idOf))],
    note: `${words.join('; ')}${where.join('')}${isScalable(checked) ? UNSCALED : ''}`,
  };
}

/** A request to `…/scale` holds the number and not the object: no policy on the object sees it. */
const UNSCALED = '; not checked when it is scaled';

function isScalable(checked: readonly CheckedPlace[]): boolean {
  return checked.some(({ place }) => place.path === 'spec.replicas');
}

function onlyValues(check: Check): string {
  return checkWords(check).replace(/^must be /u, '');
}

/** What is covered first, then by the reason. */
function sorted(rows: readonly CoverageRow[]): CoverageRow[] {
  return rows.toSorted(
    (one, other) =>
      (one.leftOut ?? '').localeCompare(other.leftOut ?? '', 'en') ||
      byGroupAndKind(one.kind, other.kind),
  );
}

function byGroupAndKind(one: ResourceKind, other: ResourceKind): number {
  return one.group.localeCompare(other.group, 'en') || one.kind.localeCompare(other.kind, 'en');
}

function shortName(name: string): string {
  const folded = name.replaceAll(/\s+/gu, ' ').trim().replace(/\.$/u, '');
  const characters = Array.from(folded);
  return characters.length <= NAME_MAX ? folded : `${characters.slice(0, NAME_MAX - 1).join('')}…`;
}
