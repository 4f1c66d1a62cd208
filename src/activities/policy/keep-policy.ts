import { contentOf, isStored, type PolicyContent, policyOf } from './policy-record.ts';
import type { PolicyDependencies } from './dependencies.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { type CandidateNow, candidateNow } from '../candidate/check-candidate.ts';
import { markDecided } from '../candidate/mark-decided.ts';
import { roleProblem } from '../permissions.ts';
import { settleDraft } from '../taught/settle-draft.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { lostIn } from '../../workflows/policy/losing.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
} from '../../workflows/policy/state.ts';

type Dependencies = Pick<PolicyDependencies, 'policies' | 'candidates' | 'artifacts' | 'people'>;
type Stored = PolicyEventOf<'policy-stored' | 'candidate-checked'>;

/** The newest version of a policy that is to be changed. */
export function createLoadPolicy({
  policies,
}: Dependencies): Activity<PolicyEffectOf<'load-policy'>, PolicyEventOf<'policy-loaded'>> {
  return async ({ policyId }, context) => {
    const policy = await policies.get(policyId);
    return { type: 'policy-loaded', at: context.now(), ...(policy ? { policy } : {}) };
  };
}

/**
 * Stores what the conversation has come to: active where its author is a curator, else as a draft. Not done
 * where what the candidate was read from is gone. What is to be enforced is not stored here: the approvers of the change decide about it, and until they did the
 * version before, if there is one, goes on guiding.
 */
export function createStorePolicy(
  dependencies: Dependencies,
): Activity<PolicyEffectOf<'store-policy'>, Stored> {
  const { policies, artifacts, people } = dependencies;
  return async ({ isEnforced }, context) => {
    const state = PolicyState.parse(context.session.state);
    const content = await contentOf(artifacts, state);
    const now = await candidateOf(dependencies, { state, content });
    if (now && lostIn(state, now)) return { ...now, type: 'candidate-checked', at: context.now() };
    if (isEnforced) {
      await requireUnchanged(policies, state);
      return { type: 'policy-stored', at: context.now(), status: 'draft' };
    }
    const problem = await roleProblem(people, { actor: state.author, role: 'curators' });
    const status = problem === undefined ? 'active' : 'draft';
    const stored = await saved(dependencies, { content, state, status, context });
    const seen = now?.candidate?.version;
    if (stored.status === 'active')
      await acceptCandidate(dependencies, { state, by: state.author, context, seen });
    return { type: 'policy-stored', at: context.now(), status: stored.status };
  };
}

/** The candidate that it was made of, as it is now; undefined where there was none, or the policy is stored already. */
async function candidateOf(
  { policies, candidates }: Pick<Dependencies, 'policies' | 'candidates'>,
  { state, content }: { readonly state: PolicyState; readonly content: PolicyContent },
): Promise<CandidateNow | undefined> {
  const { input, policyId: became } = state;
  if (input.type !== 'new' || input.candidateId === undefined) return undefined;
  const newest = await policies.get(content.id);
  if (newest && isStored(newest, { content, state })) return undefined;
  return candidateNow(candidates, { id: input.candidateId, became });
}

/** Throws `Failure('conflict')` where somebody stored another version meanwhile. */
async function requireUnchanged(
  policies: Dependencies['policies'],
  { policyId, baseVersion }: PolicyState,
): Promise<Policy | undefined> {
  const newest = await policies.get(policyId);
  if ((newest?.version ?? 0) === baseVersion) return newest;
  throw changedMeanwhile();
}

function changedMeanwhile(): Failure {
  const message = 'Somebody changed this policy meanwhile. Begin again with what it says now.';
  return new Failure('conflict', message);
}

/** What this conversation stored before is left as it is: a repeat changes nothing. */
async function saved(
  { policies }: Pick<Dependencies, 'policies'>,
  given: {
    readonly content: PolicyContent;
    readonly state: PolicyState;
    readonly status: Policy['status'];
    readonly context: ActivityContext;
  },
): Promise<Policy> {
  const { content, state, status, context } = given;
  const newest = await policies.get(content.id);
  if (newest && isStored(newest, { content, state })) return newest;
  if ((newest?.version ?? 0) !== content.version - 1) throw changedMeanwhile();
  const policy = policyOf(content, { state, before: newest, status, at: context.now() });
  await context.checkTurn();
  await policies.save(policy);
  return policy;
}

/**
 * The candidate that it was made of, if it was, has become this policy. A repeat changes nothing. `seen`: its version as
 * it was looked at last; what came to it since stays open.
 */
export async function acceptCandidate(
  { candidates }: { readonly candidates: Pick<PolicyDependencies['candidates'], 'get' | 'save'> },
  given: {
    readonly state: Pick<PolicyState, 'input' | 'policyId'>;
    readonly by: Actor;
    readonly context: Pick<ActivityContext, 'checkTurn' | 'now'>;
    readonly seen?: number | undefined;
  },
): Promise<void> {
  const { state, by, context, seen } = given;
  const { input, policyId: became } = state;
  if (input.type !== 'new' || input.candidateId === undefined) return;
  const at = context.now();
  const verdict = { status: 'accepted', by: actorKey(by), at, became, seen } as const;
  await context.checkTurn();
  await markDecided(candidates, input.candidateId, verdict);
}

/** A curator's decision about a draft, as `settleDraft` says. */
export function createSettleDraft(
  dependencies: Dependencies,
): Activity<PolicyEffectOf<'settle-draft'>, never> {
  return async ({ actor, accepts }, context) => {
    const state = PolicyState.parse(context.session.state);
    const { policyId: id, baseVersion } = state;
    const { checkTurn } = context;
    const decided = { accepts, by: actorKey(actor), at: context.now(), checkTurn };
    await settleDraft(dependencies.policies, { id, baseVersion, ...decided });
    if (accepts) await acceptCandidate(dependencies, { state, by: actor, context });
    return undefined;
  };
}
