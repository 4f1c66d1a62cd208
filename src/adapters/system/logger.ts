import { pino } from 'pino';
import { redactSecrets } from '../../domain/redaction.ts';
import type { Logger } from '../../ports/logger.ts';

/** Names under which secrets travel, whatever stands before or after them. */
const SECRET_NAME =
  /token|secret|password|passphrase|authorization|cookie|credential|api[-_]?key|private[-_]?key|signature/iu;
const HIDDEN = '[hidden]';

/** Deeper values are a payload, and payloads are not logged. */
const DEEPEST = 5;

/**
 * JSON lines on the standard output, or on `write`. Fields whose name looks like a secret's are
 * hidden at every depth, and so are secrets within texts; errors keep their kind, message, stack and cause.
 */
export function createPinoLogger(options: {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly write?: (line: string) => void;
}): Logger {
  const { level, write } = options;
  const settings = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = write ? pino(settings, { write }) : pino(settings);
  return {
    debug: (message, fields) => logger.debug(safe(fields), message),
    info: (message, fields) => logger.info(safe(fields), message),
    warn: (message, fields) => logger.warn(safe(fields), message),
    error: (message, fields) => logger.error(safe(fields), message),
  };
}

function safe(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return safeRecord(fields, 0);
}

function safeRecord(record: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      isSecret(name, value) ? HIDDEN : safeValue(value, depth + 1),
    ]),
  );
}

/** A count of tokens is no token. */
function isSecret(name: string, value: unknown): boolean {
  return SECRET_NAME.test(name) && typeof value !== 'number' && typeof value !== 'boolean';
}

function safeValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '[deep]';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item: unknown) => safeValue(item, depth + 1));
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return {
      ...safeRecord(value, depth),
      name,
      message: redactSecrets(message),
      stack: safeValue(stack, depth),
      cause: safeValue(cause, depth + 1),
    };
  }
  return safeRecord(value, depth);
}
