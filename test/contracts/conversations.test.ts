import { describe, onTestFinished } from 'vitest';
import { createSlackChat } from '../../src/adapters/slack/slack-chat.ts';
import { createProcessMemory } from '../../src/adapters/system/process-memory.ts';
import { startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { aChannel, createFakeConversations } from '../fakes/conversations.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { type ConversationStage, conversationsContract } from './conversations.ts';

describe('past conversations in memory', () => {
  conversationsContract(async () => {
    const conversations = createFakeConversations();
    conversations.channels.set('C2', aChannel({ id: 'C2', name: 'random', isMember: false }));
    return {
      conversations,
      workspace: 'T1',
      channel: 'C1',
      strange: 'C2',
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
});

async function openSlack(): Promise<ConversationStage> {
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
    conversations: chat.conversations,
    workspace: slack.identity.teamId,
    channel,
    strange: 'C0000RANDOM',
    say: async (text, thread) => ana.send(channel, text, thread === undefined ? {} : { thread }).ts,
    edit: (message, text) => ana.edit(shown(message), text),
    remove: (message) => ana.delete(shown(message)),
    async share(name, content) {
      const { files } = await ana.share(channel, { name, content });
      return files[0] ?? '';
    },
  };
}
