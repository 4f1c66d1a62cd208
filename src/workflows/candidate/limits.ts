import { shortened } from '../../chat/shortened.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';

const TITLE_MAX = 1_000;
const RATIONALE_MAX = 2_000;
const NAME_MAX = 80;
const REASON_MAX = 140;
const FEW = 8;
const SOME = 20;
const MANY = 40;

/**
 * What a session holds of a candidate, for its card: the record has it whole. With the quotes and targets
 * beside it, and in whatever script, it stays below the 65,536 bytes that are stored of a state.
 */
export function bounded(candidate: Candidate): Candidate {
  const { finds: _finds, ...shown } = candidate;
  const { title, triggers, resources, unknownResources, avoided, rationale } = shown;
  return {
    ...shown,
    title: shortened(title, TITLE_MAX),
    triggers: triggers.slice(0, SOME).map((one) => shortened(one, NAME_MAX)),
    resources: resources.slice(0, MANY),
    unknownResources: unknownResources.slice(0, SOME).map((one) => shortened(one, NAME_MAX)),
    avoided: avoided.slice(0, SOME),
    rationale: shortened(rationale, RATIONALE_MAX),
    origins: candidate.origins.slice(0, FEW),
    contradictions: candidate.contradictions.slice(0, FEW).map(({ title, reason, ...rest }) => ({
      ...rest,
      title: shortened(title, NAME_MAX),
      reason: shortened(reason, REASON_MAX),
    })),
    ...(candidate.joined ? { joined: candidate.joined.slice(0, MANY) } : {}),
  };
}
