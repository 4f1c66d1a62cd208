import type { OpeningPlan } from './command-answers.ts';
import { type PermissionDependencies, requireRole } from '../activities/permissions.ts';
import { type Actor, actorKey } from '../chat/actor.ts';
import { policyKey } from '../chat/policy-key.ts';
import { Failure } from '../domain/failure.ts';
import { storedJson } from '../domain/json.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { CommandQueries } from '../queries/commands.ts';
import { type PolicyInput, SENTENCE_MAX } from '../workflows/policy/state.ts';

interface Parts {
  readonly people: PermissionDependencies;
  readonly queries: Pick<CommandQueries, 'policies'>;
}

/** Whoever may ask for recommendations may write one: what no curator wrote waits as a draft. */
export function policyWriting(sentence: string): OpeningPlan {
  if (sentence.length > SENTENCE_MAX) {
    const message = `That is ${sentence.length} characters. Say the policy in at most ${SENTENCE_MAX}; why it is there is asked for later.`;
    throw new Failure('invalid-input', message);
  }
  const input: PolicyInput = { type: 'new', sentence };
  return { workflow: 'policy', input: storedJson(input) };
}

/** Undefined where it is not clear which policy is meant. */
export async function policyEditing(
  { people, queries }: Parts,
  name: string,
  actor: Actor,
): Promise<OpeningPlan | undefined> {
  const policy = await onlyOne(queries, name);
  if (!policy) return undefined;
  const isOwnDraft = policy.status === 'draft' && policy.createdBy === actorKey(actor);
  await requireRole(people, { actor, role: isOwnDraft ? 'requesters' : 'curators' });
  const input: PolicyInput = { type: 'edit', policyId: policy.id };
  return { workflow: 'policy', input: storedJson(input), key: policyKey(policy.id) };
}

/** Undefined where it is not clear which policy is meant. */
export async function policyRemoval(
  { people, queries }: Parts,
  name: string,
  actor: Actor,
): Promise<OpeningPlan | undefined> {
  await requireRole(people, { actor, role: 'curators' });
  const policy = await onlyOne(queries, name);
  if (!policy) return undefined;
  const input = { policyId: policy.id, version: policy.version };
  return { workflow: 'policy-removal', input, key: policyKey(policy.id) };
}

async function onlyOne({ policies }: Parts['queries'], name: string): Promise<Policy | undefined> {
  const [policy, ...others] = await policies.named(name);
  return others.length === 0 ? policy : undefined;
}
