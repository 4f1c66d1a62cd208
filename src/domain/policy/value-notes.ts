import { leafName } from '../configure/field-path.ts';
import { providerName } from '../knowledge/providers.ts';
import { allRegionsOf, cloudsWithRegion, isRegionOf, nearestRegion } from '../knowledge/regions.ts';
import type { CatalogKind } from './candidates.ts';
import type { CheckedPlace } from './expand-paths.ts';
import { providersOf } from './provider-condition.ts';
import type { RuleDraft } from './rule-draft.ts';
import type { Check } from './rule.ts';
import { lackingIn, textsOf } from './values.ts';

/** Most choices of a field that a note names. */
const CHOICES_NAMED = 8;

const LOCATION = /^(?:region|location|zone|availabilityZone)s?$/iu;

interface Spread {
  readonly kind: CatalogKind;
  readonly checked: readonly CheckedPlace[];
}

/**
 * What looks wrong with the values that a policy names. Nothing is mended: its author may know better, or
 * may want to write it anew.
 */
export function valueNotes(draft: RuleDraft, spread: readonly Spread[]): readonly string[] {
  const notes = [
    ...new Set([
      ...regionNotes(draft, spread),
      ...cloudNotes(draft, spread),
      ...choiceNotes(spread),
    ]),
  ];
  return notes;
}

/** Regions that a cloud which the policy names does not have. */
function regionNotes(
  { providers, checks }: RuleDraft,
  spread: readonly Spread[],
): readonly string[] {
  const named =
    providers.length > 0
      ? providers
      : [...new Set(spread.filter(isChecked).flatMap(({ kind }) => soleProvider(kind)))];
  const known = named.filter((provider) => allRegionsOf(provider).length > 0);
  const values = new Set(checks.filter(isOfPlaces).flatMap(({ check }) => valuesOf(check)));
  return [...values].flatMap((value) => {
    if (known.length === 0 || known.some((provider) => isRegionOf(provider, value))) return [];
    return [regionNote(value, known)];
  });
}

function regionNote(value: string, known: readonly string[]): string {
  const names = known.map((provider) => providerName(provider)).join(' or ');
  const near = known.flatMap((provider) => nearestRegion(provider, value) ?? []);
  const instead = near.length > 0 ? ` Near to it is ${near.join(', ')}.` : '';
  const others = cloudsWithRegion(value).map((provider) => providerName(provider));
  return others.length > 0
    ? `“${value}” is a region of ${others.join(' and ')}, not of ${names}.${instead}`
    : `“${value}” is no region of ${names} that is known here.${instead}`;
}

/** A region of one cloud that is demanded of another cloud's kinds, as no cloud is named. */
function cloudNotes(
  { providers, checks }: RuleDraft,
  spread: readonly Spread[],
): readonly string[] {
  if (providers.length > 0) return [];
  const values = checks
    .filter(isOfPlaces)
    .flatMap(({ check }) => (check.type === 'oneOf' ? valuesOf(check) : []));
  const clouds = [...new Set(values.flatMap((value) => cloudsWithRegion(value)))];
  if (clouds.length === 0) return [];
  const foreign = spread
    .filter(isChecked)
    .filter(({ kind }) => soleProvider(kind).some((provider) => !clouds.includes(provider)));
  if (foreign.length === 0) return [];
  const names = [...new Set(foreign.flatMap(({ kind }) => soleProvider(kind)))].map((provider) =>
    providerName(provider),
  );
  const which = clouds.map((provider) => providerName(provider)).join(' and ');
  return [
    `${values.join(', ')} is of ${which}, and no cloud is named: ${foreign.length} ${foreign.length === 1 ? 'kind' : 'kinds'} of ${names.join(', ')} could be used no more.`,
  ];
}

/** Values that the choices of a field do not have. */
function choiceNotes(spread: readonly Spread[]): readonly string[] {
  return spread.flatMap(({ kind, checked }) =>
    firstOfEachName(checked).flatMap(({ place, check }) =>
      lackingIn(place.enum ?? [], check).map(({ value, nearest }) => {
        const choices = (place.enum ?? []).slice(0, CHOICES_NAMED).map(String).join(', ');
        const more = (place.enum ?? []).length > CHOICES_NAMED ? ' and others' : '';
        const near = nearest === undefined ? '' : ` The nearest is ${nearest}.`;
        return `${place.path} of ${kind.outline.kind.kind} does not take “${value}”, only ${choices}${more}.${near}`;
      }),
    ),
  );
}

/** `spec.initProvider.x` says the same as `spec.forProvider.x`: once is enough. */
function firstOfEachName(checked: readonly CheckedPlace[]): readonly CheckedPlace[] {
  return [...Map.groupBy(checked, ({ place }) => leafName(place.path)).values()].flatMap((own) =>
    own.slice(0, 1),
  );
}

function isOfPlaces({ paths }: RuleDraft['checks'][number]): boolean {
  return paths.some((path) => LOCATION.test(leafName(path)));
}

function valuesOf(check: Check): readonly string[] {
  return check.type === 'oneOf' || check.type === 'noneOf' ? textsOf(check) : [];
}

function isChecked({ checked }: Spread): boolean {
  return checked.length > 0;
}

/** The cloud of a kind that runs nowhere else. */
function soleProvider(kind: CatalogKind): readonly string[] {
  const own = providersOf(kind);
  return own.length === 1 ? own : [];
}
