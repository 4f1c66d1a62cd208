import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../test/fakes/clock.ts';
import { createFakeFrontDoor } from '../../../test/fakes/front-door.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { type FakeSlackApi, listen, startFakeSlackApi } from '../../../test/fakes/slack-api.ts';
import { command, messageEvent, pressOf } from '../../../test/fakes/slack-payloads.ts';
import { Failure } from '../../domain/failure.ts';
import { createSlackChat, type SlackChat, type SlackConfig } from './slack-chat.ts';
import { createProcessMemory } from '../system/process-memory.ts';

const SECRET = 'signing-secret';
const STORE_IS_DOWN = new Failure('unavailable', 'I cannot write this down right now.');

let api: FakeSlackApi;
let clock: FakeClock;
let door: ReturnType<typeof createFakeFrontDoor>;
let chat: SlackChat | undefined;
let logger: ReturnType<typeof createFakeLogger>;

beforeEach(async () => {
  api = await startFakeSlackApi();
  door = createFakeFrontDoor();
  clock = createFakeClock();
  logger = createFakeLogger();
  chat = undefined;
});

afterEach(async () => {
  await chat?.stop();
  await api.close();
});

async function start(config: Partial<SlackConfig>): Promise<void> {
  const made = createSlackChat({
    config: { botToken: 'xoxb-1', apiUrl: api.url, ...config },
    frontDoor: () => door,
    memory: createProcessMemory(clock),
    logger,
    clock,
  });
  await made.identify();
  await made.start();
  chat = made;
}

const inThread = messageEvent({ ts: '1700000001.000100', thread_ts: '1700000000.000100' });
const mention = { ts: '1700000002.000100', text: '<@UBOT> recommend a queue' };

