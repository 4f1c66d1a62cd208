import type { z } from 'zod';
import type { Actor } from '../chat/actor.ts';

/**
 * What is asked of a model: a prompt file's contract. `input` is all that the call may see; `verify`
 * is code's own look at the answer: a sentence saying what is wrong, or undefined.
 */
export interface Task<Input, Output> {
  readonly id: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** The texts that fill the prompt's places, by place name. */
  values(input: Input): Readonly<Record<string, string>>;
  verify(input: Input, output: Output): string | undefined;
}

/**
 * Stands in the person's place where a scan asks: that is spent from the scans' own budget and the day's,
 * not from a person's or a conversation's.
 */
export const SCAN_ASKER: Actor = { platform: 'slack', workspace: '', id: 'scan' };

/** For whom a question is asked, and how. None of it reaches the prompt. */
export interface Asking {
  /** Ends the call at once; what is thrown then is the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whose budgets it is spent from; `SCAN_ASKER` where a scan asks. */
  readonly sessionId?: string;
  readonly actor?: Actor;
  /** `offline`: the built-in rules shall answer, whichever model is connected. */
  readonly by?: 'offline';
}

export interface ModelAnswer<Output> {
  readonly output: Output;
  /** `offline`, or the model's name: shown where it matters and stored with what it made. */
  readonly by: string;
  /** The prompt that made it, `assemble-solutions@1`. Undefined where none was rendered. */
  readonly prompt?: string;
}

/** Language is understood here and nowhere else. */
export interface LanguageModel {
  /** `offline`, or the model's name. */
  readonly name: string;
  /**
   * Each call starts fresh and sees `input` only. Throws `Failure('bad-model-output')` when the
   * answer fails its schema or `verify` twice, `Failure('model-unavailable')` when there is no answer:
   * the model is down, slow, limited, declines, or its budget is spent.
   */
  ask<Input, Output>(
    task: Task<Input, Output>,
    input: Input,
    asking?: Asking,
  ): Promise<ModelAnswer<Output>>;
}
