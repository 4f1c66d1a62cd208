import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { SocketModeClient } from '@slack/socket-mode';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
} from '../../src/playground/slack/local-slack.ts';
import { freePort, quiet, startHttpApp } from './slack-bolt-app.ts';

/** What a Socket Mode client hears. */
interface Heard {
  readonly type: string;
  readonly body: { readonly event_id?: string };
  readonly envelope_id: string;
  readonly retry_num?: number;
  readonly retry_reason?: string;
  ack(payload?: object): Promise<void>;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function started(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  const slack = await startLocalSlack({
    retryDelaysMs: [0, 10, 10],
    ...options,
  });
  closing.push(() => slack.close());
  return slack;
}

/** Connects a client that hands every envelope to `hear`. */
async function listening(
  slack: LocalSlack,
  hear: (heard: Heard) => void,
  clientPingTimeout = 5_000,
): Promise<SocketModeClient> {
  const client = new SocketModeClient({
    appToken: slack.identity.appToken,
    clientOptions: { slackApiUrl: slack.apiUrl },
    clientPingTimeout,
    logger: quiet,
  });
  client.on('slack_event', hear);
  await client.start();
  closing.push(() => client.disconnect());
  return client;
}

describe('events over Socket Mode', () => {
  it('come again until they are acknowledged', async () => {
    const slack = await started({ acknowledgeWithinMs: 40 });
    const heard: Heard[] = [];
    await listening(slack, (event) => {
      heard.push(event);
      if (event.retry_num === 2) void event.ack();
    });

    await slack.as('ana').say('#platform', 'hello');
    await slack.waitFor(() => slack.envelopes.find(({ ackMs }) => ackMs !== undefined));

    expect(heard.map(({ retry_num, retry_reason }) => [retry_num, retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
    ]);
    expect(new Set(heard.map(({ body }) => body.event_id)).size).toBe(1);
    expect(new Set(heard.map(({ envelope_id }) => envelope_id)).size).toBe(3);
  });

  it('are given up after the last retry', async () => {
    const slack = await started({ retryDelaysMs: [0] });
    await slack.as('ana').say('#platform', 'is anybody there?');
    await slack.waitFor(() => slack.envelopes[1]?.error === 'no_connection');
    expect(slack.envelopes).toHaveLength(2);
  });

  it('come twice when the network doubles them, late when it is slow', async () => {
    const slack = await started();
    const heard: Heard[] = [];
    await listening(slack, (event) => {
      heard.push(event);
      void event.ack();
    });
    slack.faults.nextDelivery({ type: 'app_mention', copies: 2, delayMs: 5 });

    await slack.as('ana').mention('#platform', 'hello');

    const ids = heard.filter(({ type }) => type === 'events_api').map(({ body }) => body.event_id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  it('survive a connection that is cut before the acknowledgement', async () => {
    const slack = await started({ retryDelaysMs: [60_000] });
    let isDeaf = true;
    const heard: Heard[] = [];
    await listening(
      slack,
      (event) => {
        if (isDeaf) return slack.sockets.drop();
        heard.push(event);
        void event.ack();
      },
      200,
    );

    await slack.as('ana').say('#platform', 'hello');
    isDeaf = false;
    await slack.connected();
    slack.retryEventsNow();

    await slack.waitFor(() => slack.envelopes.find(({ ackMs }) => ackMs !== undefined));
    expect(heard).toMatchObject([{ retry_num: 1, retry_reason: 'connection_lost' }]);
  });

  it('reach any of several connections, and the rest after one leaves', async () => {
    const slack = await started();
    const heard: string[] = [];
    const answer = (name: string) => (event: Heard) => {
      heard.push(name);
      void event.ack();
    };
    const first = await listening(slack, answer('first'));
    await listening(slack, answer('second'));
    const ana = slack.as('ana');
    for (const text of ['one', 'two', 'three', 'four']) await ana.say('#platform', text);
    expect(new Set(heard)).toEqual(new Set(['first', 'second']));

    await first.disconnect();
    await slack.waitFor(() => slack.sockets.connectionCount === 1);
    heard.length = 0;
    await ana.say('#platform', 'five');
    await ana.say('#platform', 'six');
    expect(heard).toEqual(['second', 'second']);
  });

  it('go on after Slack asks a connection to make way', async () => {
    const slack = await started();
    let opened = 0;
    slack.onChange((change) => {
      if (change.type === 'socket-changed' && change.connections > 0) opened += 1;
    });
    await listening(slack, (event) => void event.ack(), 200);
    slack.sockets.refresh();
    await slack.waitFor(() => opened === 2 && slack.sockets.connectionCount === 1);

    await slack.as('ana').say('#platform', 'hello');

    expect(slack.envelopes.at(-1)?.ackMs).toBeGreaterThan(0);
  });

  it('leave out channels where the bot is no member', async () => {
    const slack = await started();
    await slack.as('ana').mention('#random', 'hello');
    expect(slack.envelopes).toEqual([]);
  });
});

describe('commands', () => {
  it('fail where the app does not listen, and are not repeated', async () => {
    const slack = await started();
    const { error } = await slack.as('ana').command('#random', '/dotai help');
    expect(error).toBe('no_connection');
    expect(slack.envelopes).toHaveLength(1);
  });

  it('show what the acknowledgement carries to the one who asked', async () => {
    const slack = await started();
    await listening(slack, (event) => void event.ack({ text: 'Try help' }));
    await slack.as('ana').command('#random', '/dotai huh');
    expect(slack.ephemerals('ana').map(({ text }) => text)).toEqual(['Try help']);
  });
});

describe('HTTP', () => {
  it('refuses an app that checks with another secret', async () => {
    const slack = await started();
    const app = await startHttpApp(slack, () => undefined, 'another secret');
    closing.push(() => app.stop());
    await expect(slack.useHttp(app.url)).rejects.toThrow('signing secret');
  });

  it('numbers its retries in headers', async () => {
    const slack = await started();
    const heard: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => {
        const isChallenge = chunk.toString().includes('challenge');
        if (!isChallenge) heard.push(request.headers);
        response.writeHead(isChallenge || heard.length === 2 ? 200 : 500).end(chunk);
      });
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    closing.push(() => server.close());
    await slack.useHttp(`http://127.0.0.1:${port}`);

    await slack.as('ana').say('#platform', 'hello');
    await slack.waitFor(() => slack.envelopes.find(({ ackMs }) => ackMs !== undefined));

    expect(heard.map((headers) => headers['x-slack-retry-num'])).toEqual([undefined, '1']);
    expect(heard[1]?.['x-slack-retry-reason']).toBe('http_error');
  });
});

describe('a state file', () => {
  it('that is broken leaves no port open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dotai-slack-'));
    closing.push(() => rmSync(folder, { recursive: true, force: true }));
    const stateFile = join(folder, 'slack.json');
    writeFileSync(stateFile, '{"people":');
    const port = await freePort();

    await expect(started({ port, stateFile })).rejects.toThrow('JSON');
    expect((await started({ port })).apiUrl).toContain(`:${port}/`);
  });

  it('keeps the workspace, and what was not acknowledged, over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'local-slack-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const stateFile = join(folder, 'slack.json');
    const before = await started({ stateFile, retryDelaysMs: [60_000] });
    const { ts } = await before.as('ana').say('#platform', 'remember me');
    await before.close();

    const after = await started({ stateFile });
    expect(after.messages('#platform')).toMatchObject([{ ts, text: 'remember me' }]);
    const heard: Heard[] = [];
    await listening(after, (event) => {
      heard.push(event);
      void event.ack();
    });
    await after.waitFor(() => after.envelopes.find(({ ackMs }) => ackMs !== undefined));
    expect(heard).toMatchObject([{ body: { event: { text: 'remember me' } } }]);
    const later = await after.as('ana').say('#platform', 'later');
    expect(Number(later.ts)).toBeGreaterThan(Number(ts));
  });
});
