import { apiVersionOf, type ResourceKind } from '../../domain/kind.ts';
import { digestOf } from '../../domain/json.ts';
import { PROFILE_VERSION } from '../../domain/knowledge/profile.ts';
import type {
  Cluster,
  ClusterIdentity,
  Discovery,
  SchemaDocument,
  ServedKind,
} from '../../ports/cluster.ts';
import type { ScanFailure, UnknownName } from '../../workflows/scan/state.ts';
import { kindsNamed } from './named-kinds.ts';

/** The kinds of one group that prefer one version: what one schema document describes. */
export interface PlannedDocument {
  /** `apps/v1`, `v1`. */
  readonly name: string;
  /** Undefined where the server lists kinds but publishes no schema of them. */
  readonly document: SchemaDocument | undefined;
  readonly kinds: readonly ServedKind[];
  /** Equal as long as the same profiles would come of it. */
  readonly fingerprint: string;
  /** False where only some of its kinds were asked for: reading them does not make it known. */
  readonly isWhole: boolean;
}

export interface ScanPlan {
  readonly cluster: ClusterIdentity;
  /** All that are served, also those that were not asked for. */
  readonly kinds: readonly ServedKind[];
  readonly documents: readonly PlannedDocument[];
  readonly unknownNames: readonly UnknownName[];
  /** Groups whose API server does not answer: what is known of their kinds stays. */
  readonly awayGroups: ReadonlySet<string>;
  readonly failures: readonly ScanFailure[];
}

/**
 * What there is to read. With names, only the kinds that these mean. Throws what the cluster throws.
 */
export async function planScan(
  ports: { readonly cluster: Cluster },
  names?: readonly string[],
): Promise<ScanPlan> {
  const [cluster, discovery, schemas] = await Promise.all([
    ports.cluster.identity(),
    ports.cluster.discover(),
    ports.cluster.schemaDocuments(),
  ]);
  const named = names && kindsNamed(names, discovery.kinds);
  const awayGroups = new Set(discovery.away.map(({ group }) => group));
  const documents = documentsOf(discovery, schemas)
    // A group that is away may be listed without its schema: that says nothing of its kinds.
    .filter(({ document, group }) => document !== undefined || !awayGroups.has(group))
    .map((planned) => ({ ...planned, isWhole: true }));
  return {
    cluster,
    kinds: discovery.kinds,
    documents: named ? documents.flatMap((one) => narrowed(one, new Set(named.kinds))) : documents,
    unknownNames: named?.unknown ?? [],
    awayGroups,
    // Whoever named what is served all the same need not hear of others.
    failures: named && named.unknown.length === 0 ? [] : discovery.away.map(awayFailure),
  };
}

/** The kinds that a plan looks at. */
export function plannedKinds({ documents }: ScanPlan): readonly ServedKind[] {
  return documents.flatMap(({ kinds }) => kinds);
}

function documentsOf({ kinds }: Discovery, schemas: readonly SchemaDocument[]) {
  const schemaByName = new Map(schemas.map((schema) => [apiVersionOf(schema), schema]));
  return [...Map.groupBy(kinds, ({ kind }) => apiVersionOf(kind))].map(([name, members]) => {
    const document = schemaByName.get(name);
    const group = members[0]?.kind.group ?? '';
    return { name, group, document, kinds: members, fingerprint: fingerprintOf(document, members) };
  });
}

function narrowed(planned: PlannedDocument, asked: ReadonlySet<ServedKind>): PlannedDocument[] {
  const kinds = planned.kinds.filter((served) => asked.has(served));
  if (kinds.length === 0) return [];
  return [{ ...planned, kinds, isWhole: kinds.length === planned.kinds.length }];
}

function awayFailure(version: Pick<SchemaDocument, 'group' | 'version'>): ScanFailure {
  return { document: apiVersionOf(version), reason: 'Its API server is not answering.' };
}

/** Discovery counts too: categories and versions change without any change of the schema. */
function fingerprintOf(
  document: SchemaDocument | undefined,
  members: readonly ServedKind[],
): string {
  const kinds = members.map(({ kind, servedVersions, verbs, categories, shortNames }) => ({
    kind: identityOf(kind),
    servedVersions,
    verbs,
    categories,
    shortNames,
  }));
  return digestOf({ profile: PROFILE_VERSION, hash: document?.hash ?? '', kinds });
}

function identityOf({ group, version, kind, plural, namespaced }: ResourceKind) {
  return { group, version, kind, plural, namespaced };
}
