import type { CandidateDependencies } from './dependencies.ts';
import { mergeTargets } from './merge-targets.ts';
import { patternOf } from './pattern-of.ts';
import { tellingQuotes } from './telling-quotes.ts';
import type { Activity } from '../activity.ts';
import { shortened } from '../../chat/shortened.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { conditionsText } from '../../domain/pattern/conditions-words.ts';
import {
  type CandidateEffectOf,
  type CandidateEventOf,
  CandidateState,
  QUOTES_SHOWN,
} from '../../workflows/candidate/state.ts';

type Dependencies = Pick<CandidateDependencies, 'candidates' | 'patterns' | 'capabilities'>;

const WHEN_MAX = 500;

/** A candidate as it is now, with the quotes that say most. Without any quote there is none any more. */
export function createLoadCandidate(
  dependencies: Dependencies,
): Activity<CandidateEffectOf<'load-candidate'>, CandidateEventOf<'candidate-loaded'>> {
  const { candidates } = dependencies;
  return async (_effect, { session, now }) => {
    const { candidateId } = CandidateState.parse(session.state);
    const [candidate, evidence] = await Promise.all([
      candidates.get(candidateId),
      candidates.evidence(candidateId),
    ]);
    const none = { type: 'candidate-loaded', evidence: [], evidenceCount: 0, targets: [] } as const;
    if (!candidate) return { ...none, evidence: [], targets: [], at: now() };
    if (candidate.status !== 'open' || evidence.length === 0) {
      return { ...none, evidence: [], targets: [], at: now(), candidate };
    }
    const { type } = candidate;
    const shown = tellingQuotes(evidence, { type, limit: QUOTES_SHOWN });
    return {
      type: 'candidate-loaded',
      at: now(),
      candidate,
      evidence: [...shown],
      evidenceCount: evidence.length,
      targets: await mergeTargets(dependencies, candidate),
      ...(type === 'pattern' ? { when: await whenOf(dependencies, candidate) } : {}),
    };
  };
}

async function whenOf(dependencies: Dependencies, candidate: Candidate): Promise<string> {
  const { conditions } = await patternOf(dependencies, candidate);
  return shortened(conditionsText(conditions), WHEN_MAX);
}
