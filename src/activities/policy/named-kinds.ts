import { resourceNameOf } from '../../domain/kind.ts';
import { nearestOf } from '../../domain/nearest.ts';
import type { Coverage } from '../../domain/policy/coverage.ts';
import { kindKey } from '../../domain/policy/expand-reach.ts';

/** Longest name that a note repeats, in characters, and most kinds that one may mean. */
const NAME_MAX = 100;
const MEANT_MAX = 4;

/** What people typed as kinds to be left out, and what of it could not be taken. */
interface NamedKinds {
  /** As `kind.group`, each once. */
  readonly leftOut: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Typed names as the kinds that they mean among those that would be covered: `Instance`,
 * `Instance.rds.aws.example.org`, `instances.rds.aws.example.org`. Those of `kept` stand, whether or not the
 * cluster serves them now.
 */
export function namedKinds(
  typed: readonly string[],
  { rows }: Coverage,
  kept: readonly string[] = [],
): NamedKinds {
  const kinds = rows.flatMap(({ kind, leftOut }) =>
    leftOut === undefined || leftOut === 'chosen' ? [kind] : [],
  );
  const byName = Map.groupBy(
    kinds.flatMap((kind) => {
      const names = [kindKey(kind), resourceNameOf(kind), kind.kind, kind.plural];
      return [...new Set(names.map((name) => name.toLowerCase()))].map((name) => ({ name, kind }));
    }),
    ({ name }) => name,
  );
  const keys = new Set(kinds.map((kind) => kindKey(kind)));
  const leftOut = new Set<string>();
  const notes: string[] = [];
  for (const name of typed) {
    const own = byName.get(name.toLowerCase()) ?? [];
    const meant =
      keys.has(name) || kept.includes(name) ? [name] : own.map(({ kind }) => kindKey(kind));
    const [only] = meant;
    if (only !== undefined && meant.length === 1) leftOut.add(only);
    else notes.push(noteOf(name, meant, [...keys]));
  }
  return { leftOut: [...leftOut], notes };
}

function noteOf(name: string, meant: readonly string[], keys: readonly string[]): string {
  const said = name.slice(0, NAME_MAX);
  if (meant.length > 1) {
    const more = meant.length > MEANT_MAX ? ' …' : '';
    return `Nothing was left out as “${said}”: it may be ${meant.slice(0, MEANT_MAX).join(', ')}${more}. Name it with its group.`;
  }
  const near = nearestOf(said, keys);
  const hint = near === undefined ? 'The coverage file names them all.' : `Did you mean ${near}?`;
  return `Nothing was left out as “${said}”: it covers no such kind. ${hint}`;
}
