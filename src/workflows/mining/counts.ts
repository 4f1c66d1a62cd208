import {
  CANDIDATES_MAX,
  type MiningCounts,
  type MiningEventOf,
  type MiningState,
} from './state.ts';

const UNREAD_MAX = 20;

/** The state with one more part done. */
export function counted(state: MiningState, event: MiningEventOf<'part-mined'>): MiningState {
  const { at, found, unread, by, reached, reachedAt } = event;
  const { waitsUntil: _, problem: __, retry: ___, ...before } = state;
  const ids = found.map(({ candidateId }) => candidateId);
  const candidates = [...new Set([...before.candidates, ...ids])];
  const writers = by === undefined ? before.by : joined(before.by, by);
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
    ...(reachedAt === undefined ? {} : { reachedAt }),
  };
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
