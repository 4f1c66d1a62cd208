import { describe, expect, it, onTestFinished } from 'vitest';
import { createSlackChat, type SlackChat } from '../../src/adapters/slack/slack-chat.ts';
import { createProcessMemory } from '../../src/adapters/system/process-memory.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { aChannel, createFakeConversations } from '../fakes/conversations.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { type ConversationStage, conversationsContract } from './conversations.ts';

const NEWCOMER = 'U00NEWCOMER';

describe('past conversations in memory', () => {
  conversationsContract(async () => {
    const conversations = createFakeConversations();
    conversations.channels.set('C2', aChannel({ id: 'C2', name: 'random', isMember: false }));
    conversations.members.set('C1', ['U1', 'U2']);
    return {
      conversations,
      workspace: 'T1',
      channel: 'C1',
      strange: 'C2',
      members: {
        one: 'U1',
        none: 'U9',
        leave: async () => {
          conversations.members.set('C1', ['U2']);
        },
      },
      say: async (text, thread) =>
        conversations.say('C1', { text, ...(thread === undefined ? {} : { thread }) }).id,
      edit: async (message, text) => conversations.edit('C1', message, text),
      remove: async (message) => conversations.remove('C1', message),
      async share(name, content) {
        const file = { id: 'F1', name };
        conversations.share({ ...file, content });
        conversations.say('C1', { text: '', files: [file] });
        return file.id;
      },
    };
  });
});

describe('past conversations in Slack', () => {
  conversationsContract(openSlack);

  it('are looked through for a member page after page', async () => {
    const { conversations, workspace, channel, slack } = await openSlack();
    const many = Array.from({ length: 2_500 }, (_, index) => `U${String(index).padStart(10, '0')}`);
    const last = many.at(-1) ?? '';
    isIn(slack, { channel, also: many });
    const ofLast = { platform: 'slack', workspace, id: last } as const;

    expect(await conversations.isMember({ workspace, channel }, ofLast)).toBe(true);
    expect(await conversations.isMember({ workspace, channel }, { ...ofLast, id: NEWCOMER })).toBe(
      false,
    );
  });

  it('are one person’s own where they are direct', async () => {
    const { conversations, workspace, platform } = await openSlack();
    const ben = { platform: 'slack', workspace, id: 'U0000000BEN' } as const;
    const place = await platform.directPlace(ben);

    expect(await conversations.isMember(place, ben)).toBe(true);
    expect(await conversations.isMember(place, { ...ben, id: 'U000000DREW' })).toBe(false);
    expect(await conversations.isMember(place, { ...ben, id: NEWCOMER })).toBe(false);
  });
});

async function openSlack(): Promise<
  ConversationStage & Pick<SlackChat, 'platform'> & { slack: LocalSlack }
> {
  const clock = createFakeClock();
  const slack = await startLocalSlack({ manifest: 'app-manifest.yml' });
  onTestFinished(() => slack.close());
  const chat = createSlackChat({
    config: { botToken: slack.identity.botToken, apiUrl: slack.apiUrl },
    memory: createProcessMemory(clock),
    logger: createFakeLogger(),
    clock,
  });
  await chat.identify();
  const ana = slack.as('ana');
  const channel = 'C00PLATFORM';
  const shown = (id: string): Message => {
    const found = slack.state().messages.find(({ ts }) => ts === id);
    if (!found) throw new Error(`There is no message ${id}`);
    return found;
  };
  return {
    slack,
    platform: chat.platform,
    conversations: chat.conversations,
    workspace: slack.identity.teamId,
    channel,
    strange: 'C0000RANDOM',
    members: {
      one: 'U0000000BEN',
      none: NEWCOMER,
      leave: async (person) => isIn(slack, { channel, without: person }),
    },
    say: async (text, thread) => ana.send(channel, text, thread === undefined ? {} : { thread }).ts,
    edit: (message, text) => ana.edit(shown(message), text),
    remove: (message) => ana.delete(shown(message)),
    async share(name, content) {
      const { files } = await ana.share(channel, { name, content });
      return files[0] ?? '';
    },
  };
}

function isIn(
  slack: LocalSlack,
  change: { readonly channel: string; readonly without?: string; readonly also?: string[] },
): void {
  const { channel: id, without, also = [] } = change;
  slack.administer(({ channels }) => ({
    channels: channels.map((one) =>
      one.id === id
        ? { ...one, members: [...one.members.filter((member) => member !== without), ...also] }
        : one,
    ),
  }));
}
