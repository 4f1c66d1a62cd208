import { Failure } from '../../domain/failure.ts';
import type { PatternRemoval, RemovalEffect, RemovalEvent } from '../../workflows/removal/state.ts';
import type { Activity } from '../activity.ts';
import type { PatternBook } from '../pattern/pattern-book.ts';

export interface PatternRemovalDependencies {
  readonly patterns: Pick<PatternBook, 'get' | 'remove'>;
}

type Effect = Extract<RemovalEffect, { type: 'remove-pattern' }>;

/**
 * Deletes the very version of a pattern that was asked about, and those before it: whoever confirms has
 * seen which it is. A repeat finds it done.
 */
export function createRemovePattern({
  patterns,
}: PatternRemovalDependencies): Activity<Effect, RemovalEvent> {
  return async ({ target }, context) => {
    const hindered = (reason: string): RemovalEvent => ({
      type: 'removal-hindered',
      at: context.now(),
      reason,
    });
    const pattern = await patterns.get(target.patternId);
    // What a killed try removed is not there any more either.
    if (!pattern && context.attempt === 0) return hindered(GONE);
    if (pattern && pattern.version !== target.version) return hindered(changed(pattern));
    await context.checkTurn();
    try {
      await patterns.remove(target.patternId, target.version);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'conflict') throw error;
      return hindered(changed(undefined));
    }
    return { type: 'pattern-removed', at: context.now() };
  };
}

const GONE = 'This pattern is not there any more.';

function changed(now: Pick<PatternRemoval, 'version'> | undefined): string {
  const at = now ? `: it is at version ${now.version}` : '';
  return `This pattern was changed meanwhile${at}. Look at it before it is deleted.`;
}
