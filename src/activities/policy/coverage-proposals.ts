import type { PolicyDependencies } from './dependencies.ts';
import { reachedKinds } from './rehearsed-kinds.ts';
import { Actor, type Place } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import { digestOf } from '../../domain/json.ts';
import { expandDraft } from '../../domain/policy/expand.ts';
import { isGuidance, type Policy } from '../../domain/policy/policy.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';

/** A policy that should reach kinds that it does not reach yet, and whom that is proposed to. */
export interface CoverageProposal {
  readonly policyId: string;
  /** The same for the same kinds: what was proposed once is not proposed again. */
  readonly sessionId: string;
  readonly owner: Actor;
  readonly place: Place;
}

interface Dependencies extends Pick<PolicyDependencies, 'policies' | 'catalog' | 'logger'> {
  readonly chat: Pick<ChatPlatform, 'directPlace'>;
}

/** Looks, after a scan, which policies should reach kinds that have come since they were made. Asks no model. */
export type FindCoverageProposals = (signal: AbortSignal) => Promise<readonly CoverageProposal[]>;

export function createCoverageProposals(dependencies: Dependencies): FindCoverageProposals {
  const { policies, catalog, logger } = dependencies;
  return async (signal) => {
    const checked = (await policies.active()).filter((policy) => !isGuidance(policy));
    if (checked.length === 0) return [];
    const { clusterId, kinds } = await catalog.kinds(signal);
    const proposals: CoverageProposal[] = [];
    for (const policy of checked.filter((one) => one.clusterId === clusterId)) {
      signal.throwIfAborted();
      try {
        const proposal = await proposalFor(dependencies, policy, kinds);
        if (proposal) proposals.push(proposal);
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        logger.warn('new kinds could not be proposed for a policy', {
          policyId: policy.id,
          failure,
        });
      }
    }
    return proposals;
  };
}

type Kinds = Parameters<typeof expandDraft>[1]['kinds'];

async function proposalFor(
  { chat }: Dependencies,
  policy: Policy,
  kinds: Kinds,
): Promise<CoverageProposal | undefined> {
  const { draft, id, version, triggers, leftOut, sentence } = policy;
  const known = new Set(reachedKinds(policy).map(({ kind, group }) => `${kind}.${group}`));
  const { coverage: now } = expandDraft(draft, { kinds, triggers, leftOut, sentence });
  const added = now.rows
    .filter((row) => row.leftOut === undefined)
    .map(({ kind }) => `${kind.kind}.${kind.group}`)
    .filter((name) => !known.has(name))
    .toSorted();
  const owner = actorOf(policy.createdBy);
  if (added.length === 0 || !owner) return undefined;
  return {
    policyId: id,
    sessionId: `policy-extend-${digestOf([id, version, ...added]).slice(0, 16)}`,
    owner,
    place: await chat.directPlace(owner),
  };
}

/** `slack:T1:U1`. Ids of Teams hold colons. */
function actorOf(key: string): Actor | undefined {
  const [platform, workspace, ...id] = key.split(':');
  return Actor.safeParse({ platform, workspace, id: id.join(':') }).data;
}
