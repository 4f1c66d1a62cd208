import { isJsonObject, type Json } from '../json.ts';
import { providerName } from '../knowledge/providers.ts';
import { type Answer, isSecretAnswer, type Question } from '../question.ts';
import type { Binding, Solution } from '../solution.ts';
import { standingQuestions } from '../standing-questions.ts';
import { redactedJson } from '../redacted-json.ts';
import { HIDDEN, redactNamed } from '../redaction.ts';
import { labelOf } from './labels.ts';
import { textOf } from './reading.ts';
import { NAMED_IN_REQUEST } from './suggestions.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Longest value on a card, in characters and lines. The whole is in the YAML file. */
const VALUE_MAX = 120;
const TEXT_MAX = 240;
const LINES_MAX = 5;

/** Longest entry of a list that stays on one line, in characters. */
const ENTRY_MAX = 80;

/** What a reviewer wants to see of the objects first: what was answered and decided. */
export function describeObjects(from: {
  readonly solution: Pick<Solution, 'provider' | 'bindings'>;
  readonly questions: readonly Question[];
  readonly answers: readonly Answer[];
  readonly extras?: readonly Binding[];
}): readonly Fact[] {
  const { solution, questions, answers, extras = [] } = from;
  const answered = standingQuestions(questions, answers).flatMap((question) => {
    const { id, label } = question;
    const answer = answers.find(({ questionId }) => questionId === id);
    if (!answer || answer.value === null) return [];
    return isSecretAnswer(question, answer) ? [{ label, value: HIDDEN }] : [factOf(label, answer)];
  });
  const decided = [...solution.bindings.filter(({ reason }) => isSaid(reason)), ...extras].map(
    ({ address, value, isSecret }) => {
      const label = labelOf(address.path);
      return isSecret === true ? { label, value: HIDDEN } : factOf(label, { value });
    },
  );
  const provider =
    solution.provider === undefined
      ? []
      : [{ label: 'Provider', value: providerName(solution.provider) }];
  return [...provider, ...answered, ...decided];
}

/** Secrets are hidden before the value is cut: half of one could not be told any more. */
function factOf(label: string, { value }: { readonly value: Json }): Fact {
  const text = redactNamed({ name: label, value: plainWords(redactedJson(value)) });
  return { label, value: shortened(text) };
}

function shortened(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  const shown = lines.slice(0, LINES_MAX).join('\n');
  const most = lines.length > 1 ? TEXT_MAX : VALUE_MAX;
  if (shown.length > most) return `${shown.slice(0, most - 1)}…`;
  return lines.length > LINES_MAX ? `${shown}\n…` : shown;
}

/** What follows from the objects alone needs no reviewer. */
function isSaid(reason: string): boolean {
  return reason === NAMED_IN_REQUEST;
}

function plainWords(value: Json): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => !isJsonObject(item) && !Array.isArray(item));
    return value.map(plainWords).join(isPlain ? ', ' : '\n');
  }
  if (isJsonObject(value)) return entryWords(Object.entries(value));
  return value === null ? 'none' : textOf(value);
}

/** On one line where that is easily read, else a line a field: texts such as SQL keep their lines. */
function entryWords(fields: readonly (readonly [string, Json])[]): string {
  const line = fields.map(([name, item]) => `${name}=${plainWords(item)}`).join(', ');
  if (line.length <= ENTRY_MAX && !line.includes('\n')) return line;
  return fields.map(([name, item]) => `${name}: ${plainWords(item)}`).join('\n');
}
