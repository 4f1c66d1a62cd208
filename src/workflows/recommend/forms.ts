import { policyNotes } from './policy-notes.ts';
import { stageQuestions } from './stages.ts';
import type { RecommendState } from './state.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import type { Form, FormField } from '../../chat/form.ts';
import { hidesInitial } from '../../chat/redacted-form.ts';
import type { SessionOf } from '../../chat/session.ts';
import { line, type Line, person } from '../../chat/text.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import { isSecretAnswer, type Question } from '../../domain/question.ts';

const STALE = 'That step is behind us. Go on with the newest card in the thread.';

/** The form behind a button, or why it is not for this person or not for now. */
export function form(
  { state, owner }: SessionOf<RecommendState>,
  request: { formId: string; viewer: Actor },
): Form | Line {
  if (!isSameActor(owner, request.viewer)) {
    return line`This conversation is led by ${person(owner)}: only they can fill in its forms.`;
  }
  if (request.formId === 'clarify') {
    return state.stage === 'clarifying' ? clarifyForm(state) : [STALE];
  }
  if (state.stage !== 'answering') return [STALE];
  if (request.formId === 'requirements') {
    return state.asking === 'open' ? requirementsForm(state) : [STALE];
  }
  return request.formId === `answers/${state.shown.at(-1)}`
    ? stageForm(state, request.formId)
    : [STALE];
}

function clarifyForm(state: RecommendState): Form {
  const fields = state.clarifyingQuestions.map(({ id, text, options, note }): FormField => ({
    id,
    label: text,
    ...(note === undefined ? {} : { hint: note }),
    kind: options.length > 0 ? 'select' : 'text',
    options,
    isSearched: false,
    isRequired: false,
  }));
  fields.push({
    id: 'own-words',
    label: 'Anything else that matters',
    kind: 'multiline',
    options: [],
    isSearched: false,
    isRequired: false,
    maxLength: 2_000,
  });
  return { id: 'clarify', title: 'A few questions', submitLabel: 'Search', intro: [], fields };
}

function requirementsForm(state: RecommendState): Form {
  const field: FormField = {
    id: 'requirements',
    label: 'Requirements in your own words',
    hint: 'One to a line reads best.',
    kind: 'multiline',
    options: [],
    isSearched: false,
    isRequired: true,
    maxLength: 3_000,
    ...(state.openText === undefined ? {} : { initial: state.openText }),
  };
  return {
    id: 'requirements',
    title: 'Anything else?',
    submitLabel: 'Build it',
    intro: [],
    fields: [field],
  };
}

function stageForm(state: RecommendState, id: string): Form {
  const title = {
    required: 'Required settings',
    basic: 'Basic settings',
    advanced: 'Advanced settings',
    open: '',
  }[state.asking];
  const fields = stageQuestions(state).map((question) => fieldOf(state, question));
  return { id, title, submitLabel: 'Continue', intro: [], fields };
}

function fieldOf(state: RecommendState, question: Question): FormField {
  const { id, label, text, limits, options, isOpen, isRequired } = question;
  const answer = state.answers.find(({ questionId }) => questionId === id);
  const initial = initialOf(question, answer?.value ?? question.suggestion);
  const isHidden = isSecretAnswer(question, answer ?? {}) || hidesInitial({ label, initial });
  const problem = state.problems[id];
  const notes = policyNotes(state, question, problem).values();
  // What was refused has to be replaced or taken back: there, empty does not mean to keep it.
  const isUnshown = isHidden && answer !== undefined && problem === undefined;
  return {
    id,
    label,
    hint: [...(problem === undefined ? [] : [problem]), text, ...notes].join(' '),
    kind: kindOf(question),
    options: isOpen && limits.type !== 'array' ? [] : options,
    isSearched: options.length > 100,
    // Another alternative may be chosen in the same form: then this one is left empty.
    isRequired: isRequired && question.onlyWith === undefined && !isUnshown,
    ...(initial === undefined || isHidden ? {} : { initial }),
    ...(isUnshown ? { isUnshown } : {}),
  };
}

/** Options that are mere suggestions must not keep other values out: such a field is typed into. */
function kindOf({ limits, options, isOpen, columns }: Question): FormField['kind'] {
  if (columns) return 'multiline';
  if (limits.type === 'boolean') return 'select';
  if (options.length > 0 && !isOpen) return limits.type === 'array' ? 'multi-select' : 'select';
  if (limits.type === 'map' || limits.type === 'any' || limits.type === 'object')
    return 'multiline';
  return 'text';
}

function initialOf(question: Question, value: Json | undefined): FormField['initial'] {
  if (value === undefined) return undefined;
  const kind = kindOf(question);
  if (kind === 'multi-select') return (Array.isArray(value) ? value : [value]).map(plainText);
  if (kind === 'select') {
    const text = plainText(value);
    return question.options.some((option) => option.value === text) ? text : undefined;
  }
  if (isJsonObject(value) || (Array.isArray(value) && value.some(isJsonObject))) {
    return JSON.stringify(value, null, 2);
  }
  return Array.isArray(value) ? value.map(plainText).join(', ') : plainText(value);
}

/** As it is typed and as options name it: `true`, `3`, `small`. */
function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
