import { askingAloud } from './asking.ts';
import type { RecommendDependencies } from './dependencies.ts';
import { withKeptOptions } from './kept-options.ts';
import { readLiveFacts } from './live-facts.ts';
import { withPolicies } from './solution-policies.ts';
import { configuredSolution, readTables } from './tables.ts';
import type { Activity } from '../activity.ts';
import {
  type BindingPolicy,
  bindingPolicies,
  isSamePolicies,
} from '../../domain/configure/binding-policies.ts';
import { findBindings } from '../../domain/configure/bindings.ts';
import type { QuestionInput } from '../../domain/configure/drafts.ts';
import { answerAsSaid } from '../../domain/configure/hints-answers.ts';
import { findLinks } from '../../domain/configure/links.ts';
import { allowedBindings } from '../../domain/configure/policy-questions.ts';
import { buildQuestions, questionAt } from '../../domain/configure/questions.ts';
import type { Question } from '../../domain/question.ts';
import type { Solution } from '../../domain/solution.ts';
import type { Asking, LanguageModel } from '../../ports/language-model.ts';
import { fieldsToWord, reworded } from '../../prompts/question-fields.ts';
import { wordQuestions } from '../../prompts/word-questions.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

type Effect = Extract<RecommendEffect, { type: 'write-questions' }>;

/**
 * Reads the chosen kinds' schemas and what the cluster holds, and asks only what is open. Where questions
 * stand already, they stay as they are as long as the policies do.
 */
export function createWriteQuestions(
  dependencies: RecommendDependencies,
): Activity<Effect, RecommendEvent> {
  return async (effect, context) => {
    const state = RecommendState.parse(context.session.state);
    const { links: _links, bindings: _bindings, ...rest } = configuredSolution(state);
    const chosen = { ...rest, links: [], bindings: [] };
    const policies = bindingPolicies(await dependencies.policies.active(), chosen);
    const standing = standingAsTheyAre(state, policies);
    if (standing) return { type: 'questions-written', at: context.now(), ...standing };
    const { input, built, stored } = await askedUnder(policies, { dependencies, state, chosen });
    const asking = askingAloud({ model: dependencies.model, context, state, effect });
    const { said, by: solvedBy } = await worded(dependencies.model, {
      built,
      state,
      title: chosen.title,
      asking,
    });
    const { links, bindings } = input.solution;
    const questions = withKeptOptions(said);
    const { instead } = effect;
    const at = context.now();
    const written = { questions, links, bindings, tables: stored, policies };
    const solutions = await solutionsByNow(dependencies, state);
    return { type: 'questions-written', at, ...written, ...solutions, solvedBy, instead };
  };
}

type Written = Extract<RecommendEvent, { type: 'questions-written' }>;

function standingAsTheyAre(
  { questions, links, bindings, tables, policies = [] }: RecommendState,
  now: readonly BindingPolicy[],
): Omit<Written, 'type' | 'at'> | undefined {
  if (questions.length === 0 || !isSamePolicies(policies, now)) return undefined;
  return { questions, links, bindings, tables, policies };
}

/** What is to be asked of the chosen solution under these policies, before it is worded. */
async function askedUnder(
  policies: BindingPolicy[],
  from: {
    readonly dependencies: RecommendDependencies;
    readonly state: RecommendState;
    readonly chosen: Solution;
  },
): Promise<{
  readonly input: QuestionInput;
  readonly built: readonly Question[];
  readonly stored: Record<string, string>;
}> {
  const { dependencies, state, chosen } = from;
  const intent = fullIntent(state);
  const { tables, stored } = await readTables(dependencies, chosen);
  const links = [...findLinks(chosen, tables)];
  const linked = { ...chosen, links };
  const facts = await readLiveFacts(dependencies, { solution: linked, tables });
  const found = findBindings(linked, tables, { facts, intent });
  const open = { solution: { ...linked, bindings: [...found] }, tables, facts, intent, policies };
  const bindings = [...allowedBindings(open)];
  const dropped = found.filter((one) => !bindings.includes(one)).map(({ address }) => address);
  const input = { ...open, solution: { ...linked, bindings } };
  const asked = buildQuestions({ ...input, dropped });
  return { input, built: [...asked, ...keptQuestions(state, { input, asked })], stored };
}

/** What was answered, or is refused, and would not be asked by itself: what the server brought up, and the like. */
function keptQuestions(
  { questions, answers, problems }: RecommendState,
  { input, asked }: { readonly input: QuestionInput; readonly asked: readonly Question[] },
): readonly Question[] {
  const ids = new Set(asked.map(({ id }) => id));
  const meant = new Set([...answers.map(({ questionId }) => questionId), ...Object.keys(problems)]);
  return questions
    .filter(({ id }) => !ids.has(id) && meant.has(id))
    .flatMap(({ id, stage, addresses, isRequired }) => {
      const [address] = addresses;
      const question = address && questionAt(input, address, stage);
      return question ? [{ ...question, id, addresses, isRequired }] : [];
    });
}

/** How policies stand by now to what was found; nothing on the way to the first questions. */
async function solutionsByNow(
  dependencies: RecommendDependencies,
  state: RecommendState,
): Promise<Pick<Written, 'solutions'>> {
  if (state.questions.length === 0) return {};
  const found = await withPolicies(dependencies, {
    solutions: state.solutions,
    said: fullIntent(state),
  });
  const solutions = state.solutions.map(({ policies: _before, ...solution }) => {
    const policies = found.find(({ id }) => id === solution.id)?.policies;
    return policies === undefined ? solution : { ...solution, policies };
  });
  return { solutions };
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
