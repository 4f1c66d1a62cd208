import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { act, listen } from '../../../test/playground/page-client.ts';
import { type PageApp, C, entering, startPageApp } from '../../../test/playground/page-app.ts';
import { type PageWorld, startPageWorld } from '../../../test/playground/page-world.ts';
import type { Snapshot, StreamEvent } from '../page-protocol.ts';
import { DEFAULT_PEOPLE } from '../slack/default-workspace.ts';

type Events = readonly StreamEvent[];

function snapshotIn([first]: Events): Snapshot {
  if (first?.type !== 'snapshot') throw new Error('the first event is no snapshot');
  return first.snapshot;
}

function texts(events: Events): readonly string[] {
  return events.flatMap((event) => (event.type === 'message' ? [event.message.text] : []));
}

describe('what one person is told', () => {
  let app: PageApp;
  beforeEach(async () => {
    app = await startPageApp();
  });
  afterEach(() => app.world.close());

  async function snapshot(as: string): Promise<Snapshot> {
    return snapshotIn((await app.world.stream(as)).events);
  }

  it('begins with everything, by id or handle', async () => {
    await app.act('ana', { type: 'say', channel: C, text: 'hello' });
    const seen = await snapshot('U0000000ANA');

    expect(seen.messages.map(({ text }) => text)).toEqual(['hello']);
    expect(seen.channels.map(({ name }) => name)).toEqual(['platform', 'a-team', 'random']);
    expect(seen).toMatchObject({ isBotConnected: true, modals: [], files: [] });
    expect(seen.about).toMatchObject({
      teamName: 'Acme',
      teamUrl: 'https://acme.slack.com/',
      botName: 'dotai',
      isDemoCluster: false,
      model: 'offline',
    });
    expect(seen.about.commands).toMatchObject([{ command: '/dotai' }]);
    expect(seen.about.commands[0]?.usageHint).toContain('recommend');
    expect(seen.about.shortcuts).toMatchObject([
      { callbackId: 'recommend-for-message' },
      { callbackId: 'policy-for-message' },
      { callbackId: 'capture-thread' },
    ]);
    expect(seen.about.suggestedPrompts.length).toBeGreaterThan(0);
    expect(seen.about.agentDescription).not.toBe('');
  });

  it('goes on with each change, in its order', async () => {
    const stream = await app.world.stream('ana');
    for (const text of ['one', 'two', 'three']) {
      await app.act('ben', { type: 'say', channel: C, text });
    }
    const { ts } = await app.posted();
    const { client } = app.world.bolt.app;
    await client.chat.update({ channel: C, ts, text: 'four' });
    await client.chat.delete({ channel: C, ts });
    await stream.until((events) => events.find(({ type }) => type === 'message-deleted'));

    expect(texts(stream.events)).toEqual(['one', 'two', 'three', 'Choose', 'four']);
    expect(stream.events.at(-1)).toEqual({ type: 'message-deleted', channel: C, ts });
  });

  it('keeps what is for one from all others', async () => {
    const [ana, ben] = await Promise.all([app.world.stream('ana'), app.world.stream('ben')]);
    await app.world.bolt.app.client.chat.postEphemeral({
      channel: C,
      user: 'U0000000ANA',
      text: 'only Ana',
    });
    const view = await app.opened('ana');
    await app.act('ana', entering(view, 'name', { value: 'orders' }));
    await app.act('ana', { type: 'open-home' });
    const tab = await app.act('ana', { type: 'open-messages' });
    const direct = tab.ok ? (tab.channel ?? '') : '';
    await app.act('ana', { type: 'say', channel: direct, text: 'direct' });
    await app.act('ana', { type: 'say', channel: C, text: 'the end' });

    const isOver = (events: Events) => texts(events).includes('the end');
    await Promise.all([ana.until(isOver), ben.until(isOver)]);
    expect(texts(ana.events)).toEqual(expect.arrayContaining(['only Ana', 'direct']));
    expect(ana.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['modals', 'home', 'snapshot']),
    );
    const toldBen = ben.events.filter(({ type }) => type !== 'snapshot');
    expect(texts(toldBen)).toEqual(['Choose', 'the end']);
    expect(new Set(toldBen.map(({ type }) => type))).toEqual(new Set(['message']));
    const seenByBen = await snapshot('ben');
    expect(seenByBen).toMatchObject({ modals: [] });
    expect(seenByBen.home).toBeUndefined();
    expect(seenByBen.channels.map(({ id }) => id)).not.toContain(direct);
  });

  it('is the same after a reload, in the middle of a form', async () => {
    const stream = await app.world.stream('ana');
    const view = await app.opened('ana');
    await app.act('ana', entering(view, 'name', { value: 'orders' }));
    const told = await stream.until((events) =>
      events.findLast(
        (event) => event.type === 'modals' && JSON.stringify(event).includes('orders'),
      ),
    );
    const again = await snapshot('ana');

    expect(told).toEqual({ type: 'modals', modals: again.modals });
    expect(again.messages).toEqual(
      stream.events.flatMap((event) => (event.type === 'message' ? [event.message] : [])),
    );
  });

  it('says that the bot is at work, until it answers there', async () => {
    const said = await app.act('ana', { type: 'say', channel: C, text: 'hello' });
    const thread = said.ok ? (said.ts ?? '') : '';
    const stream = await app.world.stream('ben');
    const { client } = app.world.bolt.app;
    const place = { channel_id: C, thread_ts: thread };
    await client.assistant.threads.setStatus({ ...place, status: 'is thinking…' });
    const late = await app.world.stream('cleo');
    await client.chat.postMessage({ channel: C, thread_ts: thread, text: 'done' });

    for (const heard of [stream, late]) {
      await heard.until((events) =>
        events.find((event) => event.type === 'status' && event.status === ''),
      );
      expect(heard.events.filter(({ type }) => type === 'status')).toEqual([
        { type: 'status', channel: C, thread, status: 'is thinking…' },
        { type: 'status', channel: C, thread, status: '' },
      ]);
    }
  });

  it('says when the bot goes and comes', async () => {
    const stream = await app.world.stream('ana');
    app.world.slack.sockets.drop();
    await stream.until((events) =>
      events.find((event) => event.type === 'connection' && event.isBotConnected),
    );

    expect(stream.events.filter(({ type }) => type === 'connection')).toEqual([
      { type: 'connection', isBotConnected: false },
      { type: 'connection', isBotConnected: true },
    ]);
  });

  it('ends when the person leaves', async () => {
    const stream = await app.world.stream('ana');
    app.world.slack.administer(({ people }) => ({
      people: people.map((one) =>
        one.name === 'ana' ? { ...one, standing: 'deactivated' as const } : one,
      ),
    }));
    await stream.ended;

    await expect(app.world.stream('ana')).rejects.toThrow(
      '1008: Ana Ruiz has left: nobody can act for them.',
    );
  });
});

