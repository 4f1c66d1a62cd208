import { describe, expect, it } from 'vitest';
import type { FrontDoor } from '../../src/ports/front-door.ts';
import { Failure } from '../../src/domain/failure.ts';
import {
  aButtonPress,
  aCard,
  aCommand,
  aFormSubmission,
  aMessage,
  anActor,
  aPlace,
} from '../builders.ts';
import { settled } from '../fakes/clock.ts';
import { command, counting, finishPress, nameGiven, sessionId, thread } from './runtime-talk.ts';
import { openWorld } from './runtime-world.ts';

const throttled = new Failure('unavailable', 'Slack is busy.', { retryAfterMs: 3_000 });

describe('cards', () => {
  it('are not posted twice when the answer to a post was lost', async () => {
    const world = await openWorld(counting());
    world.platform.failNext('post', throttled, 'after');
    await world.say(command);
    expect((await world.store().session(sessionId))?.place.thread).toBeUndefined();
    await world.clock.advance(3_000);
    await world.idle();

    expect(world.texts()).toEqual(['asking']);
    expect(await world.store().listeningSession(thread)).toMatchObject({ id: sessionId });
  });

  it('show the newest state after an outage of the platform, in one update', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    for (let failure = 0; failure < 4; failure += 1) world.platform.failNext('update', throttled);
    await world.say(nameGiven);
    expect(world.texts()).toEqual(['asking']);
    await world.clock.advance(30_000);
    await world.idle();

    expect(world.texts()).toEqual(['counted | box', 'count 3']);
    expect(world.platform.messages.map(({ updates }) => updates)).toEqual([1, 0]);
  });

  it('wait for no file that cannot be sent, which follows once', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    world.platform.failNext('upload', throttled, 'after');
    await world.say(nameGiven);
    expect(world.texts()).toEqual(['counted | box', 'count 3']);
    await world.clock.advance(3_000);
    await world.idle();

    expect(world.texts()).toEqual(['counted | box', 'count 3']);
    expect(world.platform.files).toMatchObject([{ name: 'things.yaml', place: thread }]);
  });

  it('that the platform refuses hold up no other', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    world.platform.failNext('update', new Failure('invalid-input', 'Too long.'));
    world.platform.failNext('update', new Failure('invalid-input', 'Too long.'));
    await world.say(nameGiven);

    expect(world.texts()).toEqual(['asking', 'count 3']);
    expect(world.logger.entries.some(({ level }) => level === 'error')).toBe(true);
  });

  it('that somebody deleted are posted anew, the first one in the channel', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.say(nameGiven);
    const drawnBefore = world.platform.messages[0]?.updates;
    const gone = new Failure('conflict', 'That message was deleted.');
    world.platform.failNext('update', gone);
    await world.say(aButtonPress({ sessionId, action: { name: 'recount' }, place: thread }));
    await world.say(finishPress);

    const [first, count, again, ...more] = world.platform.messages;
    expect(first?.updates).toBe(drawnBefore); // what follows finds the new message
    expect(count?.thread).toBe('m1');
    expect(again).toMatchObject({ thread: undefined, deliveryId: first?.deliveryId });
    expect(more).toEqual([]);
    expect(world.texts().at(-1)).toBe('finished | box | U1');
    expect(await world.store().session(sessionId)).toMatchObject({ place: thread });
  });

  it('go to the owner directly, and say so, where the bot is no member', async () => {
    const world = await openWorld(counting());
    world.platform.shut.add('C1');
    await world.say(command);
    await world.say(aMessage('box', { isDirect: true, place: aPlace({ channel: 'D-U1' }) }));

    expect(world.platform.messages.map(({ reference }) => reference.channel)).toEqual([
      'D-U1',
      'D-U1',
      'D-U1',
    ]);
    expect(world.texts()[0]).toContain('I am not a member of that channel');
    expect(world.texts().slice(1)).toEqual(['counted | box', 'count 3']);
    expect(world.platform.messages[2]?.thread).toBe(world.platform.messages[1]?.reference.id);
  });

  it('of a session that this version cannot read say so, and end it', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    const session = await world.store().session(sessionId);
    if (!session) throw new Error('no session');
    const record = { ...session, version: session.version + 1, state: { stage: 'unheard of' } };
    const write = { record, expectedVersion: session.version };
    const rest = { effects: [], cancels: [], audit: [], finishes: {} };
    await world.store().commit({ session: write, ...rest });
    await world.say(nameGiven);

    expect(world.texts()).toEqual([
      'This conversation was begun by another version of dotai, which this one cannot read. Start it again with /dotai.',
    ]);
    expect(await world.store().session(sessionId)).toMatchObject({ isOpen: false });
    expect(await world.store().unfinishedInbound()).toEqual([]);
  });
});

