import { z } from 'zod';
import { apiVersionOf, type ResourceKind } from '../../domain/kind.ts';
import { digestOf } from '../../domain/json.ts';
import { PROFILE_VERSION } from '../../domain/knowledge/profile.ts';
import type { Cluster, ClusterIdentity, SchemaDocument, ServedKind } from '../../ports/cluster.ts';
import type { IndexEntry, KnowledgeIndex } from '../../ports/knowledge-index.ts';

/** The collection that remembers which schema documents were read, and as what. */
export const SCAN_DOCUMENTS = 'scan-documents';

/** No cluster serves more versions of groups than this. */
const DOCUMENTS_MAX = 100_000;

/** The kinds of one group that prefer one version: what one schema document describes. */
export interface PlannedDocument {
  /** `apps/v1`, `v1`. */
  readonly name: string;
  /** Undefined where the server lists kinds but publishes no schema of them. */
  readonly document: SchemaDocument | undefined;
  readonly kinds: readonly ServedKind[];
  /** Equal as long as the same profiles would come of it. */
  readonly fingerprint: string;
  readonly isUnchanged: boolean;
}

export interface ScanPlan {
  readonly cluster: ClusterIdentity;
  readonly kinds: readonly ServedKind[];
  readonly documents: readonly PlannedDocument[];
}

/** A document that was read. */
const ScannedDocument = z.object({
  clusterId: z.string(),
  name: z.string(),
  fingerprint: z.string(),
});
export type ScannedDocument = z.infer<typeof ScannedDocument>;

/**
 * What there is to read, and what of it was read before: a restart or a second scan goes on from
 * there. Throws what the cluster and the index throw.
 */
export async function planScan(ports: {
  readonly cluster: Cluster;
  readonly knowledge: KnowledgeIndex;
}): Promise<ScanPlan> {
  const [cluster, kinds, schemas, scanned] = await Promise.all([
    ports.cluster.identity(),
    ports.cluster.kinds(),
    ports.cluster.schemaDocuments(),
    scannedDocuments(ports.knowledge),
  ]);
  const known = new Map(scanned.map((document) => [scannedId(document), document.fingerprint]));
  const schemaByName = new Map(schemas.map((schema) => [apiVersionOf(schema), schema]));
  const byVersion = Map.groupBy(kinds, ({ kind }) => apiVersionOf(kind));
  const documents = [...byVersion].map(([name, members]) => {
    const document = schemaByName.get(name);
    const fingerprint = fingerprintOf(document, members);
    const isUnchanged = known.get(scannedId({ clusterId: cluster.id, name })) === fingerprint;
    return { name, document, kinds: members, fingerprint, isUnchanged };
  });
  return { cluster, kinds, documents };
}

export async function scannedDocuments(
  knowledge: KnowledgeIndex,
): Promise<readonly ScannedDocument[]> {
  const { payloads } = await knowledge.list(SCAN_DOCUMENTS, { offset: 0, limit: DOCUMENTS_MAX });
  return payloads.flatMap((payload) => {
    const document = ScannedDocument.safeParse(payload);
    return document.success ? [document.data] : [];
  });
}

export function scannedId({
  clusterId,
  name,
}: Pick<ScannedDocument, 'clusterId' | 'name'>): string {
  return `${clusterId}/${name}`;
}

/** The row that says that a document was read. Nobody searches for it: its texts are empty. */
export function scannedEntry(document: ScannedDocument): IndexEntry {
  return {
    id: scannedId(document),
    text: { name: '', tags: '', description: '', fields: '' },
    facets: { providers: [], group: '' },
    payload: { ...document },
  };
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
