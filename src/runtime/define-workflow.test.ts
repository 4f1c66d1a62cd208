import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aPlace, aSession, anActor } from '../../test/builders.ts';
import type { Workflow } from '../workflows/workflow.ts';
import { defineWorkflow } from './define-workflow.ts';

const opening = {
  sessionId: 's1',
  owner: anActor(),
  place: aPlace(),
  at: '2026-11-02T09:00:00.000Z',
  input: { text: 'x' },
};

interface State {
  readonly text: string;
}

/** Keeps the text of its input; every event replaces it. */
function aWorkflow(effect: z.ZodType<{ readonly type: string }>) {
  const workflow: Workflow<State, { text: string }, { readonly type: string }, State> = {
    name: 'recommend',
    state: z.object({ text: z.string() }),
    event: z.object({ text: z.string() }),
    effect,
    input: z.object({ text: z.string() }),
    start: ({ input }) => ({ state: input, effects: [], audit: [] }),
    transition: (_, { text }) => ({ state: { text }, effects: [{ type: text }], audit: [] }),
    lifecycle: () => ({ isOpen: true, isListening: true }),
    hear: () => ({ type: 'ignored' }),
    view: () => [],
    summary: ({ state: { text } }) => ({
      title: text,
      details: '',
      status: [],
      level: 'info',
      isUnderWay: false,
      waitsFor: 'nobody',
      approvedBy: [],
    }),
    form: () => [],
  };
  return workflow;
}

function union(...types: [string, ...string[]]) {
  return z.object({ type: z.literal(types) });
}

const activities = { search: async () => undefined };

describe('a workflow', () => {
  it('without an activity for one of its effects is refused at the start', () => {
    expect(() => defineWorkflow(aWorkflow(union('search', 'write')), activities)).toThrow(
      'recommend: no activity for write',
    );
  });

  it('that takes a name of the runtime for an effect is refused at the start', () => {
    expect(() =>
      defineWorkflow(aWorkflow(union('present')), { present: async () => undefined }),
    ).toThrow("recommend: present is the runtime's");
  });

  it('whose effects cannot be told apart is refused at the start', () => {
    const shapeless = z.custom<{ readonly type: string }>();

    expect(() => defineWorkflow(aWorkflow(shapeless), activities)).toThrow('told apart');
  });

  it('needs no activities when it has no effects', () => {
    expect(() => defineWorkflow(aWorkflow(z.never()), {})).not.toThrow();
  });
});

describe('what enters and leaves a workflow', () => {
  const workflow = defineWorkflow(aWorkflow(union('search')), activities);

  it('is checked: input, event and effect', () => {
    const session = workflow.load(aSession({ state: { text: 'x' } }));

    expect(() => workflow.start({ ...opening, input: { text: 5 } })).toThrow(z.ZodError);
    expect(() => session?.transition({ text: 5 })).toThrow(z.ZodError);
    expect(() => session?.transition({ text: 'no-such-effect' })).toThrow(z.ZodError);
    expect(session?.transition({ text: 'search' }).effects).toMatchObject([{ type: 'search' }]);
  });

  it('is no session when its state does not fit', () => {
    expect(workflow.load(aSession({ state: { text: 5 } }))).toBeUndefined();
  });

  it('is refused when the state is too big to be carried along', () => {
    expect(() => workflow.start({ ...opening, input: { text: 'ä'.repeat(33_000) } })).toThrow(
      'bytes',
    );
    expect(() => workflow.start({ ...opening, input: { text: 'a'.repeat(33_000) } })).not.toThrow();
  });
});
