import type { CandidateDependencies } from './dependencies.ts';
import type { Capability } from '../../domain/capability.ts';
import { capabilityId } from '../../domain/kind.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { readConditions } from '../../domain/pattern/conditions.ts';
import {
  type Pattern,
  PATTERN_NAME_MAX,
  PATTERN_RATIONALE_MAX,
  PATTERN_TRIGGER_MAX,
  PATTERN_TRIGGERS_MAX,
} from '../../domain/pattern/pattern.ts';
import { tellingTriggers } from '../../domain/pattern/telling-triggers.ts';
import { sha256 } from '../../domain/json.ts';

/** What a candidate says as a pattern, without what only storing it decides. */
type PatternContent = Pick<
  Pattern,
  'id' | 'clusterId' | 'name' | 'triggers' | 'resources' | 'rationale' | 'conditions'
>;

/** The same for the same candidate: storing it once more finds the first. */
function patternIdOf(candidateId: string): string {
  return `pat-${sha256(candidateId).slice(0, 12)}`;
}

/** A candidate as the pattern that it would become, when it applies read from its words. */
export async function patternOf(
  { capabilities }: Pick<CandidateDependencies, 'capabilities'>,
  candidate: Candidate,
): Promise<PatternContent> {
  const { id, clusterId, title, resources } = candidate;
  const name = title.slice(0, PATTERN_NAME_MAX).trim();
  const rationale = candidate.rationale.slice(0, PATTERN_RATIONALE_MAX);
  const said = tellingTriggers(candidate.triggers).filter(
    (one) => one.length <= PATTERN_TRIGGER_MAX,
  );
  const triggers = said.slice(0, PATTERN_TRIGGERS_MAX);
  const known = await Promise.all(
    resources.map(async (kind) => {
      const capability = await capabilities.get(capabilityId(clusterId, kind));
      return { kind, providers: capability?.providers ?? [] };
    }),
  );
  return {
    id: patternIdOf(id),
    clusterId,
    name,
    triggers: triggers.length > 0 ? triggers : [name.slice(0, PATTERN_TRIGGER_MAX)],
    resources,
    rationale,
    conditions: readConditions({ name, rationale, triggers }, known),
  };
}

/** The names of those resources that the cluster does not serve any more. */
export async function goneResources(
  { capabilities }: Pick<CandidateDependencies, 'capabilities'>,
  { clusterId, resources }: Pick<Candidate, 'clusterId' | 'resources'>,
): Promise<readonly string[]> {
  const known = await Promise.all(
    resources.map((kind) => capabilities.get(capabilityId(clusterId, kind))),
  );
  return resources.flatMap(({ kind }, index) => (isServed(known[index]) ? [] : [kind]));
}

function isServed(capability: Capability | undefined): boolean {
  return capability !== undefined && capability.goneAt === undefined;
}
