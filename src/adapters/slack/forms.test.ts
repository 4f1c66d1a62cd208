import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../test/fakes/clock.ts';
import { createFakeFrontDoor } from '../../../test/fakes/front-door.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { type FakeSlackApi, startFakeSlackApi } from '../../../test/fakes/slack-api.ts';
import type { Form } from '../../chat/form.ts';
import { Failure } from '../../domain/failure.ts';
import type { ReadAnswer } from '../../ports/front-door.ts';
import { encodePress } from './button.ts';
import { createSlackChat, type SlackChat } from './slack-chat.ts';
import { createProcessMemory } from '../system/process-memory.ts';

const form: Form = {
  id: 'required',
  title: 'Required settings',
  submitLabel: 'Save',
  intro: [],
  fields: [
    {
      id: 'name-1',
      label: 'Name',
      kind: 'text',
      options: [],
      isSearched: false,
      isRequired: true,
    },
  ],
};
const origin = {
  sessionId: 's1',
  formId: 'required',
  channel: 'C1',
  thread: '1700000000.000100',
};

let api: FakeSlackApi;
let door: ReturnType<typeof createFakeFrontDoor>;
let clock: FakeClock;
let chat: SlackChat;

beforeEach(async () => {
  api = await startFakeSlackApi();
  door = createFakeFrontDoor();
  clock = createFakeClock();
  api.answer('views.open', () => ({ ok: true, view: { id: 'V1', hash: 'h1' } }));
  chat = createSlackChat({
    config: { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: api.url },
    frontDoor: () => door,
    memory: createProcessMemory(clock),
    logger: createFakeLogger(),
    clock,
  });
  await chat.identify();
  await chat.start();
});

afterEach(async () => {
  await chat.stop();
  await api.close();
});

function press(): Promise<unknown> {
  return api.send('interactive', {
    type: 'block_actions',
    trigger_id: 'tr1',
    user: { id: 'U1', team_id: 'T1' },
    team: { id: 'T1' },
    channel: { id: 'C1' },
    message: { ts: '1700000003.000100', thread_ts: '1700000000.000100' },
    actions: [
      {
        type: 'button',
        action_id: '0.0:open-form',
        action_ts: '1700000004.000100',
        value: encodePress({ sessionId: 's1', action: { name: 'open-form' }, formId: 'required' }),
      },
    ],
  });
}

function submit(value: string): Promise<unknown> {
  return api.send('interactive', {
    type: 'view_submission',
    trigger_id: `tr-${value}`,
    user: { id: 'U1', team_id: 'T1' },
    team: { id: 'T1' },
    view: {
      id: 'V1',
      hash: 'h1',
      callback_id: 'dotai-form',
      private_metadata: JSON.stringify(origin),
      blocks: [{ type: 'input', block_id: 'name-1' }],
      state: { values: { 'name-1': { value: { type: 'plain_text_input', value } } } },
    },
  });
}

async function seen(method: string): Promise<Record<string, unknown>> {
  await api.until(() => api.callsOf(method).length > 0);
  return { ...api.callsOf(method)[0]?.args };
}

