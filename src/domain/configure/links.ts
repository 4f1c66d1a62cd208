import type { Json } from '../json.ts';
import { apiVersionOf } from '../kind.ts';
import type { Binding, Link, Solution } from '../solution.ts';
import { coreParts, isCurated } from './core-parts.ts';
import { isWithin } from './field-path.ts';
import { mirrorsOf } from './mirrors.ts';
import {
  joined,
  knownParts,
  NO_PARTS,
  type Parts,
  type ResourceView,
  type Tables,
  viewsOf,
} from './parts.ts';
import {
  isCoreGroup,
  pathDepth,
  type Reference,
  referencesOf,
  referenceStrength,
} from './references.ts';

/** Values that one object of the solution takes from another, so that nobody is asked twice. */
export function findLinks(solution: Pick<Solution, 'resources'>, tables: Tables): readonly Link[] {
  return structuralParts(viewsOf(solution, tables)).links;
}

/**
 * What follows from the objects alone: core kinds by what is known of them, others by references
 * between the solution's own objects. The first link to a place counts.
 */
export function structuralParts(views: readonly ResourceView[]): Parts {
  const core = knownParts(coreParts(views), views);
  const taken = new Set(core.links.map(({ to }) => keyOf(to)));
  const references = knownParts(joined(views.map((view) => referenceParts(view, views))), views);
  const links = references.links.filter(({ to }) => !taken.has(keyOf(to)));
  return joined([core, { ...references, links }]);
}

export function keyOf({ alias, path }: { alias: string; path: string }): string {
  return `${alias}:${path}`;
}

/** For each other object the one field that most surely refers to it. */
function referenceParts(view: ResourceView, views: readonly ResourceView[]): Parts {
  const others = views.filter(({ resource }) => resource.alias !== view.resource.alias);
  const isDescribed = isCurated(view) && isCoreGroup(view.resource.kind.group);
  if (others.length === 0 || isDescribed) return NO_PARTS;
  const mirrors = mirrorsOf(view.index);
  const references = referencesOf(view.index).filter(
    ({ row }) => !mirrors.some((mirror) => isWithin(row.path, mirror)) && !isDeprecated(row),
  );
  return joined(others.map((other) => partsFor({ view, references, other })));
}

function partsFor(pair: {
  view: ResourceView;
  references: readonly Reference[];
  other: ResourceView;
}): Parts {
  const { view, references, other } = pair;
  const [from, to] = [view.resource, other.resource];
  if (!from.kind.namespaced && to.kind.namespaced) return NO_PARTS;
  const best = references
    .map((reference) => ({ reference, strength: referenceStrength(reference, from.kind, to.kind) }))
    .filter(({ strength }) => strength > 0)
    .toSorted(
      (one, two) =>
        Number(two.reference.row.required) - Number(one.reference.row.required) ||
        two.strength - one.strength ||
        pathDepth(one.reference.path) - pathDepth(two.reference.path),
    )[0];
  return best ? linkTo(view, best.reference, other) : NO_PARTS;
}

function linkTo(view: ResourceView, reference: Reference, other: ResourceView): Parts {
  const { alias } = view.resource;
  const reason = `the ${view.resource.kind.kind} refers to the ${other.resource.kind.kind}`;
  const from = other.resource.alias;
  const link = (source: string, target: string): Link => ({
    from: { alias: from, path: source },
    to: { alias, path: target },
    reason,
  });
  const links = [link('metadata.name', reference.path)];
  const { holder } = reference;
  if (holder === undefined) return { ...NO_PARTS, links };
  if (view.index.row(`${holder}.namespace`)?.required && other.resource.kind.namespaced) {
    links.push(link('metadata.namespace', `${holder}.namespace`));
  }
  const port = view.index.row(`${holder}.port`);
  if (port && other.index.row('spec.ports[*].port')) {
    links.push(link('spec.ports[0].port', `${holder}.port`));
  }
  return { bindings: identityOf(view, holder, other), links, asks: [] };
}

/** Kind and group beside the name: written where the schema asks for them or assumes another. */
function identityOf(view: ResourceView, holder: string, other: ResourceView): readonly Binding[] {
  const { kind } = other.resource;
  const values: readonly (readonly [string, Json])[] = [
    ['kind', kind.kind],
    ['apiVersion', apiVersionOf(kind)],
    ['group', kind.group],
    ['apiGroup', kind.group],
  ];
  return values.flatMap(([name, value]) => {
    const path = `${holder}.${name}`;
    const row = view.index.row(path);
    if (
      !row ||
      row.default === value ||
      (name !== 'kind' && !row.required && row.default === undefined)
    ) {
      return [];
    }
    const reason = `it refers to a ${kind.kind}`;
    return [{ address: { alias: view.resource.alias, path }, value, reason }];
  });
}

export function isDeprecated({ description }: { description: string }): boolean {
  return /^\W*(?:deprecated|obsolete)\b|\b(?:is|has been|now) deprecated\b/iu.test(description);
}
