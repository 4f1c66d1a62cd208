import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../../src/domain/failure.ts';
import type { LanguageModel, Task } from '../../src/ports/language-model.ts';
import type { CaseResult, Marks } from './figures.ts';

/** What one answer of a task is held to have of faults. */
export interface TaskFaults {
  /** What is there and should not be, or is wrong. */
  readonly amiss: readonly string[];
  /** What should be there and is not. */
  readonly missed: readonly string[];
}

/** The marks that every task has. */
export function gradeTask({ amiss, missed }: TaskFaults): Pick<CaseResult, 'marks' | 'remarks'> {
  const marks: Marks = {
    right: { got: amiss.length + missed.length === 0 ? 1 : 0, of: 1 },
    amiss: { got: amiss.length, of: 1 },
    missed: { got: missed.length, of: 1 },
    failed: { got: 0, of: 1 },
  };
  return {
    marks,
    remarks: [...amiss.map((text) => `amiss: ${text}`), ...missed.map((text) => `missed: ${text}`)],
  };
}

/** Values by name against those that were wanted. Numbers and their texts are the same answer. */
export function compareValues(
  wanted: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): TaskFaults {
  const isWanted = (name: string): boolean =>
    Object.hasOwn(wanted, name) && isSame(wanted[name], given[name]);
  return {
    amiss: Object.keys(given)
      .filter((name) => !isWanted(name))
      .map((name) => `${name} is ${JSON.stringify(given[name])}`),
    missed: Object.keys(wanted)
      .filter((name) => !Object.hasOwn(given, name))
      .map((name) => `${name}, ${JSON.stringify(wanted[name])}`),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  if (isDeepStrictEqual(one, other)) return true;
  return isPlain(one) && isPlain(other) && String(one) === String(other);
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Nobody answered: the model was away, or something broke. */
export function failedCase(error: unknown): Pick<CaseResult, 'marks' | 'remarks'> {
  return {
    marks: { right: { got: 0, of: 1 }, failed: { got: 1, of: 1 } },
    remarks: [`failed: ${faultText(error)}`],
  };
}

/** One line, whatever was thrown: a bug is a result too, and the other cases still count. */
export function faultText(error: unknown): string {
  return error instanceof Failure ? `${error.kind}: ${error.message}` : String(error);
}

/** The model's answer, or why there is none. */
export async function answerOf<Input, Output>(
  model: LanguageModel,
  task: Task<Input, Output>,
  input: Input,
): Promise<Output | Failure> {
  try {
    return (await model.ask(task, input)).output;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
