import { stageQuestions } from './stages.ts';
import type { AskedQuestion } from '../../chat/typed-reply.ts';
import type { RecommendState } from './state.ts';

/** The questions that stand on the card that is answered now. */
export function numbered(state: RecommendState): readonly AskedQuestion[] {
  if (state.stage === 'clarifying') {
    return state.clarifyingQuestions.map(({ id, text, options }, index) => ({
      number: index + 1,
      id,
      label: text,
      options: options.map(({ label }) => label),
    }));
  }
  if (state.stage !== 'answering') return [];
  return stageQuestions(state).map(({ id, label, options }, index) => ({
    number: index + 1,
    id,
    label,
    options: options.map(({ value }) => value),
  }));
}
