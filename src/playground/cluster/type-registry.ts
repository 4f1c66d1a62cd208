import { customTypes, compareVersions } from './custom-types.ts';
import type { CoreTypes } from './core-types.ts';
import type { ObjectStore } from './object-store.ts';
import type { ServedType } from './served-type.ts';

export const DEFINITIONS_KEY = 'apiextensions.k8s.io/customresourcedefinitions';

/** Every resource type that is served right now: core types and those of stored definitions. */
export interface TypeRegistry {
  find(group: string, version: string, plural: string): ServedType | undefined;
  /** By kind, in that version. */
  findKind(group: string, version: string, kind: string): ServedType | undefined;
  /** The type in the version that the server prefers. */
  preferred(group: string, plural: string): ServedType | undefined;
  /** Ordered by group; core types first. */
  all(): readonly ServedType[];
  /** Best version first, each with its types. */
  versionsOf(group: string): ReadonlyMap<string, readonly ServedType[]>;
  groups(): readonly string[];
  /** Grows whenever a definition came, changed or went. */
  revision(): number;
}

export function createTypeRegistry(core: CoreTypes, store: ObjectStore): TypeRegistry {
  let types: readonly ServedType[] | undefined;
  let index = new Map<string, ServedType>();
  let revision = 1;

  store.subscribe(({ stored }) => {
    if (stored.typeKey !== DEFINITIONS_KEY) return;
    types = undefined;
    revision += 1;
  });

  function all(): readonly ServedType[] {
    if (types) return types;
    const custom = store
      .list(DEFINITIONS_KEY)
      .flatMap(({ object }) => customTypes(object, core.components));
    types = [...core.types, ...custom];
    index = new Map(types.map((type) => [keyOf(type.group, type.version, type.plural), type]));
    return types;
  }

  return {
    all,
    revision: () => revision,
    find(group, version, plural) {
      all();
      return index.get(keyOf(group, version, plural));
    },
    findKind(group, version, kind) {
      return all().find(
        (type) => type.group === group && type.version === version && type.kind === kind,
      );
    },
    preferred(group, plural) {
      return all()
        .filter((type) => type.group === group && type.plural === plural)
        .sort((one, other) => compareVersions(one.version, other.version))[0];
    },
    groups: () => [...new Set(all().map(({ group }) => group))],
    versionsOf(group) {
      const own = all().filter((type) => type.group === group);
      const byVersion = Map.groupBy(own, ({ version }) => version);
      return new Map([...byVersion].sort(([one], [other]) => compareVersions(one, other)));
    },
  };
}

function keyOf(group: string, version: string, plural: string): string {
  return `${group}/${version}/${plural}`;
}
