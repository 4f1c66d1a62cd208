import type { FieldRow, FieldTable } from '../domain/field-table.ts';
import type { ResourceKind } from '../domain/kind.ts';
import type { KubernetesObject, ObjectReference } from '../domain/manifest.ts';

export interface ClusterIdentity {
  /** Stable for the cluster's life: the UID of its `kube-system` namespace. */
  readonly id: string;
  /** What people call it: the kubeconfig's context or cluster name. */
  readonly name: string;
  readonly version: string;
}

/** One kind as discovery lists it: once, whatever versions and lists it appears in. */
export interface ServedKind {
  readonly kind: ResourceKind;
  /** Preferred first. */
  readonly servedVersions: readonly string[];
  readonly verbs: readonly string[];
  readonly categories: readonly string[];
  readonly shortNames: readonly string[];
  readonly singular: string;
}

/** What the server lists. */
export interface Discovery {
  readonly kinds: readonly ServedKind[];
  /**
   * Versions of groups whose own API server does not answer: what they serve is not known just now, so
   * a kind of theirs that is not listed is not gone.
   */
  readonly away: readonly Pick<SchemaDocument, 'group' | 'version'>[];
}

/** What profiling needs of a schema, small enough to hold thousands of. */
export interface KindProfileSource {
  readonly kind: ResourceKind;
  readonly schemaHash: string;
  /** The schema's description of the kind. */
  readonly description: string;
  /** Rows of the telling fields: at most three levels deep and 120 rows, parents before children. */
  readonly fields: readonly FieldRow[];
  /** Every path that a person may set, without what only people read: JSON of `OutlineField[]`. */
  readonly outline: string;
}

/** One schema document (`apis/apps/v1`) and the server's hash of it: equal hash, equal content. */
export interface SchemaDocument {
  readonly group: string;
  readonly version: string;
  readonly hash: string;
}

/** What the server would not accept, in its own words and with the path where it named one. */
export interface Refusal {
  readonly type: 'refused';
  /**
   * `schema`: types, unknown fields, enum, required. `policy`: an admission rule. `conflict`: another
   * field manager owns a field. `forbidden`: this identity may not. `not-found`: the kind or namespace
   * is gone.
   */
  readonly because: 'schema' | 'policy' | 'conflict' | 'forbidden' | 'not-found';
  readonly problems: readonly { readonly path?: string; readonly message: string }[];
}

export type WriteOutcome =
  | {
      readonly type: 'accepted';
      /** The object as the server has it, defaults filled in. */
      readonly object: KubernetesObject;
      /** `Warning` headers, in order. */
      readonly warnings: readonly string[];
    }
  | Refusal;

/**
 * A Kubernetes API server. Every method throws `Failure('unavailable')` while the server is down,
 * slow or failing, and `Failure('forbidden')` when it does not accept the bot's own credentials.
 */
export interface Cluster {
  identity(): Promise<ClusterIdentity>;
  discover(): Promise<Discovery>;
  /** Those of `discover`, where it does not matter whether a group is away. */
  kinds(): Promise<readonly ServedKind[]>;
  schemaDocuments(): Promise<readonly SchemaDocument[]>;
  /** The kinds of one document. Parsed off the main thread and not kept. */
  profileSources(document: SchemaDocument): Promise<readonly KindProfileSource[]>;
  /** Every path of a kind. Read when first asked for, then cached by the document's hash. */
  fieldTable(kind: ResourceKind): Promise<FieldTable>;
  /** Names in alphabetical order. Empty where the bot may not list them. */
  namespaces(): Promise<readonly string[]>;
  /**
   * Calls back whenever a custom kind was defined, its definition changed or it is gone, until the
   * signal is aborted: not for those that there are at first, and once for what happened while the
   * connection was lost. Kinds that came a moment ago may not be served yet. Reconnects by itself;
   * resolves at once, and logs it, where the bot may not list definitions.
   */
  watchKinds(onChange: () => void, signal: AbortSignal): Promise<void>;
  /** At most `limit` objects. Empty when the kind is not served or may not be listed. */
  list(kind: { group: string; kind: string }, limit: number): Promise<readonly KubernetesObject[]>;
  read(object: ObjectReference): Promise<KubernetesObject | undefined>;
  /** Whether the bot may `patch` and `create` that object: undefined when it may, else the reason. */
  accessProblem(object: ObjectReference): Promise<string | undefined>;
  /** Server-side apply as a dry run, field manager `dotai`, strict field validation, not forced. */
  dryRun(object: KubernetesObject, kind: ResourceKind): Promise<WriteOutcome>;
  /** Server-side apply, field manager `dotai`, strict field validation, not forced. */
  apply(object: KubernetesObject, kind: ResourceKind): Promise<WriteOutcome>;
  /** Deletes it if it still has that UID; true when it is gone or going. */
  remove(object: ObjectReference, uid: string): Promise<boolean>;
  /**
   * Calls back with each object as it is and as it changes (`undefined` once deleted), until the
   * signal is aborted. Reconnects by itself; throws only what would never mend.
   */
  watch(
    object: ObjectReference,
    onChange: (object: KubernetesObject | undefined) => void,
    signal: AbortSignal,
  ): Promise<void>;
}
