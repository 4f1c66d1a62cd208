import { actorKey } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import { canonicalJson, toJson } from '../../domain/json.ts';
import { DerivedRules } from '../../domain/policy/derived-rules.ts';
import type { Enforcement, Policy } from '../../domain/policy/policy.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { PolicyState } from '../../workflows/policy/state.ts';

/** What a conversation has come to, without what only storing it decides. */
export type PolicyContent = Omit<
  Policy,
  'status' | 'createdBy' | 'createdAt' | 'changedBy' | 'changedAt'
>;

/**
 * The policy as the conversation has it: the version after the one it began with. Throws
 * `Failure('conflict')` where something is missing still.
 */
export async function contentOf(
  artifacts: ArtifactStore,
  state: PolicyState,
): Promise<PolicyContent> {
  const { derived, scope, owner, rationale, rationaleBy } = state;
  if (!derived || !scope || owner === undefined) {
    throw new Failure('conflict', 'The policy is not whole yet. Go on with the newest card.');
  }
  const { clusterId, draft, rules, expressions } = await derivedRules(artifacts, state);
  const source = state.input.type === 'new' ? state.input.source : undefined;
  return {
    id: state.policyId,
    version: state.baseVersion + 1,
    clusterId,
    sentence: state.sentence,
    triggers: [...state.triggers],
    rationale: rationale ?? '',
    ...(rationale === undefined || rationaleBy === undefined ? {} : { rationaleBy }),
    owner,
    scope,
    rules,
    expressions,
    draft,
    leftOut: [...state.leftOut],
    coverage: derived.coverage,
    by: derived.by,
    ...(source === undefined ? {} : { source }),
    ...(state.enforced ? { enforcement: state.enforced } : {}),
  };
}

/** Throws `Failure('conflict')` where nothing was derived yet. */
export async function derivedRules(
  artifacts: ArtifactStore,
  { derived }: Pick<PolicyState, 'derived'>,
): Promise<DerivedRules> {
  if (!derived) throw new Failure('conflict', 'The rules are not derived yet.');
  return DerivedRules.parse(JSON.parse(await artifacts.get(derived.rules)));
}

/** The content as a record: who made the first version is known from there. */
export function policyOf(
  content: PolicyContent,
  given: {
    readonly state: Pick<PolicyState, 'author'>;
    readonly before: Policy | undefined;
    readonly status: Policy['status'];
    readonly at: string;
    readonly enforcement?: Enforcement;
  },
): Policy {
  const { state, before, status, at, enforcement } = given;
  const changedBy = actorKey(state.author);
  return {
    ...content,
    status,
    createdBy: before?.createdBy ?? changedBy,
    createdAt: before?.createdAt ?? at,
    changedBy,
    changedAt: at,
    ...(before?.source === undefined ? {} : { source: before.source }),
    ...(enforcement ? { enforcement } : {}),
  };
}

/** Whether a version is what the conversation came to, whoever looks at it and whenever it was stored. */
export function isStored(
  stored: Policy,
  { content, state }: { content: PolicyContent; state: Pick<PolicyState, 'author'> },
): boolean {
  const { status, changedAt: at, createdBy, createdAt } = stored;
  const own = policyOf(content, { state, before: stored, status, at });
  return isSame({ ...own, createdBy, createdAt }, stored);
}

export function isSame(one: Policy, other: Policy): boolean {
  return canonicalJson(toJson(one)) === canonicalJson(toJson(other));
}
