import { expect, it } from 'vitest';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { aCommand, aMessage, anActor, aPlace } from '../builders.ts';
import { nothing, type OpenedRecords } from './record-store-stage.ts';

/** What every record store does with what reached the bot. */
export function inboxContract(openRecords: () => Promise<OpenedRecords>): void {
  const open = async (): Promise<RecordStore> => (await openRecords()).store;

  it('stores an inbound event once and remembers how it was answered', async () => {
    const store = await open();
    expect(await store.receive(aCommand('help'))).toEqual({ status: 'new' });
    expect(await store.receive(aCommand('help'))).toEqual({ status: 'known' });

    const reply = { type: 'field-errors', errors: { name: 'too long' } } as const;
    await store.commit({ ...nothing, finishes: { inboundId: aCommand('help').id }, reply });

    expect(await store.receive(aCommand('help'))).toEqual({ status: 'known', reply });
  });

  it('lists unfinished inbound events, oldest first', async () => {
    const store = await open();
    for (const text of ['one', 'two', 'three']) await store.receive(aCommand(text));
    await store.commit({ ...nothing, finishes: { inboundId: aCommand('two').id } });

    expect(await store.unfinishedInbound()).toEqual([aCommand('one'), aCommand('three')]);
  });

  it('leaves out events of another version, and logs each once without its words', async () => {
    const { store, logger } = await openRecords();
    const words = aCommand('secret words', { id: 'later' });
    const later = Object.assign(words, { type: 'reaction-added' });
    for (const event of [aCommand('one'), later, aCommand('two')]) {
      expect(await store.receive(event)).toEqual({ status: 'new' });
    }

    for (const _look of [1, 2]) {
      expect(await store.unfinishedInbound()).toEqual([aCommand('one'), aCommand('two')]);
    }
    expect(logger.entries).toMatchObject([
      { level: 'warn', fields: { id: 'later', type: 'reaction-added' } },
    ]);
    expect(JSON.stringify(logger.entries)).not.toContain('secret words');
    expect(await store.receive(later)).toEqual({ status: 'known' });
  });

  it('tells what the same person said in that channel before, while it is unfinished', async () => {
    const { store } = await openRecords();
    const place = aPlace({ thread: 'm1' });
    const opens = aMessage('recommend a thing', { place, namesBot: true });
    const follows = aMessage('in AWS, please', { place });
    const beside = [
      aMessage('elsewhere', { place: aPlace({ channel: 'C2' }) }),
      aMessage('of a colleague', { place, actor: anActor('U2') }),
      aMessage('of another workspace', { place, actor: anActor('U1', { workspace: 'T2' }) }),
    ];
    expect(await store.unfinishedAhead(follows)).toEqual([]);
    for (const event of [...beside, aCommand('help'), opens]) await store.receive(event);

    const before = [aCommand('help').id, opens.id];
    expect(await store.unfinishedAhead(follows)).toEqual(before);
    for (const event of [follows, aMessage('and cheap', { place })]) await store.receive(event);
    expect(await store.unfinishedAhead(follows)).toEqual(before);
    for (const inboundId of before) await store.commit({ ...nothing, finishes: { inboundId } });
    expect(await store.unfinishedAhead(follows)).toEqual([]);
  });

  it('does not count what it cannot read as said before', async () => {
    const { store } = await openRecords();
    const later = Object.assign(aCommand('later'), { type: 'reaction-added' });
    for (const event of [later, aCommand('help')]) await store.receive(event);

    expect(await store.unfinishedAhead(aMessage('in AWS'))).toEqual([aCommand('help').id]);
  });

  it('lists inbound events that were received some time ago', async () => {
    const { store, pass } = await openRecords();
    await store.receive(aCommand('early'));
    await pass(60_000);
    await store.receive(aCommand('late'));

    expect(await store.unfinishedInbound(30_000)).toEqual([aCommand('early')]);
    expect(await store.unfinishedInbound(90_000)).toEqual([]);
    expect(await store.unfinishedInbound()).toHaveLength(2);
  });
}