describe('commands', () => {
  it('by slash are answered to the person alone, by mention in the thread', async () => {
    const world = await openWorld(counting());
    await world.say(aCommand('help', { place: thread }));
    await world.say(aMessage('help', { namesBot: true, place: thread }));
    await world.say(
      aButtonPress({ sessionId: '', action: { name: 'run-command', argument: 'help' } }),
    );

    expect(world.told()).toEqual(['U1: answer to help', 'U1: answer to help']);
    expect(world.texts()).toEqual(['answer to help']);
    expect(world.platform.messages[0]?.thread).toBe('m1');
  });

  it('are answered once aloud, also when the answer to the post was lost', async () => {
    const world = await openWorld(counting());
    world.platform.failNext('post', throttled, 'after');
    await world.say(aMessage('help', { namesBot: true, place: thread }));
    await world.clock.advance(3_000);
    await world.idle();

    expect(world.texts()).toEqual(['answer to help']);
  });

  it('that fail are told why', async () => {
    const world = await openWorld({
      ...counting(),
      commands: {
        answerCommand: async () => {
          throw new Failure('unavailable', 'The cluster is not answering.');
        },
      },
    });
    await world.say(aCommand('capabilities list'));

    expect(world.told()).toEqual(['U1: The cluster is not answering.']);
  });

  it.each([
    ['a refusal of ours', 'info', new Failure('forbidden', 'Only full members can do that.')],
    ['what the platform refused', 'warn', new Failure('forbidden', 'No.', { cause: 'no_scope' })],
    ['an outage', 'warn', throttled],
  ])('that fail are logged for whoever can mend it: %s', async (_what, level, failure) => {
    const answerCommand = (): Promise<never> => Promise.reject(failure);
    const world = await openWorld({ ...counting(), commands: { answerCommand } });
    await world.say(aCommand('capabilities list'));

    const logged = world.logger.entries.find(({ message }) => message.startsWith('command '));
    expect(logged).toMatchObject({ level, fields: { command: 'list-capabilities' } });
    expect(logged && 'error' in logged.fields).toBe(level === 'warn');
  });

  it('that could not be written are done later, and told to nobody', async () => {
    const world = await openWorld(counting());
    world.failCommits(1);
    await world.door().accept(command);
    await settled();
    expect(world.texts()).toEqual([]);
    await world.clock.advance(500);
    await world.idle();

    expect(world.texts()).toEqual(['asking']);
    expect(world.told()).toEqual([]);
  });

  it('open no second conversation in one thread', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.say(aMessage('recommend more', { namesBot: true, place: thread }));

    expect(world.texts()).toEqual(['asking']);
    expect(world.told().join('')).toContain('Another request is open in this thread.');
  });

  it('with a key join what runs already, and show where', async () => {
    const key = 'scan:c1';
    const world = await openWorld({
      ...counting(),
      commands: {
        openingFor: async () => ({ workflow: 'recommend', input: { greeting: '' }, key }),
      },
    });
    const first = aCommand('capabilities scan', { id: 'one' });
    const second = aCommand('capabilities scan', { id: 'two', actor: anActor('U2') });
    await Promise.all([world.door().accept(first), world.door().accept(second)]);
    await world.idle();
    await world.say(aCommand('capabilities scan', { id: 'three', actor: anActor('U3') }));

    expect(world.texts()).toEqual(['asking']);
    expect(world.told()).toHaveLength(2);
    expect(world.told().join('\n')).toContain('https://chat.example.com/C1/m1');
  });

  it('reach a person where the bot is no member of the channel', async () => {
    const world = await openWorld(counting());
    world.platform.shut.add('C1');
    await world.say(aCommand('help'));

    expect(world.platform.told.map(({ place }) => place.channel)).toEqual(['D-U1']);
  });
});

describe('forms', () => {
  const submission = aFormSubmission({ sessionId, values: { name: 'far too long a name' } });
  const refused = { type: 'field-errors', errors: { name: 'Up to 8 letters.' } };

  it('are answered in line, and a repeat gets the same answer', async () => {
    const world = await openWorld(counting());
    await world.say(command);

    expect(await world.door().decide(submission, 2_000)).toEqual(refused);
    expect(await world.door().decide(submission, 2_000)).toEqual(refused);
    const good = aFormSubmission({ id: 'good', sessionId, values: { name: 'box' } });
    expect(await world.door().decide(good, 2_000)).toEqual({ type: 'closed' });
    await world.idle();
    expect(world.texts()[0]).toBe('counted | box');
  });

  it('of an ended conversation close, and the person is told', async () => {
    const world = await openWorld(counting());

    expect(await world.door().decide(submission, 2_000)).toEqual({ type: 'closed' });
    await world.idle();
    expect(world.told().join('')).toContain('This conversation has ended.');
  });

  it('that take too long say so, and their errors are told later', async () => {
    const blocker = Promise.withResolvers<undefined>();
    const world = await openWorld({
      ...counting(),
      commands: {
        openingFor: async ({ type }) => {
          if (type === 'help') await blocker.promise;
          return type === 'help' ? undefined : { workflow: 'recommend', input: { greeting: '' } };
        },
      },
    });
    await world.say(command);
    await world.door().accept(aCommand('help')); // the same person's: it goes first
    const answer = world.door().decide(submission, 2_000);
    await world.clock.advance(2_000);
    expect(await answer).toMatchObject({ type: 'working' });

    blocker.resolve(undefined);
    await settled();
    expect(world.told()).toContain('U1: Up to 8 letters.');
  });

  it('are read from the record, with their options searched', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    const asked = { sessionId, formId: 'name', viewer: anActor() };
    const search = { ...asked, type: 'options', fieldId: 'size', text: 'Small' } as const;

    expect(await world.door().read({ ...asked, type: 'form' })).toMatchObject({
      type: 'form',
      form: { title: 'Name' },
    });
    expect(optionsOf(await world.door().read(search))).toEqual(['small', 'extra small']);
    await world.say(nameGiven);
    expect(await world.door().read(search)).toMatchObject({ type: 'refused' });
    await world.say(finishPress);
    expect(await world.door().read({ ...asked, type: 'form' })).toMatchObject({ type: 'refused' });
    await world.door().openHome(anActor());
    expect(world.platform.homes).toEqual([{ viewer: anActor(), card: aCard('home') }]);
  });
});

function optionsOf(answer: Awaited<ReturnType<FrontDoor['read']>>): string[] {
  return answer.type === 'options' ? answer.options.map(({ value }) => value) : [];
}
