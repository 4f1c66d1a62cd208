import type { Capability } from '../src/domain/capability.ts';
import type { ResourceKind } from '../src/domain/kind.ts';
import type { CatalogKind } from '../src/domain/policy/candidates.ts';
import type { OutlineField } from '../src/domain/policy/outline.ts';

/** `Kind.group` with these paths: plain texts unless said otherwise, of no cloud unless said otherwise. */
export function aCatalogKind(
  name: string,
  paths: readonly (string | OutlineField)[],
  over: { providers?: readonly string[]; namespaced?: boolean } = {},
): CatalogKind {
  const [kindName = '', ...group] = name.split('.');
  const kind: ResourceKind = {
    group: group.join('.'),
    version: 'v1',
    kind: kindName,
    plural: `${kindName.toLowerCase()}s`,
    namespaced: over.namespaced ?? true,
  };
  const fields = paths.map((path) =>
    typeof path === 'string' ? { path, type: 'string' as const } : path,
  );
  const capability: Capability = {
    id: name,
    clusterId: 'c1',
    kind,
    servedVersions: ['v1'],
    tags: [],
    providers: [...(over.providers ?? [])],
    abstraction: 'managed',
    role: 'primary',
    complexity: 'low',
    description: '',
    useCase: '',
    confidence: 1,
    settableFields: [],
    schemaHash: 'h',
    source: 'profile',
    scannedAt: '',
  };
  return { outline: { kind, schemaHash: 'h', fields }, capability };
}
