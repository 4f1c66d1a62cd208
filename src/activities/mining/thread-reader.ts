import type { MiningDependencies } from './dependencies.ts';
import type { Session } from '../../chat/session.ts';
import { type MiningInput, MiningState } from '../../workflows/mining/state.ts';

/** Most jobs that are looked through: few run at a time. */
const LOOKED_THROUGH_MAX = 200;

/**
 * Whether another job that began before this one reads the thread of that head: of a reply nobody knows at first
 * whose thread it is, so that two of them may have begun.
 */
export async function isReadAlready(
  { store }: Pick<MiningDependencies, 'store'>,
  session: Pick<Session, 'id' | 'state'>,
  head: string,
): Promise<boolean> {
  const own = MiningState.parse(session.state);
  const open = { workflow: 'mining', isOpen: true, limit: LOOKED_THROUGH_MAX } as const;
  const others = await store.sessions(open);
  return others.some(({ id, state }) => {
    const { data } = MiningState.safeParse(state);
    if (!data || id === session.id || !isOfThread(data, { input: own.input, head })) return false;
    return data.startedAt < own.startedAt || (data.startedAt === own.startedAt && id < session.id);
  });
}

function isOfThread(
  { input, thread, stage }: MiningState,
  wanted: { readonly input: MiningInput; readonly head: string },
): boolean {
  if (input.type !== 'thread' || wanted.input.type !== 'thread' || stage === 'failed') return false;
  const { workspace, channel } = wanted.input;
  const isThere = input.workspace === workspace && input.channel === channel;
  return isThere && (thread?.head === wanted.head || input.message === wanted.head);
}
