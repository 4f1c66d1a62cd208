import { describe, expect, it } from 'vitest';
import { fromShortcut } from './inbound.ts';
import { MessageShortcut } from './payloads.ts';

const BOT = { botUserId: 'UBOT', url: 'https://acme.slack.com/' };

function aShortcut(callbackId: string): MessageShortcut {
  return MessageShortcut.parse({
    type: 'message_action',
    callback_id: callbackId,
    trigger_id: 'tr6',
    action_ts: '1700000006.000100',
    user: { id: 'U1', team_id: 'T1' },
    team: { id: 'T1' },
    channel: { id: 'C1' },
    message: { ts: '1700000002.000100', thread_ts: '1700000001.000100', text: 'only us-east-1' },
  });
}

describe('a shortcut on a message', () => {
  it('makes a policy of it, and says of which message', () => {
    expect(fromShortcut(aShortcut('policy-for-message'), BOT)).toMatchObject({
      type: 'command-given',
      text: 'policies new only us-east-1',
      place: { channel: 'C1', thread: '1700000001.000100' },
      messageUrl:
        'https://acme.slack.com/archives/C1/p1700000002000100?thread_ts=1700000001.000100&cid=C1',
    });
  });

  it('captures its thread, and leaves what it says to whoever reads that', () => {
    expect(fromShortcut(aShortcut('capture-thread'), BOT)).toMatchObject({
      type: 'command-given',
      text: 'capture this',
      place: { channel: 'C1', thread: '1700000001.000100' },
      messageId: '1700000002.000100',
    });
  });

  it('is answered in the channel where its message is no reply', () => {
    const onReply = aShortcut('policy-for-message');
    const message = { ...onReply.message, thread_ts: undefined };

    expect(fromShortcut(onReply, BOT)).not.toHaveProperty('isOnHead');
    expect(fromShortcut({ ...onReply, message }, BOT)).toMatchObject({ isOnHead: true });
  });

  it('has no address where that of the workspace is not known', () => {
    const event = fromShortcut(aShortcut('recommend-for-message'), { ...BOT, url: undefined });

    expect(event).toMatchObject({ text: 'recommend only us-east-1' });
    expect(event).not.toHaveProperty('messageUrl');
  });

  it('of another version of the app means nothing', () => {
    expect(fromShortcut(aShortcut('toString'), BOT)).toBeUndefined();
    expect(fromShortcut(aShortcut('no-such-shortcut'), BOT)).toBeUndefined();
  });
});
