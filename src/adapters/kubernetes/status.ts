import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { ApiAnswer, ApiResponse } from './transport.ts';

/** The `Status` object that a Kubernetes API server answers with when it does not do what was asked. */
export const Status = z.object({
  message: z.string().default(''),
  reason: z.string().optional(),
  code: z.number().optional(),
  details: z
    .object({
      name: z.string().optional(),
      group: z.string().optional(),
      kind: z.string().optional(),
      retryAfterSeconds: z.number().optional(),
      causes: z
        .array(
          z.object({
            reason: z.string().optional(),
            message: z.string().default(''),
            field: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});
export type Status = z.infer<typeof Status>;

/** Not every refusal is a `Status`: an unknown path and proxies answer in plain text. */
export function statusOf({ body, header }: ApiResponse): Status {
  if (!header('content-type')?.startsWith('application/json')) return plainStatus(body);
  const parsed = Status.safeParse(parseJson(body));
  return parsed.success ? parsed.data : plainStatus(body);
}

/** Undefined for what is no JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function plainStatus(body: Buffer): Status {
  return { message: body.toString('utf8', 0, 300).trim() };
}

/**
 * What a failing answer means where nothing particular was asked for: throttling and server errors
 * pass by waiting, credentials need an operator.
 */
export function answerFailure(answer: ApiAnswer, status: Status): Failure {
  const cause = new Error(`HTTP ${answer.status}: ${status.message}`);
  if (answer.status === 401) {
    const message =
      "The cluster does not accept the bot's credentials. An operator must renew its kubeconfig.";
    return new Failure('forbidden', message, { cause });
  }
  if (answer.status === 403) {
    const message = `The cluster does not allow the bot to do this: ${status.message}`;
    return new Failure('forbidden', message, { cause });
  }
  const retryAfterMs = retryAfter(answer, status);
  const message =
    answer.status === 429
      ? 'The cluster asks for patience: too many requests. Try again shortly.'
      : `The cluster cannot answer right now (HTTP ${answer.status}). Try again shortly.`;
  return new Failure('unavailable', message, { cause, retryAfterMs });
}

function retryAfter(answer: ApiAnswer, status: Status): number {
  const seconds = Number(answer.header('retry-after') ?? status.details?.retryAfterSeconds);
  return seconds > 0 ? seconds * 1_000 : 5_000;
}

/** The body of a 200 or 201, checked. Anything else throws what `answerFailure` makes of it. */
export function readBody<T>(schema: z.ZodType<T>, response: ApiResponse): T {
  if (response.status !== 200 && response.status !== 201) {
    throw answerFailure(response, statusOf(response));
  }
  const parsed = schema.safeParse(parseJson(response.body));
  if (parsed.success) return parsed.data;
  throw senselessAnswer(parsed.error);
}

/** An answer that should be right by its status, and is not what it should be. */
export function senselessAnswer(cause: unknown): Failure {
  const message = 'The cluster gave an answer that makes no sense. Try again shortly.';
  return new Failure('unavailable', message, { cause, retryAfterMs: 5_000 });
}
