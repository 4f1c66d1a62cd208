import { createApplyOpen } from './apply-open.ts';
import type { RecommendDependencies } from './dependencies.ts';
import { createFindSolutions } from './find-solutions.ts';
import { createInterpretReply, createWriteForMe } from './language.ts';
import { createPrepareChange } from './prepare-change.ts';
import { createUnderstandIntent } from './understand-intent.ts';
import { createWriteQuestions } from './write-questions.ts';

/** One activity for each effect of the recommend workflow. */
export function createRecommendActivities(dependencies: RecommendDependencies) {
  return {
    'understand-intent': createUnderstandIntent(dependencies),
    'find-solutions': createFindSolutions(dependencies),
    'write-questions': createWriteQuestions(dependencies),
    'interpret-reply': createInterpretReply(dependencies),
    'write-for-me': createWriteForMe(dependencies),
    'apply-open-requirements': createApplyOpen(dependencies),
    'prepare-change': createPrepareChange(dependencies),
  };
}
