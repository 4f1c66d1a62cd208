import { askingAloud } from './asking.ts';
import type { RecommendDependencies } from './dependencies.ts';
import { withKeptOptions } from './kept-options.ts';
import { readLiveFacts } from './live-facts.ts';
import { configuredSolution, readTables } from './tables.ts';
import type { Activity } from '../activity.ts';
import { bindingPolicies } from '../../domain/configure/binding-policies.ts';
import { findBindings } from '../../domain/configure/bindings.ts';
import { answerAsSaid } from '../../domain/configure/hints-answers.ts';
import { findLinks } from '../../domain/configure/links.ts';
import { allowedBindings, withPolicyNotes } from '../../domain/configure/policy-questions.ts';
import { buildQuestions } from '../../domain/configure/questions.ts';
import type { Question } from '../../domain/question.ts';
import type { Asking, LanguageModel } from '../../ports/language-model.ts';
import { fieldsToWord, reworded } from '../../prompts/question-fields.ts';
import { wordQuestions } from '../../prompts/word-questions.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

type Effect = Extract<RecommendEffect, { type: 'write-questions' }>;

/** Reads the chosen kinds' schemas and what the cluster holds, and asks only what is open. */
export function createWriteQuestions(
  dependencies: RecommendDependencies,
): Activity<Effect, RecommendEvent> {
  return async (effect, context) => {
    const state = RecommendState.parse(context.session.state);
    const chosen = configuredSolution(state);
    const intent = fullIntent(state);
    const { tables, stored } = await readTables(dependencies, chosen);
    const links = [...findLinks(chosen, tables)];
    const linked = { ...chosen, links };
    const facts = await readLiveFacts(dependencies, { solution: linked, tables });
    const policies = bindingPolicies(await dependencies.policies.active(), chosen);
    const found = findBindings(linked, tables, { facts, intent });
    const input = {
      solution: { ...linked, bindings: [...found] },
      tables,
      facts,
      intent,
      policies,
    };
    const bindings = [...allowedBindings(input)];
    const dropped = found.filter((one) => !bindings.includes(one)).map(({ address }) => address);
    const solution = { ...linked, bindings };
    const built = buildQuestions({ ...input, solution, dropped });
    const asking = askingAloud({ model: dependencies.model, context, state, effect });
    const title = chosen.title;
    const { said, by: solvedBy } = await worded(dependencies.model, {
      built,
      state,
      title,
      asking,
    });
    const questions = withKeptOptions(withPolicyNotes(said, { policies }));
    const { instead } = effect;
    const at = context.now();
    const written = { questions, links, bindings, tables: stored, policies };
    return { type: 'questions-written', at, ...written, solvedBy, instead };
  };
}

/** The intent with everything that was clarified; a bare yes says what it was asked. */
export function fullIntent({ intent, clarifications }: RecommendState): string {
  return [intent, ...clarifications.map((one) => answerAsSaid(one))].join('. ');
}

/** The model may say it better; what is asked, and what is allowed, stays as code decided. */
async function worded(
  model: LanguageModel,
  from: {
    built: readonly Question[];
    state: RecommendState;
    title: string;
    asking: Asking;
  },
): Promise<{ readonly said: readonly Question[]; readonly by: string }> {
  const { built, state, title, asking } = from;
  const fields = fieldsToWord(built, state.intent);
  const input = { intent: state.intent, solutionTitle: title, fields };
  const { output, by } = await model.ask(wordQuestions, input, asking);
  return { said: reworded(built, output), by };
}
