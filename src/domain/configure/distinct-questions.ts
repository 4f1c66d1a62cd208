import type { Question } from '../question.ts';
import type { SolutionResource } from '../solution.ts';
import { splitWords } from './labels.ts';

/** Ids are made unique, and labels that several objects share name their object. */
export function distinct(
  questions: readonly Question[],
  resources: readonly SolutionResource[],
): readonly Question[] {
  return withUniqueIds(
    questions.map((question) => withTellingLabel(question, questions, resources)),
  );
}

function withTellingLabel(
  question: Question,
  all: readonly Question[],
  resources: readonly SolutionResource[],
): Question {
  const isAlone = all.filter(({ label }) => label === question.label).length === 1;
  const [address, ...others] = question.addresses;
  const owner = resources.findIndex(({ alias }) => alias === address?.alias);
  const isPlain = isAlone && !isVague(question.label, owner);
  if (isPlain || others.length > 0 || question.id === 'name' || question.id === 'namespace') {
    return question;
  }
  const kind = splitWords(resources[owner]?.kind.kind ?? '').join(' ');
  const rest = /^[A-Z]{2}/u.test(question.label)
    ? question.label
    : `${question.label.charAt(0).toLowerCase()}${question.label.slice(1)}`;
  return { ...question, label: `${kind} ${rest}` };
}

/** "Description" of an object that is not the main one leaves open whose. */
function isVague(label: string, owner: number): boolean {
  return owner > 0 && !label.includes(' ');
}

function withUniqueIds(questions: readonly Question[]): readonly Question[] {
  const seen = new Map<string, number>();
  return questions.map((question) => {
    const count = (seen.get(question.id) ?? 0) + 1;
    seen.set(question.id, count);
    return count === 1 ? question : { ...question, id: `${question.id}-${count}` };
  });
}
