import { z } from 'zod';
import { profile } from '../../src/domain/knowledge/profile.ts';
import { isSameKind } from '../../src/domain/kind.ts';
import type { CatalogKind } from '../../src/domain/policy/candidates.ts';
import { OutlineField } from '../../src/domain/policy/outline.ts';
import type { Cluster } from '../../src/ports/cluster.ts';

const Fields = z.array(OutlineField);

/** Every kind of a cluster as a scan would know it: its paths, and its profile by code. */
export async function catalogOf(
  cluster: Pick<Cluster, 'schemaDocuments' | 'profileSources' | 'discover'>,
): Promise<readonly CatalogKind[]> {
  const { kinds: served } = await cluster.discover();
  const context = { clusterId: 'c1', scannedAt: '2026-11-01T00:00:00.000Z' };
  const found: CatalogKind[] = [];
  for (const document of await cluster.schemaDocuments()) {
    for (const source of await cluster.profileSources(document)) {
      const facts = served.find(({ kind }) => isSameKind(kind, source.kind));
      if (!facts || facts.kind.version !== source.kind.version) continue;
      const { kind } = facts;
      found.push({
        outline: {
          kind,
          schemaHash: source.schemaHash,
          fields: Fields.parse(JSON.parse(source.outline)),
        },
        capability: profile({ ...source, kind }, facts, context),
      });
    }
  }
  return found;
}
