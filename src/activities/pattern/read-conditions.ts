import type { PatternDependencies } from './dependencies.ts';
import { capabilityId, type ResourceKind } from '../../domain/kind.ts';
import type { Capability } from '../../domain/capability.ts';
import { readConditions } from '../../domain/pattern/conditions.ts';
import type { PatternConditions } from '../../domain/pattern/pattern.ts';

type Capabilities = Pick<PatternDependencies, 'capabilities'>;

interface Written {
  readonly clusterId: string;
  readonly name: string;
  readonly rationale: string;
  readonly triggers: readonly string[];
  readonly resources: readonly ResourceKind[];
}

/** When a pattern applies, as its words say and its resources allow. */
export async function conditionsOf(
  dependencies: Capabilities,
  { clusterId, resources, ...texts }: Written,
): Promise<PatternConditions> {
  const known = await capabilitiesOf(dependencies, { clusterId, resources });
  const conditioned = known.map(({ kind, capability }) => ({
    kind,
    providers: capability?.providers ?? [],
  }));
  return readConditions(texts, conditioned);
}

/** What is known of each resource; undefined where it was not scanned yet. */
export function capabilitiesOf(
  { capabilities }: Capabilities,
  { clusterId, resources }: Pick<Written, 'clusterId' | 'resources'>,
): Promise<
  readonly { readonly kind: ResourceKind; readonly capability: Capability | undefined }[]
> {
  return Promise.all(
    resources.map(async (kind) => {
      const capability = await capabilities.get(capabilityId(clusterId, kind));
      return { kind, capability };
    }),
  );
}
