import { z } from 'zod';
import { isSameActor } from '../../src/chat/actor.ts';
import { Actor } from '../../src/chat/actor.ts';
import type { Card } from '../../src/chat/card.ts';
import { line } from '../../src/chat/text.ts';
import type { ActivityContext } from '../../src/activities/activity.ts';
import type { AuditNote } from '../../src/domain/audit.ts';
import { defineWorkflow, type RegisteredWorkflow } from '../../src/runtime/define-workflow.ts';
import type { Step, Workflow } from '../../src/workflows/workflow.ts';

/**
 * A workflow of three steps, for the runtime's tests: it asks for a name, counts something slow and
 * then waits for a press of `finish`. It expires a day after it was opened.
 */

const at = z.string();

const ToyState = z.object({
  stage: z.enum(['asking', 'counting', 'counted', 'finished', 'expired', 'cancelled']),
  name: z.string(),
  count: z.number(),
  problem: z.string(),
  finishedBy: z.string(),
  expiresAt: z.string(),
  file: z.string(),
});
export type ToyState = z.infer<typeof ToyState>;

const ToyEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('name-given'), name: z.string() }),
  z.object({ type: z.literal('count-moved'), count: z.number() }),
  z.object({ type: z.literal('count-ended'), count: z.number(), file: z.string() }),
  z.object({ type: z.literal('finish-pressed'), by: Actor }),
  z.object({ type: z.literal('recount-pressed') }),
  z.object({ type: z.literal('cancel-said') }),
  z.object({ type: z.literal('nudged') }),
  z.object({ type: z.literal('session-expired'), at }),
  z.object({
    type: z.literal('activity-failed'),
    activity: z.string(),
    effect: z.object({ type: z.literal('count-things'), name: z.string() }),
    kind: z.string(),
    message: z.string(),
    at,
  }),
]);
export type ToyEvent = z.infer<typeof ToyEvent>;

const ToyEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('count-things'), name: z.string() }),
  z.object({ type: z.literal('finish-things'), name: z.string() }),
]);
export type ToyEffect = z.infer<typeof ToyEffect>;

export const ToyInput = z.object({ greeting: z.string() });

export interface ToyActivities {
  readonly countThings: (
    effect: ToyEffect,
    context: ActivityContext,
  ) => Promise<ToyEvent | undefined>;
  readonly finishThings: (
    effect: ToyEffect,
    context: ActivityContext,
  ) => Promise<ToyEvent | undefined>;
}

const DAY_MS = 86_400_000;

export const toyWorkflow: Workflow<ToyState, ToyEvent, ToyEffect, z.infer<typeof ToyInput>> = {
  name: 'recommend',
  state: ToyState,
  event: ToyEvent,
  effect: ToyEffect,
  input: ToyInput,
  start: ({ at: openedAt }) =>
    only({
      stage: 'asking',
      name: '',
      count: 0,
      problem: '',
      finishedBy: '',
      expiresAt: new Date(Date.parse(openedAt) + DAY_MS).toISOString(),
      file: '',
    }),
  transition,
  lifecycle: ({ stage, expiresAt }) => {
    const isOpen = !['finished', 'expired', 'cancelled'].includes(stage);
    return { isOpen, isListening: isOpen, ...(isOpen && { expiresAt }) };
  },
  hear(session, inbound) {
    if (inbound.type === 'button-pressed') {
      if (session.state.stage !== 'counted') {
        return { type: 'refused', line: line`Not now.` };
      }
      return inbound.action.name === 'finish'
        ? { type: 'event', event: { type: 'finish-pressed', by: inbound.actor } }
        : { type: 'event', event: { type: 'recount-pressed' } };
    }
    if (inbound.type === 'form-submitted') {
      return { type: 'event', event: { type: 'name-given', name: String(inbound.values['name']) } };
    }
    if (inbound.type !== 'message-posted' || !isSameActor(inbound.actor, session.owner)) {
      return { type: 'ignored' };
    }
    if (inbound.text === 'cancel') return { type: 'event', event: { type: 'cancel-said' } };
    return inbound.text.includes(' ')
      ? { type: 'ignored' }
      : { type: 'event', event: { type: 'name-given', name: inbound.text } };
  },
  view: ({ state }) => [
    { slot: 'root', card: rootCard(state) },
    ...(state.name === '' ? [] : [{ slot: 'count', card: countCard(state) }]),
  ],
  summary: ({ state }) => ({
    title: state.name,
    details: '',
    status: [state.stage],
    level: 'info',
    isUnderWay: state.stage === 'counting',
    waitsFor: state.stage === 'asking' ? 'owner' : 'nobody',
    approvedBy: [],
  }),
  form: (session) =>
    session.state.stage === 'asking'
      ? {
          id: 'name',
          title: 'Name',
          submitLabel: 'Go',
          intro: [],
          fields: [
            {
              id: 'size',
              label: 'Size',
              kind: 'select',
              options: ['medium', 'small', 'extra small'].map((value) => ({ value, label: value })),
              isSearched: true,
              isRequired: true,
            },
          ],
        }
      : line`The name was given.`,
};

