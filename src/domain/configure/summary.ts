import { isJsonObject, type Json } from '../json.ts';
import { providerName } from '../knowledge/providers.ts';
import type { KubernetesObject } from '../manifest.ts';
import type { Answer, Question } from '../question.ts';
import type { Binding, Solution } from '../solution.ts';
import { redactSecrets } from '../redaction.ts';
import { labelOf } from './labels.ts';
import { textOf } from './reading.ts';
import { NAMED_IN_REQUEST } from './suggestions.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Longest value on a review card, in characters. The whole is in the YAML file. */
const VALUE_MAX = 120;

/** What a reviewer wants to see first: the objects, then what was answered and decided. */
export function describeObjects(from: {
  readonly solution: Pick<Solution, 'provider' | 'bindings' | 'resources'>;
  readonly objects: readonly KubernetesObject[];
  readonly questions: readonly Question[];
  readonly answers: readonly Answer[];
  readonly extras?: readonly Binding[];
}): readonly Fact[] {
  const { solution, objects, questions, answers, extras = [] } = from;
  const answered = questions.flatMap(({ id, label }) => {
    const answer = answers.find(({ questionId }) => questionId === id);
    return answer && answer.value !== null ? [{ label, value: wordsFor(answer.value) }] : [];
  });
  const decided = [...solution.bindings.filter(({ reason }) => isSaid(reason)), ...extras].map(
    ({ address, value }) => ({ label: labelOf(address.path), value: wordsFor(value) }),
  );
  const provider =
    solution.provider === undefined
      ? []
      : [{ label: 'Provider', value: providerName(solution.provider) }];
  const kinds = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
  return [{ label: 'Objects', value: kinds }, ...provider, ...answered, ...decided];
}

/** What follows from the objects alone needs no reviewer. */
function isSaid(reason: string): boolean {
  return reason === NAMED_IN_REQUEST;
}

function wordsFor(value: Json): string {
  const text = redactSecrets(plainWords(value)).replace(/\s+/gu, ' ');
  return text.length <= VALUE_MAX ? text : `${text.slice(0, VALUE_MAX - 1)}…`;
}

function plainWords(value: Json): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => !isJsonObject(item) && !Array.isArray(item));
    return isPlain
      ? value.map(plainWords).join(', ')
      : `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  }
  if (isJsonObject(value)) {
    return Object.entries(value)
      .map(([name, item]) => `${name}=${plainWords(item)}`)
      .join(', ');
  }
  return value === null ? 'none' : textOf(value);
}
