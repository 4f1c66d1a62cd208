import { apiVersionOf, type ResourceKind } from '../kind.ts';
import type { Coverage, CoverageRow } from './coverage.ts';
import type { Policy } from './policy.ts';

type Covering = Pick<Policy, 'rules' | 'expressions'>;

/**
 * Rows that a policy should cover and does not as it was stored: their kind has come since, is served in
 * another version now, or has the field in a place that no rule of it checks.
 */
export function newlyCovered(policy: Covering, { rows }: Coverage): readonly CoverageRow[] {
  const known = new Set([
    ...policy.rules.flatMap(({ kinds, path }) => kinds.map((kind) => placeOf(kind, path))),
    ...policy.expressions.flatMap(({ kinds }) => kinds.map((kind) => placeOf(kind, ''))),
  ]);
  return rows.filter(
    (row) => row.leftOut === undefined && placesOf(row).some((place) => !known.has(place)),
  );
}

/** Where a row is checked, each place with the version of its kind: the same for the same coverage. */
export function placesOf({ kind, paths }: CoverageRow): readonly string[] {
  return (paths.length === 0 ? [''] : paths).map((path) => placeOf(kind, path));
}

function placeOf(kind: ResourceKind, path: string): string {
  return `${apiVersionOf(kind)}/${kind.kind} ${path}`;
}
