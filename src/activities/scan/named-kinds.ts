import { resourceNameOf } from '../../domain/kind.ts';
import { nearestOf } from '../../domain/nearest.ts';
import type { ServedKind } from '../../ports/cluster.ts';
import type { UnknownName } from '../../workflows/scan/state.ts';

/**
 * Ways to name a kind, the surest first: `instances.rds.aws.example.org`, the beginning of that, the
 * kind, its plural, singular or a short name, and the group or its beginning (`rds`).
 */
const WAYS: readonly ((served: ServedKind, name: string) => boolean)[] = [
  ({ kind }, name) => [resourceNameOf(kind), `${kind.kind}.${kind.group}`].some(is(name)),
  ({ kind }, name) => name.includes('.') && resourceNameOf(kind).startsWith(name),
  ({ kind, singular, shortNames }, name) =>
    [kind.kind, kind.plural, singular, ...shortNames].some(is(name)),
  ({ kind: { group } }, name) => group === name || group.startsWith(`${name}.`),
];

/** The kinds that are meant, each once: of several of one name all. */
export function kindsNamed(
  names: readonly string[],
  kinds: readonly ServedKind[],
): { readonly kinds: readonly ServedKind[]; readonly unknown: readonly UnknownName[] } {
  const found = new Set<ServedKind>();
  const unknown: UnknownName[] = [];
  for (const said of names) {
    const name = said
      .trim()
      .toLowerCase()
      .replace(/[.…*]+$/u, '');
    const way = WAYS.find((fits) => name !== '' && kinds.some((served) => fits(served, name)));
    if (way) for (const served of kinds) if (way(served, name)) found.add(served);
    if (!way) unknown.push(unknownName(said, name, kinds));
  }
  return { kinds: kinds.filter((served) => found.has(served)), unknown };
}

function unknownName(said: string, name: string, kinds: readonly ServedKind[]): UnknownName {
  const candidates = kinds.flatMap(({ kind, singular }) => [
    singular,
    kind.plural,
    resourceNameOf(kind),
    kind.group.split('.')[0] ?? '',
  ]);
  const nearest = nearestOf(
    name,
    [...new Set(candidates)].filter((candidate) => candidate !== ''),
  );
  return { name: said, ...(nearest === undefined ? {} : { nearest }) };
}

function is(name: string): (candidate: string) => boolean {
  return (candidate) => candidate.toLowerCase() === name;
}
