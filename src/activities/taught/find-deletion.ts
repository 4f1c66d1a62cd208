import type { Actor } from '../../chat/actor.ts';
import { patternKey } from '../../chat/pattern-key.ts';
import { policyKey } from '../../chat/policy-key.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import { PolicyRemovalState } from '../../workflows/policy-removal/state.ts';
import { RemovalState } from '../../workflows/removal/state.ts';

interface Deletion {
  readonly name: string;
  readonly by: Actor;
  /** ISO time. */
  readonly at: string;
}

/**
 * Tells of the deletion of a pattern or policy by its id, from the conversation in which it was deleted;
 * undefined where none is known. Throws what the store throws.
 */
export function createFindDeletion(
  store: Pick<RecordStore, 'sessions'>,
): (id: string) => Promise<Deletion | undefined> {
  return async (id) => {
    const isPolicy = id.startsWith('pol-');
    const key = isPolicy ? policyKey(id) : patternKey(id);
    const workflow = isPolicy ? 'policy-removal' : 'removal';
    const [session] = await store.sessions({ workflow, key, isOpen: false, limit: 1 });
    if (!session) return undefined;
    const { state, updatedAt: at } = session;
    return isPolicy ? ofPolicy(state, at) : ofPattern(state, at);
  };
}

function ofPattern(state: unknown, at: string): Deletion | undefined {
  const { data } = RemovalState.safeParse(state);
  if (data?.stage !== 'done' || data.target.type !== 'pattern') return undefined;
  return { name: data.target.name, by: data.decidedBy ?? data.owner, at };
}

function ofPolicy(state: unknown, at: string): Deletion | undefined {
  const { data } = PolicyRemovalState.safeParse(state);
  if (data?.stage !== 'done') return undefined;
  return { name: data.sentence ?? data.policyId, by: data.decidedBy ?? data.owner, at };
}
