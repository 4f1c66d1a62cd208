import type { z } from 'zod';

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

export interface ModelAnswer<Output> {
  readonly output: Output;
  /** `offline`, or the model's name: shown where it matters and stored with what it made. */
  readonly by: string;
}

/** Language is understood here and nowhere else. */
export interface LanguageModel {
  /** `offline`, or the model's name. */
  readonly name: string;
  /**
   * Each call starts fresh and sees `input` only. Throws `Failure('bad-model-output')` when the
   * answer fails its schema or `verify` twice, `Failure('unavailable')` when there is no answer.
   */
  ask<Input, Output>(
    task: Task<Input, Output>,
    input: Input,
    signal?: AbortSignal,
  ): Promise<ModelAnswer<Output>>;
}
