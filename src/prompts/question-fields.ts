import type { Question } from '../domain/question.ts';
import type { OpenField } from './apply-open-requirements.ts';
import { shownFields } from './shown-fields.ts';
import {
  namesakesAmong,
  type WordQuestionsInput,
  type WordQuestionsOutput,
} from './word-questions.ts';

/** The id of a question in a prompt: its place among those given, short since answers repeat it. */
function promptIdAt(place: number): string {
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

/**
 * The questions in the words that were found for them. Not all of them were shown: where a new label
 * is that of one which was not, the words that code made stay.
 */
export function reworded(
  questions: readonly Question[],
  { questions: said }: WordQuestionsOutput,
): readonly Question[] {
  const before = questions.map(({ label }, place) => ({ id: promptIdAt(place), label }));
  const refused = new Set(namesakesAmong(before, said));
  const words = new Map(said.map((one) => [one.id, one]));
  return questions.map((question, place) => {
    const id = promptIdAt(place);
    const word = refused.has(id) ? undefined : words.get(id);
    return word ? { ...question, label: word.label, text: word.text } : question;
  });
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