describe('over HTTP', () => {
  let url: string;

  beforeEach(async () => {
    const probe = createServer();
    const port = await listen(probe);
    await new Promise((resolve) => {
      probe.close(resolve);
    });
    url = `http://127.0.0.1:${port}/slack/events`;
    await start({ signingSecret: SECRET, port });
  });

  function send(payload: object, secret = SECRET): Promise<Response> {
    const isEvent = 'event_id' in payload;
    const isCommand = 'command' in payload;
    const fields = isCommand ? command : { payload: JSON.stringify(payload) };
    const body = isEvent ? JSON.stringify(payload) : new URLSearchParams(fields).toString();
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${digest}`,
      },
    });
  }

  it('refuses a request that Slack did not sign', async () => {
    const response = await send(inThread, 'another secret');

    expect(response.status).toBe(401);
    expect(door.accepted).toEqual([]);
  });

  it('stores an event once, however often Slack sends it', async () => {
    const statuses = [await send(inThread), await send(inThread), await send(inThread)];

    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(door.accepted).toEqual([
      {
        type: 'message-posted',
        id: 'slack:message:T1:C1:1700000001.000100',
        at: '2023-11-14T22:13:21.000Z',
        actor: { platform: 'slack', workspace: 'T1', id: 'U1' },
        place: { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '1700000000.000100' },
        text: 'hi',
        namesBot: false,
        isDirect: false,
      },
    ]);
  });

  it('does not acknowledge an event that could not be stored, so that Slack repeats it', async () => {
    door.fault = STORE_IS_DOWN;
    const refused = await send(inThread);
    door.fault = undefined;
    const repeated = await send(inThread);

    expect([refused.status, repeated.status]).toEqual([503, 200]);
    expect(door.accepted).toHaveLength(1);
  });

  it('takes a mention that arrives as two events for one', async () => {
    await send(messageEvent({ ...mention, type: 'app_mention' }));
    await send(messageEvent({ ...mention, type: 'message' }));

    expect(door.accepted).toMatchObject([{ type: 'command-given', text: 'recommend a queue' }]);
  });

  it('acknowledges a command once it is stored', async () => {
    const response = await send(command);

    expect(response.status).toBe(200);
    expect(door.accepted).toMatchObject([
      {
        type: 'command-given',
        id: 'slack:command:tr1',
        text: 'recommend a <small> database',
        place: { channel: 'C1' },
      },
    ]);
  });

  it('says at once that a command could not be stored: Slack does not repeat it', async () => {
    door.fault = STORE_IS_DOWN;
    const response = await send(command);

    expect(await response.json()).toEqual({
      response_type: 'ephemeral',
      text: 'I cannot write this down right now.',
    });
  });

  it('hands on a press with its session, action and place', async () => {
    await send(pressOf({ name: 'choose-solution', argument: 'sol-1' }));

    expect(door.accepted).toMatchObject([
      {
        type: 'button-pressed',
        sessionId: 's1',
        action: { name: 'choose-solution', argument: 'sol-1' },
        place: { channel: 'C1', thread: '1700000000.000100' },
      },
    ]);
  });

  it('tells the person alone that a press could not be stored', async () => {
    door.fault = STORE_IS_DOWN;
    await send(pressOf({ name: 'choose-solution' }));
    await api.until(() => api.callsOf('chat.postEphemeral').length === 1);

    expect(api.callsOf('chat.postEphemeral')[0]?.args).toMatchObject({
      channel: 'C1',
      user: 'U1',
      thread_ts: '1700000000.000100',
      text: '❌ I cannot write this down right now.',
    });
  });

  it('says so when it does not know a button', async () => {
    const press = pressOf({ name: 'any' });
    await send({ ...press, actions: [{ type: 'button', action_id: 'a', action_ts: '1.1' }] });
    await api.until(() => api.callsOf('chat.postEphemeral').length === 1);

    expect(door.accepted).toEqual([]);
  });

  it('takes a message for an intent through the shortcut', async () => {
    await send({
      type: 'message_action',
      callback_id: 'recommend-for-message',
      trigger_id: 'tr5',
      action_ts: '1700000005.000100',
      user: { id: 'U1', team_id: 'T1' },
      team: { id: 'T1' },
      channel: { id: 'C1' },
      message: { ts: '1700000001.000100', text: 'we need a bucket' },
    });

    expect(door.accepted).toMatchObject([
      {
        type: 'command-given',
        text: 'recommend we need a bucket',
        place: { channel: 'C1', thread: '1700000001.000100' },
      },
    ]);
  });

  it('has the Home shown when it is opened', async () => {
    await send({
      event_id: 'Ev2',
      type: 'event_callback',
      team_id: 'T1',
      event: { type: 'app_home_opened', user: 'U1', tab: 'home' },
    });
    await vi.waitFor(() => expect(door.homesOf).toHaveLength(1));

    expect(door.homesOf).toEqual([{ platform: 'slack', workspace: 'T1', id: 'U1' }]);
    expect(api.callsOf('views.publish')).toEqual([]);
  });
});

describe('over Socket Mode', () => {
  it('keeps two connections and acknowledges what is stored', async () => {
    await start({ appToken: 'xapp-1' });

    expect(api.connections).toHaveLength(2);
    await api.send('events_api', inThread);
    await api.send('slash_commands', command);
    expect(door.accepted.map(({ type }) => type)).toEqual(['message-posted', 'command-given']);
  });

  it('does not acknowledge an event that could not be stored', async () => {
    await start({ appToken: 'xapp-1' });
    door.fault = STORE_IS_DOWN;
    const refused = api.send('events_api', inThread).then(() => 'acknowledged');
    const answered = api.send('slash_commands', command).then(() => 'the command behind it');

    expect(await Promise.race([refused, answered])).toBe('the command behind it');
  });

  /** Slack asks the first connection to make way; resolves once it has. */
  async function renew(): Promise<void> {
    const [old] = api.connections;
    old?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    await api.until(() => api.connections.every((connection) => connection !== old));
  }

  it('opens a new connection at once when Slack renews one', async () => {
    await start({ appToken: 'xapp-1' });
    await clock.advance(5_000_000);
    await renew();
    await api.until(() => api.connections.length === 2);
    await api.send('events_api', inThread);

    expect(door.accepted).toHaveLength(1);
  });

  it('waits before it tries again while Slack is away', async () => {
    await start({ appToken: 'xapp-1' });
    await clock.advance(5_000_000);
    api.answer('apps.connections.open', () => ({ httpStatus: 503 }));
    await renew();
    await api.until(() => api.callsOf('apps.connections.open').length === 3);
    api.answer('apps.connections.open', () => ({ ok: true, url: api.socketUrl }));
    const whileWaiting = api.connections.length;
    while (api.connections.length < 2) await clock.advance(500);

    expect(whileWaiting).toBe(1);
    expect(logger.entries.map(({ message }) => message)).toContain('Slack connection failed');
  });
});

describe('at the start', () => {
  it('says which setting holds a token that Slack refuses', async () => {
    api.answer('auth.test', () => ({ ok: false, error: 'invalid_auth' }));
    await expect(start({ appToken: 'xapp-1' })).rejects.toThrow(
      /refuses SLACK_BOT_TOKEN \(invalid_auth\)/u,
    );
    expect(api.connections).toHaveLength(0);
  });

  it('names the app token when only that is refused', async () => {
    api.answer('apps.connections.open', () => ({ ok: false, error: 'not_allowed_token_type' }));

    await expect(start({ appToken: 'xoxb-1' })).rejects.toThrow(/refuses SLACK_APP_TOKEN/u);
  });

  it('is unavailable, and does not pretend otherwise, while Slack is', async () => {
    api.answer('auth.test', () => ({ httpStatus: 503 }));

    await expect(start({ appToken: 'xapp-1' })).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(
        /^Slack cannot be reached at http:\/\/127\.0\.0\.1:\d+ \(status 503\)\. Check SLACK_API_URL/u,
      ),
    });
  });

  it('asks for one of the two ways to hear from Slack', async () => {
    await expect(start({})).rejects.toThrow(/SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/u);
  });
});
