import type { z } from 'zod';
import type { Logger } from '../../ports/logger.ts';

/** A stored event or effect, and what became of reading it. */
interface ReadRow<Value> {
  readonly id: string;
  readonly type: string;
  readonly read: z.ZodSafeParseResult<Value>;
}

/**
 * The row's value, or nothing where this version cannot read it: a newer one wrote it, and does what it
 * says. One such row must not hold up all others. Each is logged once.
 */
export type Readable = <Value>(row: ReadRow<Value>) => readonly Value[];

export function createReadable(logger: Pick<Logger, 'warn'>): Readable {
  const told = new Set<string>();
  return ({ id, type, read }) => {
    if (read.success) return [read.data];
    if (!told.has(id)) {
      told.add(id);
      logger.warn('a stored event or effect could not be read and is left out', { id, type });
    }
    return [];
  };
}
