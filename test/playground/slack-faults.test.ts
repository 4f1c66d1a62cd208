import { ErrorCode, WebClient, type WebClientOptions } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';
import { quiet } from './slack-bolt-app.ts';

let slack: LocalSlack;
let clock: FakeClock;

function bot(options: WebClientOptions = {}): WebClient {
  const retryConfig = { retries: 0 };
  const known = { slackApiUrl: slack.apiUrl, retryConfig, logger: quiet };
  return new WebClient(slack.identity.botToken, { ...known, ...options });
}

function post(text: string) {
  return bot().apiCall('chat.postMessage', { channel: 'C00PLATFORM', text });
}

beforeEach(async () => {
  clock = createFakeClock();
  slack = await startLocalSlack({ clock });
});
afterEach(() => slack.close());

describe('faults', () => {
  it('answers as it was told, then as usual', async () => {
    slack.faults.next({ method: 'chat.postMessage', error: 'internal_error' });
    slack.faults.next({ method: 'chat.postMessage', status: 503 });
    await expect(post('first')).rejects.toMatchObject({ data: { error: 'internal_error' } });
    await expect(post('second')).rejects.toMatchObject({ code: ErrorCode.HTTPError });
    await post('third');
    expect(slack.messages('#platform').map(({ text }) => text)).toEqual(['third']);
  });

  it('loses the answer of a call that took effect', async () => {
    slack.faults.next({ method: 'chat.postMessage', dropResponse: true });
    await expect(post('sent?')).rejects.toMatchObject({ code: ErrorCode.RequestError });
    expect(slack.messages('#platform').map(({ text }) => text)).toEqual(['sent?']);
  });

  it('hangs until the client gives up', async () => {
    slack.faults.next({ hang: true });
    await expect(bot({ timeout: 50 }).auth.test()).rejects.toMatchObject({
      code: ErrorCode.RequestError,
    });
  });

  it('throttles with the seconds to wait', async () => {
    slack.faults.next({ method: 'auth.test', error: 'ratelimited', retryAfter: 7 });
    await expect(bot({ rejectRateLimitedCalls: true }).auth.test()).rejects.toMatchObject({
      code: ErrorCode.RateLimitedError,
      retryAfter: 7,
    });
  });

  it('throttles a fifth message within a second where it limits rates', async () => {
    await slack.close();
    slack = await startLocalSlack({ clock, limitsRates: true });
    const client = bot({ rejectRateLimitedCalls: true });
    const send = () => client.apiCall('chat.postMessage', { channel: 'C00PLATFORM', text: 'a' });
    for (const _ of [1, 2, 3, 4]) await send();
    await expect(send()).rejects.toMatchObject({ code: ErrorCode.RateLimitedError });
    await clock.advance(1_000);
    await send();
    expect(slack.messages('#platform')).toHaveLength(5);
  });
});
