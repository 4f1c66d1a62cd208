import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Heard, listen } from '../../../test/playground/page-client.ts';
import { C, type PageApp, startPageApp } from '../../../test/playground/page-app.ts';
import type { TrafficEvent } from '../page-protocol.ts';

let app: PageApp;
let traffic: Heard<TrafficEvent>;
beforeEach(async () => {
  app = await startPageApp();
  traffic = await listen<TrafficEvent>(app.world.server.url, '/playground/developer');
});
afterEach(async () => {
  traffic.close();
  await app.world.close();
});

it('shows an envelope as soon as it is sent, and again when it is settled', async () => {
  await app.act('ana', { type: 'command', channel: C, line: '/dotai help' });
  const settled = await traffic.until((events) =>
    events.find(({ envelopes: [first] }) => first?.ackMs !== undefined),
  );
  const shown = traffic.events
    .flatMap(({ envelopes }) => envelopes)
    .filter(({ id }) => id === settled.envelopes[0]?.id);

  expect(shown).toMatchObject([
    { type: '/dotai', kind: 'slash_commands', attempt: 0 },
    { type: '/dotai', ackMs: expect.any(Number) },
  ]);
  expect(shown[0]).not.toHaveProperty('ackMs');
});

it('shows why an envelope was not acknowledged', async () => {
  await app.world.bolt.stop();
  await app.act('ana', { type: 'command', channel: C, line: '/dotai help' });

  const settled = await traffic.until((events) =>
    events.find(({ envelopes: [first] }) => first?.error !== undefined),
  );
  expect(settled.envelopes).toMatchObject([{ type: '/dotai', error: 'no_connection' }]);
});

it('shows each call with its answer, never its token, and what Slack refuses', async () => {
  const { client } = app.world.bolt.app;
  await client.chat.postMessage({ channel: C, text: 'one' });
  const blocks = [{ type: 'header' as const, text: { type: 'plain_text' as const, text: '' } }];
  await expect(client.chat.postMessage({ channel: C, text: 'two', blocks })).rejects.toThrow(
    'invalid_blocks',
  );
  await traffic.until((events) =>
    events.find(({ calls: [first] }) => first?.answer['ok'] === false),
  );
  const calls = traffic.events.flatMap((event) => event.calls);
  const violations = traffic.events.flatMap((event) => event.violations);

  expect(calls.filter(({ method }) => method === 'chat.postMessage')).toMatchObject([
    { parameters: { text: 'one' }, answer: { ok: true } },
    { parameters: { text: 'two' }, answer: { ok: false, error: 'invalid_blocks' } },
  ]);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
  expect(JSON.stringify(calls)).not.toContain(app.world.slack.identity.botToken);
  expect(violations).toMatchObject([
    { id: 'violation-0', source: 'chat.postMessage', error: 'invalid_blocks' },
  ]);
});

it('begins with what is on record', async () => {
  await app.act('ana', { type: 'command', channel: C, line: '/dotai help' });
  const late = await listen<TrafficEvent>(app.world.server.url, '/playground/developer');
  const first = await late.until(([event]) => event);
  late.close();

  expect(first.envelopes.map(({ type }) => type)).toContain('/dotai');
  expect(first.calls.map(({ method }) => method)).toContain('auth.test');
  expect(first.violations).toEqual([]);
});