describe('a guest', () => {
  it('sees the channels that they are in, and nothing of others', async () => {
    const members = DEFAULT_PEOPLE.map(({ id }) => id);
    const channel = { kind: 'public' as const, isArchived: false };
    const world = await startPageWorld({
      slack: {
        channels: [
          { ...channel, id: 'C1', name: 'open', members },
          { ...channel, id: 'C2', name: 'team', members: members.slice(0, 4) },
        ],
      },
    });
    const stream = await world.stream('gus');
    for (const id of ['C2', 'C1']) {
      await act(world.server.url, 'ana', { type: 'say', channel: id, text: `in ${id}` });
    }
    await stream.until((events) => texts(events).length > 0);

    expect(snapshotIn(stream.events).channels.map(({ id }) => id)).toEqual(['C1']);
    expect(texts(stream.events)).toEqual(['in C1']);
    const said = act(world.server.url, 'gus', { type: 'say', channel: 'C2', text: 'me too' });
    expect(await said).toMatchObject({ ok: false });
    await world.close();
  });
});

describe('a restart under an open page', () => {
  let folder: string;
  let world: PageWorld;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dotai-restart-'))));
  afterEach(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is survived: whoever connects again finds everything', async () => {
    const slack = { stateFile: join(folder, 'slack.json') };
    world = await startPageWorld({ slack });
    const { port, url } = world.server;
    const before = await world.stream('ana');
    await act(url, 'ana', { type: 'say', channel: C, text: 'before' });
    await before.until((events) => texts(events).length > 0);
    await world.close();
    await before.ended;

    world = await startPageWorld({ slack, server: { port } });
    expect(world.server).toMatchObject({ url, isMoved: false });
    const after = await listen<StreamEvent>(url, '/playground/stream?as=ana');
    const { messages } = snapshotIn(after.events);
    expect(messages).toEqual(
      before.events.flatMap((event) => (event.type === 'message' ? [event.message] : [])),
    );
    await act(url, 'ana', { type: 'say', channel: C, text: 'after' });
    await after.until((events) => texts(events).includes('after'));
    after.close();
  });
});
