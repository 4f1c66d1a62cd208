import { describe, expect, it } from 'vitest';
import {
  ANA,
  answersGiven,
  aQuestion,
  aRecommendation,
  aSolution,
  AT,
  BEN,
  chosen,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { RecommendEffect, type RecommendEvent, type RecommendState } from './state.ts';
import { transition } from './transition.ts';
import { toJson } from '../../domain/json.ts';

const place = aQuestion({ id: 'place', label: 'Namespace', options: [], isOpen: true });
const name = aQuestion({ id: 'name', label: 'Name', options: [], isOpen: true });
const version = aQuestion({ ...name, id: 'version', label: 'Version', stage: 'basic' });
const answering = aRecommendation(
  understood,
  solutionsFound(aSolution()),
  chosen,
  questionsWritten(place, name, version),
);

function after(seconds: number): string {
  return new Date(Date.parse(AT) + seconds * 1_000).toISOString();
}

function given(values: Record<string, string>, seconds: number): RecommendEvent {
  return { ...answersGiven(values), at: after(seconds) };
}

/** What was said at one time, as it comes from the model at another. */
function read(
  values: Record<string, string>,
  { heard, came }: { readonly heard: number; readonly came: number },
): RecommendEvent {
  const answers = Object.entries(values).map(([questionId, value]) => ({ questionId, value }));
  const times = { heardAt: after(heard), at: after(came) };
  return { type: 'reply-interpreted', by: ANA, answers, ...times };
}

function answersAfter(...events: readonly RecommendEvent[]): Record<string, unknown> {
  const { answers } = stateAfter(...events);
  return Object.fromEntries(answers.map(({ questionId, value }) => [questionId, value]));
}

function stateAfter(...events: readonly RecommendEvent[]): RecommendState {
  return events.reduce((state, event) => transition(state, event).state, answering);
}

describe('a reply whose reading took long', () => {
  it('does not replace what was answered since it was said', () => {
    const late = read({ place: 'a-team', name: 'my-db' }, { heard: 5, came: 30 });

    expect(answersAfter(given({ place: 'b-team' }, 20), late)).toMatchObject({ place: 'b-team' });
  });

  it('still gives what nobody has answered since', () => {
    const late = read({ place: 'a-team', version: '16' }, { heard: 5, came: 30 });

    expect(answersAfter(given({ place: 'b-team' }, 20), late)).toEqual({
      place: 'b-team',
      version: '16',
    });
  });

  it('replaces what was answered before it was said', () => {
    const late = read({ place: 'a-team' }, { heard: 25, came: 30 });

    expect(answersAfter(given({ place: 'b-team' }, 20), late)).toEqual({ place: 'a-team' });
  });

  it('is the newer word where two are read late, in their order', () => {
    const first = read({ place: 'a-team' }, { heard: 5, came: 30 });
    const second = read({ place: 'b-team' }, { heard: 10, came: 40 });

    expect(answersAfter(first, second)).toEqual({ place: 'b-team' });
  });

  it('changes nothing, a trouble included, where all of it was answered since', () => {
    const state = stateAfter(given({ place: 'b-team' }, 20));

    expect(transition(state, read({ place: 'a-team' }, { heard: 5, came: 30 })).state).toBe(state);
  });

  it('leaves the stage that it was said in', () => {
    const early = read({ place: 'a-team', name: 'my-db' }, { heard: 5, came: 30 });

    expect(stateAfter(early)).toMatchObject({ asking: 'basic', askedAt: after(30) });
  });

  it('does not leave a stage that was reached since', () => {
    const required = given({ place: 'b-team', name: 'my-db' }, 20);
    const state = stateAfter(required, read({ version: '16' }, { heard: 5, came: 30 }));

    expect(state.asking).toBe('basic');
    expect(state.answers.at(-1)).toMatchObject({ questionId: 'version', value: '16' });
  });
});

it('keeps when a reply was said, also where built-in rules read it instead', () => {
  const heard = { type: 'reply-heard', at: after(5), by: BEN, text: 'the little one' } as const;
  const effect = RecommendEffect.parse(transition(answering, heard).effects[0]);
  expect(effect).toMatchObject({ type: 'interpret-reply', heardAt: after(5) });

  const failed = {
    type: 'activity-failed',
    at: after(30),
    activity: 'interpret-reply',
    kind: 'model-unavailable',
    message: 'Claude is overloaded.',
    effect: toJson(effect),
  } as const;
  const [again] = transition(answering, failed).effects;
  expect(RecommendEffect.parse(again)).toMatchObject({ instead: 'away', heardAt: after(5) });
});
