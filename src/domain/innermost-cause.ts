import { redactSecrets } from './redaction.ts';

const MESSAGE_MAX = 100;

/**
 * What went wrong at the bottom of it, for operators: Node's code, such as `ECONNREFUSED`, where one of the
 * causes has one, else the words of the last, secrets hidden.
 */
export function innermostCause(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const { cause } = thrown;
  if (cause instanceof Error) return innermostCause(cause);
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return redactSecrets(thrown.message).slice(0, MESSAGE_MAX) || thrown.name;
}
