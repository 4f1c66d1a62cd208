import { describe, expect, it } from 'vitest';
import { aCard, aCommand, aMessage, anActor } from '../builders.ts';
import { command, counting, sessionId, thread } from './runtime-talk.ts';
import { openWorld } from './runtime-world.ts';

/** `capabilities cancel` has a running session do something; every other command opens one. */
function calling(target: string) {
  return openWorld({
    ...counting(),
    commands: {
      openingFor: async ({ type }) =>
        type === 'cancel-scan'
          ? { sessionId: target, event: { type: 'cancel-said' }, card: aCard('it is cancelled') }
          : { workflow: 'recommend', input: { greeting: 'hello' } },
    },
  });
}

describe('a command that has another conversation do something', () => {
  it('does it, and answers who said it', async () => {
    const world = await calling(sessionId);
    await world.say(command);
    await world.say(aCommand('capabilities cancel', { actor: anActor('U2') }));

    expect(await world.store().session(sessionId)).toMatchObject({
      isOpen: false,
      state: { stage: 'cancelled' },
    });
    expect(world.told()).toEqual(['U2: it is cancelled']);
  });

  it('does it once, however often it is delivered, and also after a restart', async () => {
    const world = await calling(sessionId);
    await world.say(command);
    const said = aMessage('capabilities cancel', {
      namesBot: true,
      place: { ...thread, thread: 'm9' },
    });
    await world.say(said);
    const version = (await world.store().session(sessionId))?.version;
    await world.restart();
    await world.say(said);

    expect((await world.store().session(sessionId))?.version).toBe(version);
    expect(world.texts().filter((text) => text === 'it is cancelled')).toHaveLength(1);
  });

  it('changes nothing where that has ended', async () => {
    const world = await calling('nobody');
    await world.say(command);
    await world.say(aCommand('capabilities cancel'));

    expect(await world.store().session(sessionId)).toMatchObject({ isOpen: true });
    expect(world.told()).toEqual(['U1: it is cancelled']);
  });
});
