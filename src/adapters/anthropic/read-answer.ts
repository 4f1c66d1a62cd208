import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { Task } from '../../ports/language-model.ts';
import type { ModelCallOutcome } from '../../ports/model-ledger.ts';
import type { RenderedPrompt } from '../../prompts/prompt-file.ts';
import { textOf, type Message } from './exchange.ts';
import { repairReason } from './repair-reason.ts';

/** What a message turned out to be. */
export type ReadAnswer<Output> =
  | { readonly outcome: 'answered'; readonly output: Output }
  /** `reason` is for the model: what is wrong, without secrets. */
  | { readonly outcome: 'wrong' | 'cut'; readonly answer: string; readonly reason: string }
  | {
      readonly outcome: 'failed';
      readonly as: 'declined' | 'too-long';
      readonly failure: Failure;
    };

/** Takes a message for what it is, and holds an answer against its schema and the task's own look. */
export function readAnswer<Input, Output>(parts: {
  readonly task: Task<Input, Output>;
  readonly input: Input;
  readonly rendered: RenderedPrompt;
  readonly message: Message;
}): ReadAnswer<Output> {
  const { task, input, rendered, message } = parts;
  const answer = textOf(message);
  switch (message.stop_reason) {
    case 'refusal':
      return {
        outcome: 'failed',
        as: 'declined',
        failure: failure('Claude declined this.', 'declined'),
      };
    case 'model_context_window_exceeded':
      return {
        outcome: 'failed',
        as: 'too-long',
        failure: failure('This is too long for Claude.', 'too-long'),
      };
    case 'max_tokens':
      return { outcome: 'cut', answer, reason: 'It was longer than it may be.' };
    default:
      break;
  }
  // Structured output: the text is the JSON from end to end, and nothing is searched for.
  const decoded = attempt((): unknown => JSON.parse(answer));
  if (!decoded.ok) return wrong(answer, 'It is not JSON.');
  const parsed = task.output.safeParse(decoded.value);
  if (!parsed.success) return wrong(answer, z.prettifyError(parsed.error));
  const written = parsed.data;
  const misplaced = rendered.misplaced(written);
  if (misplaced !== undefined) return wrong(answer, misplaced);
  const restored = task.output.safeParse(rendered.restore(written));
  if (!restored.success) return wrong(answer, z.prettifyError(restored.error));
  const fault = task.verify(input, restored.data);
  return fault === undefined
    ? { outcome: 'answered', output: restored.data }
    : wrong(answer, fault, { written, restored: restored.data });
}

/** How the ledger names it. */
export function outcomeOf(read: ReadAnswer<unknown>): ModelCallOutcome {
  return read.outcome === 'failed' ? read.as : read.outcome;
}

function wrong(
  answer: string,
  fault: string,
  texts: Parameters<typeof repairReason>[1] = { written: undefined, restored: undefined },
): ReadAnswer<never> {
  return { outcome: 'wrong', answer, reason: repairReason(fault, texts) };
}

function failure(message: string, reason: 'declined' | 'too-long'): Failure {
  return new Failure('model-unavailable', message, { reason });
}

function attempt<Value>(act: () => Value): { ok: true; value: Value } | { ok: false } {
  try {
    return { ok: true, value: act() };
  } catch {
    return { ok: false };
  }
}
