import { askingAloud } from './asking.ts';
import type { RecommendDependencies } from './dependencies.ts';
import { configuredSolution, storedTables } from './tables.ts';
import { fullIntent } from './write-questions.ts';
import type { Activity } from '../activity.ts';
import { readAnswer } from '../../domain/configure/answers.ts';
import { NO_FACTS } from '../../domain/configure/live-options.ts';
import { widened } from '../../domain/configure/policy-narrowing.ts';
import { openQuestions } from '../../domain/configure/questions.ts';
import { holdsSecretOf } from '../../domain/placeholders.ts';
import type { Question } from '../../domain/question.ts';
import type { Binding } from '../../domain/solution.ts';
import { standingQuestions } from '../../domain/standing-questions.ts';
import { plainValue } from '../../prompts/answer-value.ts';
import { applyOpenRequirements } from '../../prompts/apply-open-requirements.ts';
import { fieldsToSet } from '../../prompts/question-fields.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

type Effect = Extract<RecommendEffect, { type: 'apply-open-requirements' }>;

/** How many fields are offered for what a person adds at the end. */
const FIELDS_OFFERED = 40;

/** Finds fields for what was said at the end; what has none is said back, never dropped. */
export function createApplyOpen({
  model,
  artifacts,
}: RecommendDependencies): Activity<Effect, RecommendEvent> {
  return async (effect, context) => {
    const state = RecommendState.parse(context.session.state);
    const text = state.openText ?? '';
    const solution = configuredSolution(state);
    const tables = await storedTables(artifacts, state, solution);
    const input = { solution, tables, facts: NO_FACTS, intent: fullIntent(state) };
    const unasked = openQuestions(input, text, FIELDS_OFFERED);
    // What a policy forbids is refused with its reason once the objects are built, not passed over here.
    const offered = [...unanswered(state).map(widened), ...unasked];
    const fields = fieldsToSet(offered, text);
    const asking = askingAloud({ model, context, state, effect });
    const answer = await model.ask(applyOpenRequirements, { text, fields }, asking);
    const { output, by: solvedBy } = answer;
    const extras: Binding[] = [];
    const unmet = [...output.unmet];
    for (const { id, value, because } of output.values) {
      const question = offered[Number(id) - 1];
      const reading = question && readAnswer(question, plainValue(value));
      if (!question || !reading || 'problem' in reading) {
        unmet.push(because);
        continue;
      }
      const isSecret = question.isSecret === true || holdsSecretOf(reading.value, [text]);
      for (const address of question.addresses) {
        const extra = { address, value: reading.value, reason: because };
        extras.push(isSecret ? { ...extra, isSecret } : extra);
      }
    }
    return { type: 'requirements-applied', at: context.now(), extras, unmet, solvedBy };
  };
}

function unanswered({ questions, answers }: RecommendState): Question[] {
  const answered = new Set(answers.map(({ questionId }) => questionId));
  const standing = standingQuestions(questions, answers);
  return standing.filter(({ id, addresses }) => !answered.has(id) && addresses.length > 0);
}
