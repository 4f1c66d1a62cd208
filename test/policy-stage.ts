import { createEnforcementLook } from '../src/activities/policy/enforcement-look.ts';
import type { Policy } from '../src/domain/policy/policy.ts';
import { createPolicyQueries, type PolicyQueryDependencies } from '../src/queries/policies.ts';
import { createFakeArtifactStore } from './fakes/artifact-store.ts';
import { createFakeCluster } from './fakes/cluster.ts';
import { createFakeKnowledgeIndex } from './fakes/knowledge-index.ts';
import { createFakePolicyBook } from './fakes/policy-book.ts';

/** What is read of policies, over these. Nobody is a curator unless `over` says so. */
export function aPolicyStage(
  policies: readonly Policy[] = [],
  over: Partial<PolicyQueryDependencies> = {},
) {
  const book = createFakePolicyBook(policies);
  const artifacts = createFakeArtifactStore();
  const cluster = createFakeCluster({ kinds: [] });
  const queries = createPolicyQueries({
    policies: book,
    look: createEnforcementLook({ cluster, policies: book }),
    artifacts,
    rights: async () => ({ mayScan: false }),
    source: { kind: 'none' },
    vectorOf: async () => undefined,
    knowledge: createFakeKnowledgeIndex(),
    findDeletion: async () => undefined,
    ...over,
  });
  return { book, artifacts, cluster, queries };
}
