import { expect, it, onTestFinished } from 'vitest';
import { aCard, anActor, aPlace } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { startFakeSlackApi } from '../../../test/fakes/slack-api.ts';
import { createProcessMemory } from '../system/process-memory.ts';
import { createSlackChat } from './slack-chat.ts';

it('only speaks where nobody takes in what is heard, without the tokens for listening', async () => {
  const api = await startFakeSlackApi();
  onTestFinished(() => api.close());
  const logger = createFakeLogger();
  const clock = createFakeClock();
  const chat = createSlackChat({
    config: { botToken: 'xoxb-1', apiUrl: api.url },
    memory: createProcessMemory(clock),
    logger,
    clock,
  });

  await chat.identify();
  await chat.start();
  await chat.platform.tell({
    place: aPlace(),
    to: anActor(),
    sessionId: undefined,
    deliveryId: 'delivery-1',
    card: aCard('Hello', { audience: anActor() }),
  });
  await chat.stop();

  expect(api.calls.map(({ method }) => method)).toContain('chat.postEphemeral');
  expect(logger.entries.map(({ message }) => message)).not.toContain('Slack is connected');
});
