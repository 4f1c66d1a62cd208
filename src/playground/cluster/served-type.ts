import type { Schema } from './schema.ts';

/** The verbs that a stored resource answers, in the order of the server's own lists. */
export const STORED_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

/** One resource type in one version, as discovery shows it and as writes are checked against it. */
export interface ServedType {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly listKind: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** `status`, `scale`. */
  readonly subresources: readonly string[];
  /** Of a CustomResourceDefinition, or served by the API server itself. */
  readonly isCustom: boolean;
  /** The definition's annotations; none for core types. */
  readonly annotations: Readonly<Record<string, string>>;
  schema(): Schema;
}

/** `v1` for the core group, else `group/version`. */
export function apiVersionOf({ group, version }: Pick<ServedType, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Names the resource type whatever its version: the key of its store. */
export function storageKeyOf({ group, plural }: Pick<ServedType, 'group' | 'plural'>): string {
  return `${group}/${plural}`;
}
