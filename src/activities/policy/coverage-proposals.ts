import type { PolicyDependencies } from './dependencies.ts';
import { Actor, type Place } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import { digestOf } from '../../domain/json.ts';
import { apiVersionOf, resourceNameOf } from '../../domain/kind.ts';
import { expandDraft } from '../../domain/policy/expand.ts';
import { newlyCovered, placesOf } from '../../domain/policy/newly-covered.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { RuleDraft } from '../../domain/policy/rule-draft.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';

/** A policy that should reach what it does not reach as it stands, and whom that is proposed to. */
export interface CoverageProposal {
  readonly policyId: string;
  /** The same for the same kinds and places: what was proposed once is not proposed again. */
  readonly sessionId: string;
  readonly owner: Actor;
  readonly place: Place;
}

interface Dependencies extends Pick<PolicyDependencies, 'policies' | 'catalog' | 'logger'> {
  readonly chat: Pick<ChatPlatform, 'directPlace'>;
}

/**
 * Looks, after a scan, which policies should reach kinds that have come since they were made, or are served
 * in another version now. Asks no model.
 */
export type FindCoverageProposals = (signal: AbortSignal) => Promise<readonly CoverageProposal[]>;

export function createCoverageProposals(dependencies: Dependencies): FindCoverageProposals {
  const { policies, catalog, logger } = dependencies;
  return async (signal) => {
    const checked = (await policies.active()).filter(({ draft }) => canCheck(draft));
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

/** What checks nothing now may yet: the kinds that it speaks of need not be there when it is made. */
function canCheck({ checks, expressions }: RuleDraft): boolean {
  return checks.length + expressions.length > 0;
}

type Kinds = Parameters<typeof expandDraft>[1]['kinds'];

async function proposalFor(
  { chat }: Dependencies,
  policy: Policy,
  kinds: Kinds,
): Promise<CoverageProposal | undefined> {
  const { draft, id, version, triggers, leftOut, sentence } = policy;
  const { coverage } = expandDraft(draft, { kinds, triggers, leftOut, sentence });
  const added = newlyCovered(policy, coverage).flatMap(placesOf);
  const missed = [...added, ...leftBehind(policy, kinds)].toSorted();
  const owner = actorOf(policy.createdBy);
  if (missed.length === 0 || !owner) return undefined;
  return {
    policyId: id,
    sessionId: `policy-extend-${digestOf([id, version, ...missed]).slice(0, 16)}`,
    owner,
    place: await chat.directPlace(owner),
  };
}

/** Kinds of rules that are served in another version than the rules name: engines ask for that one no more. */
function leftBehind({ rules }: Policy, kinds: Kinds): readonly string[] {
  const versions = new Map(
    kinds.map(({ outline: { kind } }) => [resourceNameOf(kind), kind.version]),
  );
  const old = rules
    .flatMap((rule) => rule.kinds)
    .filter((kind) => (versions.get(resourceNameOf(kind)) ?? kind.version) !== kind.version);
  return [...new Set(old.map((kind) => `${apiVersionOf(kind)}/${kind.kind}`))];
}

/** `slack:T1:U1`. Ids of Teams hold colons. */
function actorOf(key: string): Actor | undefined {
  const [platform, workspace, ...id] = key.split(':');
  return Actor.safeParse({ platform, workspace, id: id.join(':') }).data;
}