describe('a press that opens a form', () => {
  it('opens it, with the place and session for the way back', async () => {
    door.answer = { type: 'form', form };
    await press();
    const { trigger_id: trigger, view } = await seen('views.open');

    expect(trigger).toBe('tr1');
    expect(view).toMatchObject({
      type: 'modal',
      callback_id: 'dotai-form',
      private_metadata: JSON.stringify(origin),
      title: { text: 'Required settings' },
      blocks: [{ type: 'input', block_id: 'name-1', optional: false }],
    });
    expect(door.accepted).toEqual([]);
    expect(door.asked).toMatchObject([{ type: 'form', sessionId: 's1', formId: 'required' }]);
  });

  it('shows a loading modal while the form takes its time, then fills it', async () => {
    const reading = Promise.withResolvers<ReadAnswer>();
    door.answer = reading.promise;
    await press();
    await clock.advance(300);
    const opened = await seen('views.open');
    reading.resolve({ type: 'form', form });
    const updated = await seen('views.update');

    expect(JSON.stringify(opened['view'])).toContain('Loading the form…');
    expect(updated).toMatchObject({
      view_id: 'V1',
      view: { title: { text: 'Required settings' } },
    });
  });

  it('draws the form anew when the modal was changed meanwhile', async () => {
    const reading = Promise.withResolvers<ReadAnswer>();
    let updates = 0;
    door.answer = reading.promise;
    api.answer('views.update', () => {
      updates += 1;
      return updates === 1 ? { ok: false, error: 'hash_conflict' } : { ok: true };
    });
    await press();
    await clock.advance(300);
    await seen('views.open');
    reading.resolve({ type: 'form', form });
    await api.until(() => api.callsOf('views.update').length === 2);

    expect(door.asked).toHaveLength(2);
    expect(api.callsOf('views.update').map(({ args }) => args['hash'])).toEqual(['h1', undefined]);
  });

  it('offers the button again when Slack has stopped waiting', async () => {
    door.answer = { type: 'form', form };
    api.answer('views.open', () => ({ ok: false, error: 'expired_trigger_id' }));
    await press();
    const told = await seen('chat.postEphemeral');

    expect(told['blocks']).toContainEqual({
      type: 'actions',
      elements: [
        expect.objectContaining({ text: expect.objectContaining({ text: 'Open the form' }) }),
      ],
    });
  });

  it('offers the button again when the loading modal could not be filled', async () => {
    const reading = Promise.withResolvers<ReadAnswer>();
    door.answer = reading.promise;
    api.answer('views.update', () => ({ httpStatus: 500 }));
    await press();
    await clock.advance(300);
    await seen('views.open');
    reading.resolve({ type: 'form', form });

    expect(await seen('chat.postEphemeral')).toMatchObject({
      user: 'U1',
      thread_ts: origin.thread,
    });
  });

  it('tells the person alone why there is no form', async () => {
    door.answer = { type: 'refused', line: ['This request is closed.'] };
    await press();

    expect(await seen('chat.postEphemeral')).toMatchObject({
      user: 'U1',
      text: 'This request is closed.',
    });
    expect(api.callsOf('views.open')).toEqual([]);
  });
});

describe('a submitted form', () => {
  it('is decided with its values, session and place, and closes', async () => {
    expect(await submit('my-db')).toEqual({ response_action: 'clear' });
    expect(door.decided).toMatchObject([
      {
        type: 'form-submitted',
        sessionId: 's1',
        formId: 'required',
        values: { 'name-1': 'my-db' },
        place: { channel: 'C1', thread: '1700000000.000100' },
      },
    ]);
  });

  it('is another event when it is sent again with corrections', async () => {
    door.reply = { type: 'field-errors', errors: { 'name-1': 'No capitals.' } };
    const refused = await submit('My-DB');
    await submit('my-db');

    expect(refused).toEqual({ response_action: 'errors', errors: { 'name-1': 'No capitals.' } });
    expect(new Set(door.decided.map(({ id }) => id)).size).toBe(2);
  });

  it('leads on to the next form', async () => {
    door.reply = { type: 'form', form: { ...form, id: 'basic', title: 'Basic settings' } };

    expect(await submit('my-db')).toMatchObject({
      response_action: 'update',
      view: {
        title: { text: 'Basic settings' },
        private_metadata: JSON.stringify({ ...origin, formId: 'basic' }),
      },
    });
  });

  it('says that it is being checked when that takes longer', async () => {
    door.reply = { type: 'working', line: ['The answer comes in the thread.'] };

    expect(await submit('my-db')).toMatchObject({
      response_action: 'update',
      view: { title: { text: 'Checking…' } },
    });
  });

  it('keeps what was filled in when it cannot be stored', async () => {
    door.fault = new Failure('unavailable', 'Try again in a minute.');

    expect(await submit('my-db')).toEqual({
      response_action: 'errors',
      errors: { 'name-1': 'Try again in a minute.' },
    });
  });
});

describe('a searched menu', () => {
  function type(value: string): Promise<unknown> {
    return api.send('interactive', {
      type: 'block_suggestion',
      action_id: 'value',
      block_id: 'namespace-1',
      value,
      user: { id: 'U1', team_id: 'T1' },
      team: { id: 'T1' },
      view: { private_metadata: JSON.stringify(origin) },
    });
  }

  it('offers what the search finds, at most a hundred', async () => {
    door.answer = {
      type: 'options',
      options: Array.from({ length: 150 }, (_, index) => ({
        value: `team-${index}`,
        label: `team-${index}`,
      })),
    };

    expect(await type('team')).toHaveProperty('options.length', 100);
    expect(door.asked).toMatchObject([{ type: 'options', fieldId: 'namespace-1', text: 'team' }]);
  });

  it('is empty, not broken, when the search fails', async () => {
    door.fault = new Failure('unavailable', 'The cluster does not answer.');

    expect(await type('team')).toEqual({ options: [] });
  });
});
