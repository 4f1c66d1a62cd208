import { describe, expect, it } from 'vitest';
import { arranged, type PendingEffect, type SessionOnPage } from './sessions.ts';

const session: SessionOnPage = {
  id: 'recommend-1',
  workflow: 'recommend',
  version: 3,
  isOpen: true,
  isListening: true,
  owner: 'U0000000ANA',
  channel: 'C00PLATFORM',
  updatedAt: '2026-03-01T10:00:00.000Z',
  state: {},
};

function anEffect(id: string, streamId: string, notBefore?: string): PendingEffect {
  const due = notBefore === undefined ? {} : { notBefore };
  return { id, streamId, type: 'present', attempts: 0, body: {}, ...due };
}

describe('sessions', () => {
  it('hold their own effects, what is due now first', () => {
    const expiry = anEffect('1', session.id, '2026-03-02T10:00:00.000Z');
    const reminder = anEffect('2', session.id, '2026-03-01T12:00:00.000Z');
    const now = anEffect('3', session.id);
    const other = { ...session, id: 'scan-1' };
    const { sessions } = arranged({
      sessions: [session, other],
      pendingEffects: [expiry, reminder, now],
    });

    expect(sessions).toEqual([
      { session, effects: [now, reminder, expiry] },
      { session: other, effects: [] },
    ]);
  });

  it('leave effects of no listed session to be shown apart', () => {
    const answer = anEffect('1', 'inbound-7');
    const { sessions, others } = arranged({ sessions: [session], pendingEffects: [answer] });

    expect(sessions).toEqual([{ session, effects: [] }]);
    expect(others).toEqual([answer]);
  });
});
