import type { Question } from '../question.ts';
import type { SolutionResource } from '../solution.ts';
import { namesOf } from './field-path.ts';
import { spoken, splitWords } from './labels.ts';

/** Ids are made unique, and labels that several objects share name their object. */
export function distinct(
  questions: readonly Question[],
  resources: readonly SolutionResource[],
): readonly Question[] {
  const unique = withUniqueIds(questions);
  return unique.map((question) => withTellingLabel(question, unique, resources));
}

function withTellingLabel(
  question: Question,
  all: readonly Question[],
  resources: readonly SolutionResource[],
): Question {
  const { label, addresses, id } = question;
  const [address, ...others] = addresses;
  if (!address || others.length > 0 || id === 'name' || id === 'namespace') return question;
  const namesakes = all.filter((other) => other.label === label && other.id !== id);
  const isWithinObject = namesakes.some(({ addresses: [one] }) => one?.alias === address.alias);
  const owner = resources.findIndex(({ alias }) => alias === address.alias);
  const kind = resources[owner]?.kind.kind ?? '';
  if (isWithinObject) {
    const holder = holderOf(address.path);
    const isRoot = /^(?:spec|forProvider|parameters)$/u.test(holder);
    return { ...question, label: withPrefix(isRoot ? kind : holder, label) };
  }
  // "Description" of an object that is not the main one leaves open whose.
  const isOpenWhose = owner > 0 && !label.includes(' ');
  if (namesakes.length === 0 && !isOpenWhose) return question;
  return { ...question, label: withPrefix(kind, label) };
}

/** What the field's own object is called. */
function holderOf(path: string): string {
  return namesOf(path).slice(0, -1).at(-1) ?? '';
}

function withPrefix(name: string, label: string): string {
  const words = spoken(splitWords(name));
  const rest = /^[A-Z]{2}/u.test(label)
    ? label
    : `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  return `${words} ${rest}`;
}

function withUniqueIds(questions: readonly Question[]): readonly Question[] {
  const seen = new Map<string, number>();
  return questions.map((question) => {
    const count = (seen.get(question.id) ?? 0) + 1;
    seen.set(question.id, count);
    return count === 1 ? question : { ...question, id: `${question.id}-${count}` };
  });
}
