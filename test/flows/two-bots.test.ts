import { describe, expect, it } from 'vitest';
import { aCommand, aFormSubmission } from '../builders.ts';
import { settled } from '../fakes/clock.ts';
import { command, sessionId } from './runtime-talk.ts';
import { openTwoBots, SWEEP_EVERY_MS } from './two-bots.ts';

describe('an event that takes long', () => {
  it('is taken up by nobody else in its process', async () => {
    const { clock, store, one } = await openTwoBots();
    one.hold();
    await one.door.accept(command);
    await clock.advance(2 * SWEEP_EVERY_MS);
    await one.release();
    await one.idle();

    expect(await store.unfinishedInbound()).toEqual([]);
    expect([...one.logged('info'), ...one.logged('error')]).toEqual([]);
  });

  it('is taken up by another process, and done by whoever ends it first', async () => {
    const { clock, store, one, other } = await openTwoBots();
    const help = aCommand('help');
    one.hold();
    await one.door.accept(help);
    await clock.advance(2 * SWEEP_EVERY_MS);
    await other.idle();
    expect(await store.unfinishedInbound()).toEqual([]);
    const said = await store.unfinishedEffects(99);
    await one.release();
    await one.idle();

    expect(said).toMatchObject([{ type: 'answer' }]);
    expect(await store.unfinishedEffects(99)).toEqual(said);
    expect([...one.logged('warn'), ...one.logged('error')]).toEqual([]);
    expect(one.logged('debug')).toMatchObject([{ fields: { type: 'command-given' } }]);
  });

  it('is answered as the process said that ended it', async () => {
    const { clock, store, one, other } = await openTwoBots();
    await other.door.accept(command);
    await other.idle();
    const before = await store.unfinishedEffects(99);
    one.hold();
    const form = aFormSubmission({ sessionId, values: { name: 'far too long' } });
    const reply = one.door.decide(form, 10 * SWEEP_EVERY_MS);
    await clock.advance(2 * SWEEP_EVERY_MS);
    await other.idle();
    await one.release();
    await settled();

    expect(await reply).toEqual({ type: 'field-errors', errors: { name: 'Up to 8 letters.' } });
    expect(await store.unfinishedEffects(99)).toEqual(before);
    expect(one.logged('error')).toEqual([]);
  });
});
