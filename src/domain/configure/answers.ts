import type { Json } from '../json.ts';
import type { Question } from '../question.ts';
import { readList, readMap, readRows } from './composite-answers.ts';
import { type AnswerContext, jsonIn, type Reading } from './reading.ts';
import { readScalar } from './scalar-answers.ts';
import { TYPE_WORDS, valueProblem } from './value-problem.ts';

const NO_CONTEXT: AnswerContext = { questions: [], answers: [] };

/**
 * Reads what somebody typed or chose as the value of a question. Text is read kindly (case, quotes,
 * "yes" for true, commas or lines in lists); values that are JSON already are only checked.
 */
export function readAnswer(
  question: Question,
  raw: Json,
  context: AnswerContext = NO_CONTEXT,
): Reading {
  const reading = readByType(question, raw, context);
  const isSecret = question.isSecret === true;
  if ('problem' in reading) return isSecret ? unreadable(question) : reading;
  const fault = valueProblem(reading.value, question.limits);
  if (fault === undefined) return reading;
  // What is wrong with a list or a map is said with the item.
  const isQuoted = typeof reading.value !== 'string';
  return isSecret && isQuoted ? unreadable(question) : { problem: sentence(question, fault) };
}

/** A secret is not quoted, nor what could be made of it. */
function unreadable({ label, limits }: Question): Reading {
  return { problem: `${label} must be ${TYPE_WORDS[limits.type]} that fits its field.` };
}

function readByType(question: Question, raw: Json, context: AnswerContext): Reading {
  switch (question.limits.type) {
    case 'array':
      return question.columns ? readRows(question, raw, context) : readList(question, raw);
    case 'map':
      return readMap(question, raw);
    case 'object':
    case 'any':
      return readFree(question, raw);
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'int-or-string':
      return readScalar(question, raw);
  }
}

/** Where the schema does not say what belongs there: JSON when it is JSON, else the text itself. */
function readFree(question: Question, raw: Json): Reading {
  if (typeof raw !== 'string') return { value: raw };
  const parsed = jsonIn(raw);
  if (parsed !== undefined) return { value: parsed };
  if (question.limits.type === 'any') return { value: raw.trim() };
  return { problem: `${question.label} must be an object, written as JSON: {"key": "value"}.` };
}

function sentence({ label, limits, suggestion }: Question, fault: string): string {
  const example = typeof suggestion === 'string' || typeof suggestion === 'number';
  const hint = example && limits.type !== 'array' ? `, for example ${suggestion}` : '';
  return `${label} ${fault}${hint}.`;
}
