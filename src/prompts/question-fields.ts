import type { Question } from '../domain/question.ts';
import type { OpenField } from './apply-open-requirements.ts';
import { shownFields } from './shown-fields.ts';
import type { WordQuestionsInput } from './word-questions.ts';

/** The id of a question in a prompt: its place among those given, short since answers repeat it. */
export function promptIdAt(place: number): string {
  return String(place + 1);
}

/** What is shown of questions that shall be worded: the others keep the words that code made. */
export function fieldsToWord(
  questions: readonly Question[],
  text: string,
): WordQuestionsInput['fields'] {
  return chosen(questions, text).map(({ id, question }) => ({
    id,
    path: pathOf(question),
    type: question.limits.type,
    label: question.label,
    text: question.text,
    isRequired: question.isRequired,
    ...closedOptions(question),
  }));
}

/** What is shown of questions of which `text` may answer some. */
export function fieldsToSet(questions: readonly Question[], text: string): OpenField[] {
  return chosen(questions, text).map(({ id, question }) => ({
    id,
    path: pathOf(question),
    type: question.limits.type,
    description: question.text,
    ...closedOptions(question),
  }));
}

function chosen(questions: readonly Question[], text: string) {
  const numbered = questions.map((question, place) => ({ id: promptIdAt(place), question }));
  return shownFields(numbered, text, ({ question }) => ({
    path: pathOf(question),
    words: `${question.label} ${question.text}`,
    options: closedOptions(question).enum ?? [],
    // Neither task must see every one: what is required is asked for by code.
    isRequired: false,
  }));
}

function pathOf({ addresses }: Question): string {
  return addresses[0]?.path ?? '';
}

function closedOptions({ isOpen, options }: Question): { enum?: string[] } {
  return isOpen || options.length === 0 ? {} : { enum: options.map(({ value }) => value) };
}
