import type { Capability } from '../src/domain/capability.ts';
import { capabilityId, type ResourceKind } from '../src/domain/kind.ts';
import { aKind } from './tables.ts';

/** One native kind of no cloud; name only what the test is about. */
export function aCapability(
  kind: Partial<ResourceKind> = {},
  over: Partial<Capability> = {},
): Capability {
  const whole = aKind({ plural: `${(kind.kind ?? 'Database').toLowerCase()}s`, ...kind });
  const clusterId = over.clusterId ?? 'fake-cluster';
  return {
    id: capabilityId(clusterId, whole),
    clusterId,
    kind: whole,
    servedVersions: [whole.version],
    tags: [],
    providers: [],
    abstraction: 'managed',
    role: 'primary',
    complexity: 'low',
    description: '',
    useCase: `Use it for a ${whole.kind}.`,
    confidence: 0.9,
    settableFields: [],
    schemaHash: `hash-${whole.kind}`,
    source: 'profile',
    scannedAt: '2026-11-02T09:00:00.000Z',
    ...over,
  };
}
