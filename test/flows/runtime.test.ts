import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '../../src/chat/inbound.ts';
import { verifyAudit } from '../../src/domain/audit.ts';
import { aButtonPress, aMessage, anActor, aPlace } from '../builders.ts';
import { command, counting, finishPress, nameGiven, sessionId, thread } from './runtime-talk.ts';
import { openWorld, type World } from './runtime-world.ts';

const conversation: readonly InboundEvent[] = [command, nameGiven, finishPress];

describe('a conversation', () => {
  it('runs from command to close, one message a slot', async () => {
    const world = await openWorld(counting());
    for (const event of conversation) await world.say(event);

    expect(world.texts()).toEqual(['finished | box | U1', 'count 3']);
    expect(world.platform.messages.map(({ thread }) => thread)).toEqual([undefined, 'm1']);
    expect(world.platform.files).toMatchObject([{ name: 'things.yaml', place: thread }]);
    expect(world.told()).toEqual(['U1: Finished box.']);
    expect(await world.store().session(sessionId)).toMatchObject({ isOpen: false, place: thread });
  });

  it('goes on after a restart between every two steps', async () => {
    const finished: string[] = [];
    const world = await openWorld(counting(finished));
    for (const event of conversation) {
      await world.door().accept(event); // stored; whatever follows may get lost
      await world.restart();
      await world.idle();
    }

    expect(await outcome(world, finished)).toEqual(WHOLE);
  });

  it('survives death at every touch of disk and platform', async () => {
    const whole = await openWorld(counting());
    await whole.restart(); // a life whose operations are counted from the first
    for (const event of conversation) await whole.say(event);
    const last = whole.operations();
    expect(last).toBeGreaterThan(50);

    for (let deathAfter = 1; deathAfter <= last; deathAfter += 1) {
      const finished: string[] = [];
      const world = await openWorld(counting(finished));
      await world.restart({ deathAfter }).catch(() => world.restart());
      for (const event of conversation) await sayUntilHeard(world, event);
      expect(await outcome(world, finished)).toEqual(WHOLE);
    }
  });

  it('opens nothing twice when an event is delivered twice', async () => {
    const world = await openWorld(counting());
    await Promise.all([world.say(command), world.say(command)]);
    await world.say(command);

    expect(world.texts()).toEqual(['asking']);
  });

  it('counts one of two clicks at once and tells the other person', async () => {
    const finished: string[] = [];
    const world = await openWorld(counting(finished));
    await world.say(command);
    await world.say(nameGiven);
    const other = { ...finishPress, id: 'b2', actor: anActor('U2') };
    await Promise.all([world.door().accept(finishPress), world.door().accept(other)]);
    await world.idle();

    expect(finished).toHaveLength(1);
    expect(world.told()).toHaveLength(2);
    expect(world.told().join('\n')).toContain('This conversation has ended.');
  });

  it('answers kindly in a conversation that has ended, and changes nothing', async () => {
    const world = await openWorld(counting());
    for (const event of conversation) await world.say(event);
    const before = await world.store().session(sessionId);
    await world.say({ ...finishPress, id: 'late' });
    await world.say(aButtonPress({ sessionId: 'never-was', action: { name: 'finish' } }));
    await world.say(aMessage('again', { place: thread }));

    expect(world.told().slice(1)).toEqual([
      'U1: This conversation has ended. Start again with {"code":"/dotai"}.',
      'U1: This conversation has ended. Start again with {"code":"/dotai"}.',
    ]);
    expect(await world.store().session(sessionId)).toEqual(before);
  });

  it('leaves colleagues who talk in the thread alone', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.say(aMessage('box', { place: thread, actor: anActor('U2') }));
    await world.say(aMessage('what a thing', { place: thread }));
    await world.say(aMessage('box', { place: aPlace({ thread: 'another' }), id: 'elsewhere' }));

    expect(world.texts()).toEqual(['asking']);
    expect(world.told()).toEqual([]);
  });
});

describe('time', () => {
  it('expires a session, also one that an earlier process opened', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.restart();
    await world.idle();
    await world.clock.advance(86_400_000 - 1);
    expect(world.texts()).toEqual(['asking']);
    await world.clock.advance(1);
    await world.idle();

    expect(world.texts()).toEqual(['expired']);
    expect(await world.store().listeningSession(thread)).toBeUndefined();
  });

  it('drops the expiry of a session that ended', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.say(aMessage('cancel', { place: thread }));

    expect(await world.store().unfinishedEffects(99)).toEqual([]);
  });
});

/** As a platform and a person do: what was not accepted is sent again, to the next process. */
async function sayUntilHeard(world: World, event: InboundEvent): Promise<void> {
  try {
    await world.say(event);
  } catch (error) {
    if (!world.isDead()) throw error;
  }
  if (!world.isDead()) return;
  await world.restart();
  await world.idle();
  await world.say(event);
}

const WHOLE = {
  texts: ['finished | box | U1', 'count 3'],
  files: ['name: box'],
  told: ['U1: Finished box.'],
  timesFinished: 1,
  leftToDo: [],
  audit: { intact: true, entries: 1 },
};

async function outcome(world: World, finished: readonly string[]) {
  const leftToDo = [
    ...(await world.store().unfinishedInbound()),
    ...(await world.store().unfinishedEffects(99)),
  ];
  const audit = verifyAudit(await Array.fromAsync(world.store().audit()));
  return {
    texts: world.texts(),
    files: world.platform.files.map(({ content }) => content),
    told: [...new Set(world.told())], // best effort: a repeat is harmless
    timesFinished: finished.length,
    leftToDo,
    audit,
  };
}
