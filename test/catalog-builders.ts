import type { Capability } from '../src/domain/capability.ts';
import type { ResourceKind } from '../src/domain/kind.ts';
import { profile } from '../src/domain/knowledge/profile.ts';
import type { CatalogKind } from '../src/domain/policy/candidates.ts';
import type { OutlineField } from '../src/domain/policy/outline.ts';
import { aServedKind } from './fakes/cluster.ts';

/** A field of the catalog: a plain text where nothing else is said. */
export function anOutlineField(path: string, over: Partial<OutlineField> = {}): OutlineField {
  return { path, type: 'string', ...over };
}

/** A kind of the catalog as a scan by code alone makes it. */
export function aCatalogKind(
  kind: Pick<ResourceKind, 'group' | 'kind'> & Partial<ResourceKind>,
  fields: readonly (string | OutlineField)[] = [],
  over: Partial<Capability> = {},
): CatalogKind {
  const served = aServedKind(kind);
  const rows = fields.map((field) => (typeof field === 'string' ? anOutlineField(field) : field));
  const source = {
    kind: served.kind,
    schemaHash: 'hash',
    description: '',
    fields: rows.map((row) => ({ required: false, description: '', ...row })),
  };
  const made = profile(source, served, {
    clusterId: 'fake-cluster',
    scannedAt: '2026-11-02T09:00:00.000Z',
  });
  return {
    outline: { kind: served.kind, schemaHash: 'hash', fields: rows },
    capability: { ...made, ...over },
  };
}
