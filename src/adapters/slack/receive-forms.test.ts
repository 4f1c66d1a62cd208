import { expect, it, onTestFinished } from 'vitest';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeFrontDoor } from '../../../test/fakes/front-door.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { startFakeSlackApi } from '../../../test/fakes/slack-api.ts';
import { Failure } from '../../domain/failure.ts';
import { createSlackChat } from './slack-chat.ts';
import { createProcessMemory } from '../system/process-memory.ts';

const opened = {
  event_id: 'Ev1',
  type: 'event_callback',
  team_id: 'T1',
  event: { type: 'app_home_opened', user: 'U1', tab: 'home' },
};

it.each([
  [new Failure('unavailable', 'The records cannot be read.'), 'The records cannot be read.'],
  [new TypeError('a bug'), 'Something went wrong on my side.'],
])('says in the Home that it cannot be read: %s', async (fault, words) => {
  const api = await startFakeSlackApi();
  onTestFinished(() => api.close());
  const door = createFakeFrontDoor();
  const chat = createSlackChat({
    config: { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: api.url },
    frontDoor: () => door,
    memory: createProcessMemory(createFakeClock()),
    logger: createFakeLogger(),
    clock: createFakeClock(),
  });
  await chat.identify();
  await chat.start();
  onTestFinished(() => chat.stop());
  door.fault = fault;
  await api.send('events_api', opened);
  await api.until(() => api.callsOf('views.publish').length === 1);

  const shown = JSON.stringify(api.callsOf('views.publish')[0]?.args['view']);
  expect(shown).toContain(words);
  expect(shown).not.toContain('a bug');
});
