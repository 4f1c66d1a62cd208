import { expect, it } from 'vitest';
import { z } from 'zod';
import type { InboundEvent } from '../../src/chat/inbound.ts';
import { Failure } from '../../src/domain/failure.ts';
import { defineWorkflow } from '../../src/runtime/define-workflow.ts';
import type { PlaceRefused, Workflow } from '../../src/workflows/workflow.ts';
import { aPlace } from '../builders.ts';
import { command, finishPress, nameGiven, sessionId } from './runtime-talk.ts';
import {
  type ToyEffect,
  type ToyEvent,
  type ToyInput,
  type ToyState,
  toyWorkflow,
} from './runtime-toy.ts';
import { openWorld, type World, type WorldOptions } from './runtime-world.ts';

const conversation: readonly InboundEvent[] = [command, nameGiven, finishPress];
const [FIRST, SECOND] = [aPlace({ channel: 'C7' }), aPlace({ channel: 'C8' })];

const Refused = z.object({ type: z.literal('place-refused'), slot: z.string(), at: z.string() });
type Event = ToyEvent | PlaceRefused;

/** The toy, whose cards are all shown in two other places as well. */
const shownElsewhere: Workflow<ToyState, Event, ToyEffect, z.infer<typeof ToyInput>> = {
  ...toyWorkflow,
  event: z.union([toyWorkflow.event, Refused]),
  transition(state, event) {
    if (event.type !== 'place-refused') return toyWorkflow.transition(state, event);
    const problem = [state.problem, `not at ${event.slot}`].filter(Boolean).join(' ');
    return { state: { ...state, problem }, effects: [], audit: [] };
  },
  hear: (session, inbound) => toyWorkflow.hear(session, inbound),
  view(session) {
    const own = toyWorkflow.view(session);
    const at = (place: typeof FIRST, prefix: string) =>
      session.state.problem.includes(prefix)
        ? []
        : own.map(({ slot, card }) => ({ slot: `${prefix}-${slot}`, card, place }));
    return [...own, ...at(FIRST, 'first'), ...at(SECOND, 'second')];
  },
};

function elsewhere(): WorldOptions {
  return {
    workflows: (artifacts) => [
      defineWorkflow(shownElsewhere, {
        'count-things': async ({ name }) => ({
          type: 'count-ended' as const,
          count: name.length,
          file: await artifacts.put(`name: ${name}`),
        }),
        'finish-things': async () => undefined,
      }),
    ],
  };
}

/** What stands in each channel: texts, where each hangs, and files with the message they hang under. */
function shown({ platform, texts }: World) {
  const all = texts();
  return Object.fromEntries(
    ['C1', 'C7', 'C8'].map((channel) => {
      const here = platform.messages.flatMap(({ reference, thread }, index) =>
        reference.channel === channel ? [{ id: reference.id, thread, text: all[index] }] : [],
      );
      const root = here.find(({ thread }) => thread === undefined)?.id;
      const files = platform.files.filter(({ place }) => place.channel === channel);
      return [
        channel,
        {
          cards: here.map(({ thread, text }) => ({ text, isUnder: thread === root })),
          files: files.map(({ content, place }) => ({ content, isUnder: place.thread === root })),
        },
      ];
    }),
  );
}

const WHOLE = {
  cards: [
    { text: 'finished | box | U1', isUnder: false },
    { text: 'count 3', isUnder: true },
  ],
  files: [{ content: 'name: box', isUnder: true }],
};

it('shows cards in other places: one message each, replies and files under it, all redrawn', async () => {
  const world = await openWorld(elsewhere());
  for (const event of conversation) await world.say(event);

  expect(shown(world)).toEqual({ C1: WHOLE, C7: WHOLE, C8: WHOLE });
});

it('posts none twice, whenever the process dies', async () => {
  const whole = await openWorld(elsewhere());
  await whole.restart(); // a life whose operations are counted from the first
  for (const event of conversation) await whole.say(event);
  const last = whole.operations();
  expect(last).toBeGreaterThan(80);

  for (let deathAfter = 1; deathAfter <= last; deathAfter += 1) {
    const world = await openWorld(elsewhere());
    await world.restart({ deathAfter }).catch(() => world.restart());
    for (const event of conversation) await sayUntilHeard(world, event);
    expect(shown(world)).toEqual({ C1: WHOLE, C7: WHOLE, C8: WHOLE });
  }
});

it('tells the session of a place that it may not write to, and goes on', async () => {
  const world = await openWorld(elsewhere());
  world.platform.shut.add('C7');
  await world.say(command);
  await world.say(nameGiven);

  const { C1, C7, C8 } = shown(world);
  expect(C1?.cards.map(({ text }) => text)).toEqual([
    'counted | box | not at first-root',
    'count 3',
  ]);
  expect(C7).toEqual({ cards: [], files: [] });
  expect(C8).toMatchObject({ cards: [{}, { text: 'count 3' }], files: [{ content: 'name: box' }] });
  expect(world.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  expect(await world.store().session(sessionId)).toMatchObject({ place: { channel: 'C1' } });
});

it('says nothing of a place that was written to before, and keeps what hangs there', async () => {
  const world = await openWorld(elsewhere());
  await world.say(command);
  world.platform.shut.add('C7');
  await world.say(nameGiven);
  world.platform.shut.delete('C7');
  await world.say(finishPress);

  expect(shown(world)).toEqual({ C1: WHOLE, C7: WHOLE, C8: WHOLE });
});

it('posts a card anew that somebody deleted there', async () => {
  const world = await openWorld(elsewhere());
  await world.say(command);
  const gone = new Failure('conflict', 'That message was deleted.');
  world.platform.failNext('update', new Failure('invalid-input', 'Too long.')); // the first card
  world.platform.failNext('update', gone);
  await world.say(nameGiven);

  const { C7 } = shown(world);
  expect(C7?.cards.filter(({ text }) => text === 'asking')).toHaveLength(1);
  expect(C7?.cards).toHaveLength(3);
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
