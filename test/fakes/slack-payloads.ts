import { encodePress } from '../../src/adapters/slack/button.ts';

/** A message in a channel, in its event envelope. */
export function messageEvent(event: object = {}): object {
  return {
    type: 'event_callback',
    event_id: 'Ev1',
    team_id: 'T1',
    event: { type: 'message', channel: 'C1', user: 'U1', text: 'hi', ...event },
  };
}

/** `/dotai recommend …` in a channel. */
export const command = {
  command: '/dotai',
  text: 'recommend a &lt;small&gt; database',
  trigger_id: 'tr1',
  user_id: 'U1',
  channel_id: 'C1',
  team_id: 'T1',
};

/** A press in a message of a thread, for session `s1`. */
export function pressOf(action: { readonly name: string; readonly argument?: string }): object {
  return {
    type: 'block_actions',
    trigger_id: 'tr2',
    user: { id: 'U1', team_id: 'T1' },
    team: { id: 'T1' },
    channel: { id: 'C1' },
    container: { type: 'message', message_ts: '1700000003.000100' },
    message: { ts: '1700000003.000100', thread_ts: '1700000000.000100' },
    actions: [
      {
        type: 'button',
        action_id: '0.0:choose-solution',
        action_ts: '1700000004.000100',
        value: encodePress({ sessionId: 's1', action }),
      },
    ],
  };
}
