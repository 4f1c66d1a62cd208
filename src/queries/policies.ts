import { type Actor, actorKey } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import { Failure } from '../domain/failure.ts';
import { JsonText } from '../domain/json.ts';
import { Coverage } from '../domain/policy/coverage.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { SearchSource } from './home/language-words.ts';
import { policyCard } from './policy-card.ts';
import { coverageCard } from './policy-coverage-card.ts';
import { noPoliciesCard, POLICY_LISTING } from './policy-list-cards.ts';
import { POLICY_NAMING } from './policy-names.ts';
import type { EnforcementStanding } from './policy-words.ts';
import {
  type FoundItem,
  taughtChoiceCard,
  taughtFoundCard,
  taughtListCard,
  type TaughtVerb,
} from './taught-list-cards.ts';
import { matching, namedBy, nearIds } from './taught-names.ts';

const FOUND_MAX = 10;
const NEAREST_MAX = 5;

/** Answers about the policies. They throw what the records, and for a search the index, throw. */
export interface PolicyQueries {
  /** `filter`: words that narrow the list. */
  list(request: { readonly page: number; readonly filter: string }): Promise<Card>;
  /** `name`: an id, the beginning of one, or words of the policy. */
  show(name: string, viewer: Actor): Promise<Card>;
  coverage(request: { readonly name: string; readonly page: number }): Promise<Card>;
  search(text: string): Promise<Card>;
  /** Those that are meant by that name: one where it is clear. */
  named(name: string): Promise<readonly Policy[]>;
  /** What is offered for a name that is not clear, or is nobody's. */
  toChoose(name: string, verb: TaughtVerb): Promise<Card>;
}

interface FoundPolicy extends Omit<FoundItem<Policy>, 'item'> {
  readonly policy: Policy;
}

export interface PolicyQueryDependencies {
  readonly policies: {
    all(): Promise<readonly Policy[]>;
    versions(id: string): Promise<readonly Policy[]>;
    search(text: string, limit: number): Promise<readonly FoundPolicy[]>;
  };
  readonly look: { stateOf(policy: Policy): Promise<EnforcementStanding> };
  readonly artifacts: Pick<ArtifactStore, 'get'>;
  /** `mayScan`: they are a curator. */
  readonly rights: (viewer: Actor) => Promise<{ readonly mayScan: boolean }>;
  readonly source: SearchSource;
}

export function createPolicyQueries(dependencies: PolicyQueryDependencies): PolicyQueries {
  const { policies, source } = dependencies;

  async function named(name: string): Promise<readonly Policy[]> {
    return namedBy(POLICY_NAMING, await policies.all(), name);
  }

  async function toChoose(name: string, verb: TaughtVerb): Promise<Card> {
    const all = await policies.all();
    if (all.length === 0) return noPoliciesCard();
    const found = namedBy(POLICY_NAMING, all, name);
    const near = found.length > 0 ? [] : await nearest(dependencies, { all, name });
    return taughtChoiceCard(POLICY_LISTING, { name, verb, named: found, near });
  }

  return {
    named,
    toChoose,
    async list({ page, filter }) {
      const all = await policies.all();
      if (all.length === 0) return noPoliciesCard();
      const items = filter === '' ? all : matching(POLICY_NAMING.words, all, filter);
      return taughtListCard(POLICY_LISTING, { filter, asked: page, items });
    },
    async show(name, viewer) {
      const [policy, ...others] = await named(name);
      return policy && others.length === 0
        ? show(dependencies, { policy, viewer })
        : toChoose(name, 'show');
    },
    async coverage({ name, page }) {
      const [policy, ...others] = await named(name);
      if (!policy || others.length > 0) return toChoose(name, 'show');
      const coverage = await coverageOf(dependencies, policy);
      if (coverage) return coverageCard(policy, { rows: coverage.rows, asked: page });
      const message = 'That table is not kept any more. Editing the policy makes it again.';
      throw new Failure('invalid-input', message);
    },
    async search(text) {
      if ((await policies.all()).length === 0) return noPoliciesCard();
      const found = await policies.search(text, FOUND_MAX);
      const matches = found.map(({ policy: item, ...match }) => ({ ...match, item }));
      const comparesMeanings = source.kind !== 'none';
      return taughtFoundCard(POLICY_LISTING, { said: text, matches, comparesMeanings });
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

/** Ids written nearly so first, then what the words find; an index that is away finds nothing. */
async function nearest(
  { policies }: PolicyQueryDependencies,
  { all, name }: { readonly all: readonly Policy[]; readonly name: string },
): Promise<readonly Policy[]> {
  const found = await policies.search(name, NEAREST_MAX).catch((error: unknown) => {
    if (error instanceof Failure) return [];
    throw error;
  });
  const near = [...nearIds(all, name), ...found.map(({ policy }) => policy)];
  return [...new Map(near.map((one) => [one.id, one])).values()].slice(0, NEAREST_MAX);
}
