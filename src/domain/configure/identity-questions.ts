import type { Question } from '../question.ts';
import type { QuestionInput } from './drafts.ts';
import { longestName, NAME_PATTERN } from './names.ts';
import { NAME_FORMAT } from './scalar-answers.ts';
import { plainOption } from './suggestions.ts';

/** Every solution's first questions: what it is called and, where that matters, where it lives. */
export function identityQuestions({ solution, facts }: QuestionInput): readonly Question[] {
  const { resources } = solution;
  const name: Question = {
    id: 'name',
    stage: 'required',
    label: 'Name',
    text: `What should it be called? Lower-case letters, digits and hyphens.`,
    addresses: resources.map(({ alias }) => ({ alias, path: 'metadata.name' })),
    limits: {
      type: 'string',
      format: NAME_FORMAT,
      pattern: NAME_PATTERN,
      minLength: 1,
      maxLength: longestName(solution),
    },
    options: [],
    isOpen: true,
    isRequired: true,
    isWritable: true,
  };
  const namespaced = resources.filter(({ kind }) => kind.namespaced);
  if (namespaced.length === 0) return [name];
  const namespace: Question = {
    id: 'namespace',
    stage: 'required',
    label: 'Namespace',
    text:
      facts.namespaces.length === 0
        ? 'Which namespace should it go to? I may not list those that there are.'
        : 'Which namespace should it go to?',
    addresses: namespaced.map(({ alias }) => ({ alias, path: 'metadata.namespace' })),
    limits: { type: 'string', minLength: 1 },
    options: facts.namespaces.map(plainOption),
    isOpen: facts.namespaces.length === 0,
    isRequired: true,
    isWritable: false,
  };
  return [name, namespace];
}
