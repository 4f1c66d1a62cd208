import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { Capability } from '../../domain/capability.ts';
import { Failure } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { apiVersionOf, capabilityId } from '../../domain/kind.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import type { CatalogKind } from '../../domain/policy/candidates.ts';
import type { KindOutline } from '../../domain/policy/outline.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { ScannedDocument, ScanStore } from '../../ports/scan-store.ts';
import { createOutlineReader, type OutlineReader } from './field-catalog-outlines.ts';

const PAGE = 500;

/** Every path of every kind that a cluster serves, as it was scanned. */
export interface FieldCatalog {
  /**
   * Throws `Failure('unavailable')` where the cluster was never scanned, or a part of what is known cannot
   * be read: a part of the kinds is never passed off as all of them.
   */
  kinds(
    signal: AbortSignal,
  ): Promise<{ readonly clusterId: string; readonly kinds: readonly CatalogKind[] }>;
}

export interface FieldCatalogPorts {
  readonly cluster: Pick<Cluster, 'identity' | 'schemaDocuments' | 'profileSources'>;
  readonly scans: Pick<ScanStore, 'documents'>;
  readonly artifacts: ArtifactStore;
  readonly knowledge: Pick<KnowledgeIndex, 'list' | 'get'>;
}

const NOT_SCANNED =
  'I do not know what this cluster offers yet, so I cannot tell which fields a policy would reach. Scan it first: `/dotai capabilities scan all`.';

/** Nothing is kept between two calls. The thread is given back after each document. */
export function createFieldCatalog(ports: FieldCatalogPorts): FieldCatalog {
  return {
    async kinds(signal) {
      const { id: clusterId } = await ports.cluster.identity();
      const documents = await ports.scans.documents(clusterId);
      const capabilities = await knownCapabilities(ports, clusterId, signal);
      if (documents.length === 0 && capabilities.size === 0) {
        throw new Failure('unavailable', NOT_SCANNED);
      }
      const reader = createOutlineReader(ports);
      const kinds: CatalogKind[] = [];
      for (const document of [...documents, ...unnoted(documents, capabilities, clusterId)]) {
        await setImmediate();
        signal.throwIfAborted();
        kinds.push(...(await kindsOf(document, { ports, reader, capabilities })));
      }
      return { clusterId, kinds: [...kinds, ...withoutSchema(kinds, capabilities)] };
    },
  };
}

/** By id, without those that are gone. */
async function knownCapabilities(
  { knowledge }: FieldCatalogPorts,
  clusterId: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Capability>> {
  const known = new Map<string, Capability>();
  for (let offset = 0; ; offset += PAGE) {
    await setImmediate();
    signal.throwIfAborted();
    const { payloads } = await knowledge.list(CAPABILITIES, { offset, limit: PAGE, clusterId });
    for (const capability of payloads.flatMap((payload) => capabilityIn(payload))) {
      known.set(capability.id, capability);
    }
    if (payloads.length < PAGE) return known;
  }
}

function capabilityIn(payload: JsonObject | undefined): readonly Capability[] {
  const capability = Capability.safeParse(payload);
  return capability.success ? [capability.data] : [];
}

/**
 * Documents of known kinds that are not noted as read: a kind of theirs was forgotten since, or a scan
 * reads them just now.
 */
function unnoted(
  documents: readonly ScannedDocument[],
  capabilities: ReadonlyMap<string, Capability>,
  clusterId: string,
): readonly ScannedDocument[] {
  const noted = new Set(documents.map(({ name }) => name));
  const names = new Set([...capabilities.values()].map(({ kind }) => apiVersionOf(kind)));
  return [...names]
    .filter((name) => !noted.has(name))
    .map((name) => ({ clusterId, name, fingerprint: '' }));
}

async function kindsOf(
  document: ScannedDocument,
  given: {
    readonly ports: FieldCatalogPorts;
    readonly reader: OutlineReader;
    readonly capabilities: ReadonlyMap<string, Capability>;
  },
): Promise<readonly CatalogKind[]> {
  const { capabilities, reader, ports } = given;
  const { clusterId } = document;
  const outlines = await reader.outlinesOf(document);
  const found = outlines.map((outline) => ({
    outline,
    capability: capabilities.get(capabilityId(clusterId, outline.kind)),
  }));
  const isThere = await Promise.all(
    found.map(async ({ outline, capability }) => {
      // An index that knows nothing was lost, and says nothing of what is gone.
      if (capability !== undefined || capabilities.size === 0) return true;
      return !(await isGone(ports, clusterId, outline));
    }),
  );
  return found.filter((_, index) => isThere[index] === true);
}

const Marked = z.object({ goneAt: z.string() });

async function isGone(
  { knowledge }: FieldCatalogPorts,
  clusterId: string,
  { kind }: KindOutline,
): Promise<boolean> {
  const stored = await knowledge.get(CAPABILITIES, capabilityId(clusterId, kind));
  return Marked.safeParse(stored).success;
}

/** Kinds whose schema the cluster does not publish have metadata all the same. */
function withoutSchema(
  kinds: readonly CatalogKind[],
  capabilities: ReadonlyMap<string, Capability>,
): readonly CatalogKind[] {
  const found = new Set(kinds.map(({ capability }) => capability?.id));
  return [...capabilities.values()]
    .filter(({ id }) => !found.has(id))
    .map((capability) => {
      const { kind, schemaHash } = capability;
      return { outline: { kind, schemaHash, fields: [] }, capability };
    });
}
