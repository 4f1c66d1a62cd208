import { describe, expect, it } from 'vitest';
import { aButtonPress, aCommand, aFormSubmission, aMessage, anActor, aPlace } from '../builders.ts';
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

describe('what somebody says while another process decides what they said before', () => {
  const place = aPlace({ thread: 'theirs' });
  const opens = aMessage('recommend a thing', { namesBot: true, place });
  const follows = aMessage('box', { place });

  it('is heard by the conversation that this opens', async () => {
    const { clock, store, one, other } = await openTwoBots();
    one.hold();
    await one.door.accept(opens);
    await other.door.accept(follows);
    await clock.advance(1_000);
    await one.release();
    await clock.advance(1_000);
    await other.idle();

    const sessions = await store.sessions({ limit: 9 });
    expect(sessions.map(({ state }) => state)).toMatchObject([{ stage: 'counting', name: 'box' }]);
    expect(await store.unfinishedInbound()).toEqual([]);
  });

  it('is heard in the order in which it was said', async () => {
    const { clock, store, one, other } = await openTwoBots();
    one.hold();
    await one.door.accept(opens);
    await other.door.accept(follows);
    await other.door.accept(aMessage('cancel', { place }));
    await clock.advance(1_000);
    await one.release();
    await clock.advance(1_000);
    await other.idle();

    const sessions = await store.sessions({ limit: 9 });
    expect(sessions.map(({ state }) => state)).toMatchObject([{ stage: 'cancelled', name: 'box' }]);
  });

  it('is heard also where that process died', async () => {
    const { clock, store, one, other } = await openTwoBots();
    one.hold();
    await one.door.accept(opens);
    await other.door.accept(follows);
    await clock.advance(3 * SWEEP_EVERY_MS);
    await other.idle();

    const sessions = await store.sessions({ limit: 9 });
    expect(sessions.map(({ state }) => state)).toMatchObject([{ stage: 'counting', name: 'box' }]);
    expect(other.logged('warn')).toEqual([]);
  });

  it('is kept nowhere where it is said elsewhere, or by others', async () => {
    const { store, one, other } = await openTwoBots();
    one.hold();
    await one.door.accept(opens);
    const others = [
      aMessage('in another channel', { place: aPlace({ channel: 'C2', thread: 'm2' }) }),
      aMessage('by a colleague', { place, actor: anActor('U2') }),
    ];
    for (const event of others) {
      await other.door.accept(event);
      expect(await store.receive(event)).toEqual({ status: 'new' });
    }
  });

  it('holds up nothing that they say in another channel, and no command and no press', async () => {
    const { clock, store, one, other } = await openTwoBots();
    one.hold();
    await one.door.accept(opens);
    await other.door.accept(follows);
    const elsewhere = aPlace({ channel: 'C2', thread: 'm2' });
    await other.door.accept(aMessage('help', { namesBot: true, place: elsewhere }));
    await other.door.accept(aCommand('help'));
    await other.door.accept(aButtonPress({ sessionId, action: { name: 'cancel' } }));
    await clock.advance(1_000);

    expect(await store.unfinishedInbound()).toEqual([opens, follows]);
  });

  it('does not wait for what it cannot read: after a rollback nobody ever decides that', async () => {
    const { store, other } = await openTwoBots();
    const later = Object.assign(aCommand('later'), { type: 'reaction-added' });
    await store.receive(later);
    const place = aPlace({ thread: 'm1' });
    await other.door.accept(aMessage('recommend a thing', { namesBot: true, place }));
    await other.idle();

    expect(await store.sessions({ limit: 9 })).toHaveLength(1);
    expect(other.logged('warn')).toEqual([]);
  });

  it('is left for others when the process stops', async () => {
    const { store, one, other } = await openTwoBots();
    one.hold();
    await one.door.accept(opens);
    await other.door.accept(follows);
    await other.stop();

    expect(await store.unfinishedInbound()).toEqual([opens, follows]);
  });
});
