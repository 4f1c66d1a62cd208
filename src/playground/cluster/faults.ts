import { ApiError } from './api-error.ts';

/** What the server does instead of answering as it should. */
export interface Fault {
  /** `status` answers with that code, `hang` never answers, `reset` cuts the connection. */
  readonly does: { readonly status: number } | 'hang' | 'reset';
  /** After: the request is carried out first, and only its answer is lost. Default before. */
  readonly when?: 'before' | 'after';
  readonly method?: string;
  /** Part of the path. */
  readonly path?: string;
  /** How many requests it hits. Default 1. */
  readonly times?: number;
}

/** Faults that wait for their requests; of several that fit, the oldest is used. */
export interface Faults {
  next(fault: Fault): void;
  clear(): void;
  /** Takes the fault that this request meets, if there is one. */
  take(request: { readonly method: string; readonly path: string }): Fault | undefined;
}

export function createFaults(): Faults {
  let waiting: readonly { readonly fault: Fault; readonly left: number }[] = [];

  return {
    next(fault) {
      waiting = [...waiting, { fault, left: fault.times ?? 1 }];
    },
    clear() {
      waiting = [];
    },
    take({ method, path }) {
      const found = waiting.find(
        ({ fault }) =>
          (fault.method === undefined || fault.method === method) &&
          path.includes(fault.path ?? ''),
      );
      if (!found) return undefined;
      waiting = waiting.flatMap((entry) => {
        if (entry !== found) return [entry];
        return entry.left > 1 ? [{ ...entry, left: entry.left - 1 }] : [];
      });
      return found.fault;
    },
  };
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** The status object that comes with such a code. */
export function faultStatus(code: number): ApiError {
  const reason = REASONS[code] ?? 'InternalError';
  return new ApiError({
    code,
    reason,
    message: `the server has been told to answer with ${reason}`,
    ...(code === 429 || code === 503 ? { details: { retryAfterSeconds: 1 } } : {}),
  });
}
