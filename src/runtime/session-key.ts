import type { Session } from '../chat/session.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Commit, RecordStore } from '../ports/record-store.ts';

/** How often it is looked again because another write was faster. */
const MOST_TRIES = 10;

/**
 * Gives an open session a key, in the place of the one that it has: as long as it is open, no other can
 * be opened with it. Returns the session that has it already, where there is another one. Throws
 * `Failure('unavailable')`, and `Failure('conflict')` where the session is closed.
 */
export async function takeKey(
  { store, clock }: { readonly store: RecordStore; readonly clock: Clock },
  { sessionId, key }: { readonly sessionId: string; readonly key: string },
): Promise<Session | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const [holder] = await store.sessions({ key, isOpen: true, limit: 1 });
    if (holder) return holder.id === sessionId ? undefined : holder;
    const session = await store.session(sessionId);
    if (!session?.isOpen) throw new Failure('conflict', 'That has ended meanwhile.');
    if (await isWritten(store, { ...session, key, updatedAt: clock.now().toISOString() })) {
      return undefined;
    }
  }
  throw new Failure('unavailable', 'Too much happens at once here. Try again in a moment.', {
    retryAfterMs: 1_000,
  });
}

/** False where the session moved on, or another one took the key. */
async function isWritten(store: RecordStore, session: Session): Promise<boolean> {
  const commit: Commit = {
    session: {
      record: { ...session, version: session.version + 1 },
      expectedVersion: session.version,
    },
    effects: [],
    cancels: [],
    audit: [],
    finishes: {},
  };
  try {
    await store.commit(commit);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'conflict') return false;
    throw error;
  }
}
