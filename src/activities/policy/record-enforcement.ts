import type { PolicyDependencies } from './dependencies.ts';
import { acceptCandidate } from './keep-policy.ts';
import { contentOf, isSame, type PolicyContent, policyOf } from './policy-record.ts';
import { wayId } from './prepare-enforcement.ts';
import type { Activity } from '../activity.ts';
import { carriesChange } from '../../domain/change/digest.ts';
import { Failure } from '../../domain/failure.ts';
import { JsonText } from '../../domain/json.ts';
import { baseOf } from '../../domain/live-object.ts';
import {
  type Enforcement,
  EnforcementMode,
  EnforcementTarget,
  Policy,
} from '../../domain/policy/policy.ts';
import type { ChangeVariant } from '../../domain/prepared-change.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
} from '../../workflows/policy/state.ts';

type Dependencies = Pick<PolicyDependencies, 'cluster' | 'artifacts' | 'policies' | 'candidates'>;

/** What was rendered: the conversation may have moved on since. */
const Content = Policy.omit({
  status: true,
  createdBy: true,
  createdAt: true,
  changedBy: true,
  changedAt: true,
});

type Effect = PolicyEffectOf<'record-enforcement'>;
type Recorded = PolicyEventOf<'enforcement-recorded' | 'traces-recorded'>;

/**
 * Notes on the policy what the change applied, and makes it active. Which of the ways an approver chose is
 * read from the objects in the cluster themselves. Of a change that did not come about whatever there is is
 * noted. A repeat changes nothing. Throws `Failure('conflict')` where nothing of a change that did come
 * about is there, and where the policy was changed or deleted meanwhile: a record of both would say what
 * nobody approved.
 */
export function createRecordEnforcement(dependencies: Dependencies): Activity<Effect, Recorded> {
  const { artifacts, policies, cluster } = dependencies;
  return async ({ changeId, mayBePartial = false }, context) => {
    const state = PolicyState.parse(context.session.state);
    const told = async (noted?: Policy): Promise<Recorded> => {
      const at = context.now();
      if (noted?.status === 'active') {
        await acceptCandidate(dependencies, { state, by: state.author, context });
      }
      if (!mayBePartial) return { type: 'enforcement-recorded', at };
      const { version, enforcement } = noted ?? {};
      return { type: 'traces-recorded', at, version, enforcement };
    };
    const versions = await policies.versions(state.policyId);
    const own = versions.findLast(({ enforcement }) => enforcement?.changeId === changeId);
    if (own?.enforcement && isWhole(own.enforcement)) return told(own);
    const content = await requestedContent(artifacts, state);
    const { request } = state;
    const enforcement = await appliedEnforcement(cluster, { request, changeId, content });
    if (!mayBePartial && !(enforcement && isWhole(enforcement))) {
      throw new Failure('conflict', GONE);
    }
    if (!enforcement || (own && isSame(own, { ...own, enforcement }))) return told(own);
    const newest = versions.at(-1);
    if ((newest?.version ?? 0) !== (own?.version ?? content.version - 1)) {
      throw changedMeanwhile(enforcement, { policyId: state.policyId, newest });
    }
    // Half of a new policy binds nobody. Half of an edit takes the place of what bound before.
    const isBinding = isWhole(enforcement) || newest?.status === 'active';
    const status = isBinding ? 'active' : 'draft';
    const version = (newest?.version ?? 0) + 1;
    const record = { state, before: newest, status, at: context.now(), enforcement } as const;
    const policy = policyOf({ ...content, version }, record);
    await context.checkTurn();
    await policies.save(policy);
    return told(policy);
  };
}

const GONE =
  'What the change applied is not in the cluster any more, so the policy is not noted as enforced. Look at the change in the thread.';

async function requestedContent(
  artifacts: Dependencies['artifacts'],
  state: PolicyState,
): Promise<PolicyContent> {
  const { requestContent } = state;
  if (requestContent === undefined) return contentOf(artifacts, state);
  return JsonText.pipe(Content).parse(await artifacts.get(requestContent));
}

/** Objects that are not there have no digest. */
function isWhole({ digests }: Enforcement): boolean {
  return !digests.includes('');
}

function changedMeanwhile(
  { objects }: Enforcement,
  { policyId, newest }: { readonly policyId: string; readonly newest: Policy | undefined },
): Failure {
  const names = objects.map(({ kind, name }) => `${kind} ${name}`).join(' and ');
  const what = newest
    ? `Somebody changed this policy meanwhile: it is at version ${newest.version}.`
    : 'Somebody deleted this policy meanwhile.';
  const how = newest
    ? `To bring them together, use /dotai policies edit ${policyId} and ask for approval, or delete them with /dotai policies delete ${policyId}.`
    : 'Delete it there, or write the policy anew.';
  const message = `${what} What was approved here is in the cluster all the same, as ${names}, and no record says so. ${how}`;
  return new Failure('conflict', message);
}

interface Applied {
  readonly request: PolicyState['request'];
  readonly changeId: string;
  readonly content: PolicyContent;
}

/** By the way of which most is there; undefined where nothing is. */
async function appliedEnforcement(
  cluster: Dependencies['cluster'],
  { request, changeId, content }: Applied,
): Promise<Enforcement | undefined> {
  const { id, name } = await cluster.identity();
  let found: { readonly count: number; readonly enforcement: Enforcement } | undefined;
  for (const variant of request?.variants ?? []) {
    const { clusterId, digest, items } = variant.prepared;
    const way = wayOf(variant);
    if (!way || variant.prepared.changeId !== changeId) continue;
    if (clusterId !== id) {
      const message = `The bot is connected to ${name} now, which is not the cluster of the change. Try again when it is connected to that one.`;
      throw new Failure('conflict', message);
    }
    const live = await Promise.all(items.map(({ reference }) => cluster.read(reference)));
    const digests = live.map((one) =>
      one && carriesChange(one, { changeId, digest }) ? baseOf(one) : '',
    );
    const count = digests.filter((one) => one !== '').length;
    if (count <= (found?.count ?? 0)) continue;
    const objects = items.map(({ reference }) => reference);
    const { version } = content;
    found = { count, enforcement: { ...way, clusterId, objects, digests, changeId, version } };
  }
  return found?.enforcement;
}

function wayOf({ id }: ChangeVariant): Pick<Enforcement, 'target' | 'mode'> | undefined {
  const ways = EnforcementTarget.options.flatMap((target) =>
    EnforcementMode.options.map((mode) => ({ target, mode })),
  );
  return ways.find((way) => wayId(way) === id);
}