function transition(state: ToyState, event: ToyEvent): Step<ToyState, ToyEffect> {
  switch (event.type) {
    case 'name-given':
      if (event.name === '' || event.name.length > 8) {
        return {
          ...only(state),
          reply: { type: 'field-errors', errors: { name: 'Up to 8 letters.' } },
        };
      }
      if (state.stage !== 'asking') return only(state);
      return {
        ...only({ ...state, stage: 'counting', name: event.name }),
        effects: [{ type: 'count-things', name: event.name, key: 'count' }],
        reply: { type: 'closed' },
      };
    case 'count-moved':
      return state.stage === 'counting' ? only({ ...state, count: event.count }) : only(state);
    case 'count-ended':
      return only({ ...state, stage: 'counted', count: event.count, file: event.file });
    case 'recount-pressed':
      return {
        ...only({ ...state, stage: 'counting' }),
        effects: [{ type: 'count-things', name: state.name, key: 'count' }],
      };
    case 'finish-pressed': {
      if (state.stage !== 'counted') return only(state);
      const by = event.by.id;
      const note: AuditNote = {
        at: state.expiresAt,
        actor: by,
        action: 'things-finished',
        details: {},
      };
      return {
        state: { ...state, stage: 'finished', finishedBy: by },
        effects: [
          { type: 'finish-things', name: state.name },
          { type: 'tell', to: event.by, line: line`Finished ${state.name}.` },
        ],
        audit: [note],
      };
    }
    case 'cancel-said':
      return { ...only({ ...state, stage: 'cancelled' }), cancels: ['count'] };
    case 'nudged':
      return only({ ...state, problem: 'nudged' });
    case 'session-expired':
      return only({ ...state, stage: 'expired' });
    case 'activity-failed':
      return only({ ...state, stage: 'counted', problem: `${event.kind}: ${event.message}` });
  }
}

function only(state: ToyState): Step<ToyState, ToyEffect> {
  return { state, effects: [], audit: [] };
}

function rootCard({ stage, name, problem, finishedBy }: ToyState): Card {
  const text = [stage, name, problem, finishedBy].filter(Boolean).join(' | ');
  return { elements: [{ type: 'text', line: [text] }], audience: 'thread' };
}

function countCard({ count, file }: ToyState): Card {
  return {
    elements: [
      { type: 'text', line: [`count ${count}`] },
      ...(file === ''
        ? []
        : [{ type: 'file' as const, name: 'things.yaml', title: 'Things', content: file }]),
    ],
    audience: 'thread',
  };
}

export function toy(activities: ToyActivities): RegisteredWorkflow {
  return defineWorkflow(toyWorkflow, {
    'count-things': activities.countThings,
    'finish-things': activities.finishThings,
  });
}
