import { describe, expect, it, vi } from 'vitest';
import { aCommand, aMessage, anActor, aPlace } from '../builders.ts';
import { command, counting, doing, finishPress, nameGiven, thread } from './runtime-talk.ts';
import type { ToyEvent } from './runtime-toy.ts';
import { openWorld } from './runtime-world.ts';

describe('what people say among themselves', () => {
  it('is kept nowhere, unless a conversation waits for it or is just being opened', async () => {
    const world = await openWorld(counting());
    const aside = aMessage('nobody asked', { place: aPlace({ thread: 'another' }) });
    await world.say(aside);
    expect(await world.store().receive(aside)).toEqual({ status: 'new' }); // never seen before

    await world.say(command);
    await world.say(aMessage('what a thing', { place: thread }));
    const heard = aMessage('what a thing', { place: thread });
    expect(await world.store().receive(heard)).toMatchObject({ status: 'known' });
  });

  it('right behind an opening command is heard by what it opened', async () => {
    const world = await openWorld(counting());
    const place = aPlace({ thread: 'theirs' });
    await world.door().accept(aMessage('recommend a thing', { namesBot: true, place }));
    await world.door().accept(aMessage('box', { place }));
    await world.idle();

    expect(world.texts()).toContain('counted | box');
  });
});

const ANSWERED = expect.stringMatching('write it again when the next card');

describe('what is said while the bot is at work', () => {
  it.each([
    ['by whom it listens to is answered', anActor(), {}, 'add Database', [ANSWERED]],
    ['by a colleague who names it, too', anActor('U2'), { namesBot: true }, 'add it', [ANSWERED]],
    ['by a colleague to others is not', anActor('U2'), {}, 'add Database', []],
    ['in passing is not', anActor(), {}, 'ok, one moment please', []],
  ])('%s', async (_what, actor, over, text, answers) => {
    let end: () => void = () => undefined;
    const counted = new Promise<ToyEvent>((resolve) => {
      end = () => resolve({ type: 'count-ended', count: 3, file: '' });
    });
    const world = await openWorld(doing(() => counted));
    await world.say(command);
    await world.door().accept(nameGiven);
    await vi.waitFor(() => expect(world.texts()[0]).toContain('counting'));
    await world.door().accept(aMessage(text, { place: thread, actor, ...over }));
    end();
    await world.idle();

    expect(world.told()).toEqual(answers);
  });

  it('is not said to be lost where a card waits for something else', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.say(nameGiven);
    await world.say(aMessage('add Database', { place: thread }));

    expect(world.told()).toEqual([]);
  });
});

describe('a direct conversation', () => {
  it('never meets a person with silence', async () => {
    const place = aPlace({ channel: 'D-U1' });
    const world = await openWorld(counting());
    await world.say(aMessage('recommend a thing', { isDirect: true, place }));
    await world.say(aMessage('well, let me think', { isDirect: true, place }));

    expect(world.texts()).toEqual(['asking']);
    expect(world.told().join('')).toContain('I could not read that as an answer');
  });
});

describe('the process', () => {
  it('accepts nothing while it stops, and leaves the rest for the next start', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.runtime().stop(1_000);

    await expect(world.door().accept(nameGiven)).rejects.toMatchObject({ kind: 'unavailable' });
    await world.restart();
    await world.say(nameGiven);
    expect(world.texts()[0]).toBe('counted | box');
  });
});

describe('what was left undone for over an hour', () => {
  it('is asked for again, and only opens conversations', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.say(nameGiven);
    world.failCommits(1_000);
    const late = aCommand('recommend late', { id: 'late' });
    const colleague = aMessage('hm', { place: thread, actor: anActor('U2') });
    for (const event of [finishPress, colleague, late]) await world.door().accept(event);
    await world.clock.advance(3_600_001);
    world.failCommits(0);
    await world.restart();
    await world.idle();

    expect(world.told()).toEqual([
      'U1: I was away when you pressed that button, so nothing came of it. Please press it again.',
    ]);
    expect(world.texts()).toEqual(['counted | box', 'count 3', 'asking']);
    expect(await world.store().unfinishedInbound()).toEqual([]);
  });

  it('is done where it is fresher', async () => {
    const world = await openWorld(counting());
    await world.say(command);
    await world.say(nameGiven);
    world.failCommits(1_000);
    await world.door().accept(finishPress);
    await world.clock.advance(3_500_000);
    world.failCommits(0);
    await world.restart();
    await world.idle();

    expect(world.texts()[0]).toBe('finished | box | U1');
  });
});
