import type { Reply } from '../chat/form.ts';
import { Failure } from '../domain/failure.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { keyOfJob, lookingAgain, sessionIdOf, type SourceChanged } from './changed-source.ts';
import type { Dispatch } from './dispatch.ts';
import { finish } from './receive-ends.ts';

interface LookingParts {
  readonly dispatch: Pick<Dispatch, 'open' | 'hear'>;
  readonly store: RecordStore;
  readonly logger: Logger;
}

/** How often it is tried to reach a job that ends at just that moment. */
const TRIES_MAX = 10;

/**
 * Quotes of what was edited or deleted go with it. One job at a time looks at a channel's: what arrives while
 * it runs is handed to it. Throws `Failure('unavailable')` where that is not possible yet.
 */
export async function lookAgain(parts: LookingParts, inbound: SourceChanged): Promise<Reply> {
  const { dispatch, store } = parts;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if ((await dispatch.open(lookingAgain(inbound))) === 'opened') return { type: 'closed' };
    const filter = { key: keyOfJob(inbound), isOpen: true, limit: 1 };
    const [running] = await store.sessions(filter);
    const heard = running && (await dispatch.hear(running.id, inbound));
    if (heard?.type === 'decided') return { type: 'closed' };
    // It has as much to do as it can hold.
    if (heard?.type === 'ignored') await dispatch.open(lookingAgain(inbound, true));
    // Handed over or opened by another process meanwhile.
    const isDone =
      (running && (await store.session(running.id))?.isOpen === true) ||
      (await store.session(sessionIdOf(inbound))) !== undefined;
    if (isDone) return finish(parts, { inbound, effects: [] });
  }
  throw new Failure('unavailable', 'What changed in that channel is looked at in a moment.');
}
