import { expect, it } from 'vitest';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { aCommand } from '../builders.ts';
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
