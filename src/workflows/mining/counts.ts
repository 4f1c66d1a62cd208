import { CANDIDATES_MAX, type MiningEventOf, type MiningState } from './state.ts';
import { type MiningCounts } from './progress.ts';

const UNREAD_MAX = 20;

/** The state with one more part done. */
export function counted(state: MiningState, event: MiningEventOf<'part-mined'>): MiningState {
  const { at, found, unread, by, reached, reachedAt, thread, since, isLast } = event;
  const { waitsUntil: _, problem: __, retry: ___, thread: ____, ...before } = placed(state, thread);
  const ids = found.map(({ candidateId }) => candidateId);
  const candidates = [...new Set([...before.candidates, ...ids])];
  const writers = by === undefined ? before.by : joined(before.by, by);
  // The last page has all that there is, however long ago it was said.
  const farthest = isLast ? (before.oldestAt ?? reachedAt) : reachedAt;
  return {
    ...before,
    stage: 'reading',
    counts: sum(before.counts, event.counts),
    candidates: candidates.slice(0, CANDIDATES_MAX),
    unread: [...before.unread, ...unread].slice(0, UNREAD_MAX),
    files: before.input.type === 'documents' ? before.files + 1 : before.files,
    updatedAt: at,
    ...(writers === undefined ? {} : { by: writers }),
    ...(reached === undefined ? {} : { reached }),
    ...(farthest === undefined ? {} : { reachedAt: farthest }),
    ...(thread === undefined ? {} : { thread }),
    ...(since === undefined ? {} : { since }),
  };
}

/** The thread that was sought is known: it is answered there, unless the answer is one person's alone. */
function placed(state: MiningState, thread: MiningState['thread']): MiningState {
  const { threadSoughtIn, ...rest } = state;
  if (threadSoughtIn === undefined || thread === undefined) return state;
  const { answersIn = { ...threadSoughtIn, thread: thread.head } } = state;
  return { ...rest, answersIn };
}

/** Both where different ones understood different parts: "claude-x, offline". */
function joined(before: string | undefined, by: string): string {
  const all = new Set([...(before === undefined ? [] : before.split(', ')), by]);
  return [...all].join(', ');
}

function sum(one: MiningCounts, other: MiningCounts): MiningCounts {
  return {
    messages: one.messages + other.messages,
    conversations: one.conversations + other.conversations,
    understood: one.understood + other.understood,
    hidden: one.hidden + other.hidden,
    found: one.found + other.found,
    policies: one.policies + other.policies,
    strengthened: one.strengthened + other.strengthened,
    known: one.known + other.known,
    dropped: one.dropped + other.dropped,
  };
}
