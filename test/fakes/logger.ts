import type { Logger } from '../../src/ports/logger.ts';

export interface LogEntry {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface FakeLogger extends Logger {
  readonly entries: readonly LogEntry[];
}

/** Keeps what was logged. */
export function createFakeLogger(): FakeLogger {
  const entries: LogEntry[] = [];
  function keep(level: LogEntry['level']): Logger['info'] {
    return (message, fields = {}) => {
      entries.push({ level, message, fields });
    };
  }
  return {
    entries,
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
  };
}
