import { type Actor, actorKey } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import { Failure } from '../domain/failure.ts';
import { JsonText } from '../domain/json.ts';
import { Coverage } from '../domain/policy/coverage.ts';
import { POLICIES } from '../domain/policy/index-entry.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { IndexQuery } from '../ports/knowledge-index.ts';
import { policyCard } from './policy-card.ts';
import { coverageCard } from './policy-coverage-card.ts';
import { noPoliciesCard, POLICY_LISTING } from './policy-list-cards.ts';
import { POLICY_NAMING } from './policy-names.ts';
import type { EnforcementStanding } from './policy-words.ts';
import type { FoundItem } from './taught-list-cards.ts';
import {
  createTaughtQueries,
  type FindDeletion,
  type MeaningDependencies,
  type TaughtQueries,
} from './taught-queries.ts';

export interface PolicyQueries extends TaughtQueries<Policy> {
  /** `name`: an id, the beginning of one, or words of the policy. */
  show(name: string, viewer: Actor): Promise<Card>;
  coverage(request: { readonly name: string; readonly page: number }): Promise<Card>;
}

interface FoundPolicy extends Omit<FoundItem<Policy>, 'item'> {
  readonly policy: Policy;
}

export interface PolicyQueryDependencies extends MeaningDependencies {
  readonly policies: {
    all(): Promise<readonly Policy[]>;
    versions(id: string): Promise<readonly Policy[]>;
    search(
      text: string,
      limit: number,
      asked: { readonly vector: IndexQuery['vector'] },
    ): Promise<readonly FoundPolicy[]>;
  };
  readonly look: { stateOf(policy: Policy): Promise<EnforcementStanding> };
  readonly artifacts: Pick<ArtifactStore, 'get'>;
  /** `mayScan`: they are a curator. */
  readonly rights: (viewer: Actor) => Promise<{ readonly mayScan: boolean }>;
  readonly findDeletion: FindDeletion;
}

export function createPolicyQueries(dependencies: PolicyQueryDependencies): PolicyQueries {
  const { policies } = dependencies;
  const queries = createTaughtQueries({
    listing: POLICY_LISTING,
    naming: POLICY_NAMING,
    all: () => policies.all(),
    search: async (text, limit, asked) =>
      (await policies.search(text, limit, asked)).map(({ policy, ...found }) => ({
        ...found,
        item: policy,
      })),
    collection: POLICIES,
    meaning: dependencies,
    noneCard: noPoliciesCard,
    findDeletion: dependencies.findDeletion,
  });
  return {
    ...queries,
    async show(name, viewer) {
      const [policy, ...others] = await queries.named(name);
      return policy && others.length === 0
        ? show(dependencies, { policy, viewer })
        : queries.toChoose(name, 'show');
    },
    async coverage({ name, page }) {
      const [policy, ...others] = await queries.named(name);
      if (!policy || others.length > 0) return queries.toChoose(name, 'show');
      const coverage = await coverageOf(dependencies, policy);
      if (coverage) return coverageCard(policy, { rows: coverage.rows, asked: page });
      const message = 'That table is not kept any more. Editing the policy makes it again.';
      throw new Failure('invalid-input', message);
    },
  };
}

async function show(
  dependencies: PolicyQueryDependencies,
  { policy, viewer }: { readonly policy: Policy; readonly viewer: Actor },
): Promise<Card> {
  const { policies, look, rights } = dependencies;
  const [standing, coverage, versions, { mayScan: isCurator }] = await Promise.all([
    look.stateOf(policy),
    coverageOf(dependencies, policy),
    policies.versions(policy.id),
    rights(viewer),
  ]);
  const isOwnDraft = policy.status === 'draft' && policy.createdBy === actorKey(viewer);
  return policyCard({
    policy,
    standing,
    coverage,
    earlier: versions.filter(({ version }) => version < policy.version),
    mayEdit: isCurator || isOwnDraft,
    mayDelete: isCurator,
  });
}

/** Undefined where the document is not kept any more: everything else is still worth reading. */
async function coverageOf(
  { artifacts }: PolicyQueryDependencies,
  policy: Policy,
): Promise<Coverage | undefined> {
  try {
    return JsonText.pipe(Coverage).parse(await artifacts.get(policy.coverage));
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
