import { madeBy } from './by-rules.ts';
import { askedAnew } from './asked-anew.ts';
import { reworded } from './rewording.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { closed, moved, type RecommendStep, unchanged, working } from './steps.ts';

type Understanding = Extract<
  RecommendEvent,
  { type: 'intent-reworded' | 'intent-understood' | 'intent-clarified' | 'clarification-skipped' }
>;

/** From the intent to a search: directly where it is clear, by way of questions where it is not. */
export function understand(state: RecommendState, event: Understanding): RecommendStep {
  switch (event.type) {
    case 'intent-reworded':
      return reworded(state, event);
    case 'intent-understood': {
      if (state.stage !== 'understanding') return unchanged(state);
      const known = {
        searchWords: event.searchWords,
        solvedBy: event.by,
        ...madeBy(state, 'understood', { solvedBy: event.by }),
      };
      if (event.questions.length === 0) return search(state, known);
      return moved(state, {
        ...known,
        stage: 'clarifying',
        progress: undefined,
        clarifyingQuestions: event.questions,
      });
    }
    case 'intent-clarified':
      if (state.stage !== 'clarifying' && state.stage !== 'choosing') return unchanged(state);
      return search(state, {
        rankedAnew: undefined,
        clarifications: [...state.clarifications, ...event.clarifications],
      });
    case 'clarification-skipped':
      return state.stage === 'clarifying' ? search(state, {}) : unchanged(state);
  }
}

function search(state: RecommendState, changes: Partial<RecommendState>): RecommendStep {
  return working(state, { ...changes, stage: 'searching' }, { type: 'find-solutions' });
}

/** By the model again, for whoever chose the built-in rules and would rather not have. */
export function rankAnew(state: RecommendState): RecommendStep {
  if (state.stage !== 'choosing' || state.languageBy === undefined) return unchanged(state);
  return search(state, { languageBy: undefined, modelFault: undefined, rankedAnew: 'asked' });
}

/** From solutions to the questions of one of them. */
export function choose(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'solutions-found' | 'solution-chosen' }>,
): RecommendStep {
  return event.type === 'solutions-found'
    ? offerSolutions(state, event)
    : startQuestions(state, event.solutionId);
}

function offerSolutions(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'solutions-found' }>,
): RecommendStep {
  if (state.stage !== 'searching') return unchanged(state);
  const { nearest, by: solvedBy } = event;
  // What stands is no worse for a second look that found nothing.
  if (event.solutions.length === 0 && state.rankedAnew === 'asked') {
    return moved(state, { stage: 'choosing', progress: undefined, rankedAnew: 'kept' });
  }
  const ranked = madeBy(state, 'ranked', { solvedBy });
  const found = { nearest, solvedBy, progress: undefined, rankedAnew: undefined, ...ranked };
  if (event.solutions.length === 0) {
    const { isPreparing } = event;
    return closed({ ...state, ...found, isPreparing }, 'nothing-found');
  }
  const { solutions, patterns: patternTrace } = event;
  return moved(state, { ...found, stage: 'choosing', solutions, patternTrace });
}

/** A choice may be changed until answers were reviewed; what was answered for the other is dropped. */
function startQuestions(state: RecommendState, solutionId: string): RecommendStep {
  if (state.stage !== 'choosing') return unchanged(state);
  if (!state.solutions.some(({ id }) => id === solutionId)) return unchanged(state);
  const isSame = state.chosenId === solutionId && state.questions.length > 0;
  if (isSame) return askedAnew(state);
  const fresh = {
    chosenId: solutionId,
    policies: undefined,
    questions: [],
    answers: [],
    problems: {},
    writing: [],
    links: [],
    bindings: [],
    extras: [],
    unmet: [],
    tables: {},
    openText: undefined,
    byRules: { understood: state.byRules?.understood, ranked: state.byRules?.ranked },
    prepared: undefined,
  };
  return working(state, { ...fresh, stage: 'questioning' }, { type: 'write-questions' });
}
