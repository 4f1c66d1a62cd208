import type { SessionsAnswer } from '../../page-protocol.ts';

export type SessionOnPage = SessionsAnswer['sessions'][number];
export type PendingEffect = SessionsAnswer['pendingEffects'][number];

export interface SessionWithEffects {
  readonly session: SessionOnPage;
  readonly effects: readonly PendingEffect[];
}

export interface ArrangedSessions {
  /** In the order of the answer. */
  readonly sessions: readonly SessionWithEffects[];
  /** Effects of no session that is listed: what answers a command before there is one. */
  readonly others: readonly PendingEffect[];
}

/** Puts the effects that are still to be done under their sessions, the next one first. */
export function arranged({ sessions, pendingEffects }: SessionsAnswer): ArrangedSessions {
  const listed = new Set(sessions.map(({ id }) => id));
  const byStream = Map.groupBy(pendingEffects.toSorted(byTime), ({ streamId }) => streamId);
  return {
    sessions: sessions.map((session) => ({ session, effects: byStream.get(session.id) ?? [] })),
    others: [...byStream].flatMap(([streamId, effects]) => (listed.has(streamId) ? [] : effects)),
  };
}

function byTime({ notBefore: one = '' }: PendingEffect, { notBefore: other = '' }: PendingEffect) {
  return one < other ? -1 : one > other ? 1 : 0;
}
