import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { anActor, aSession } from '../../../test/builders.ts';
import {
  ASKER,
  CANDIDATE_TARGET,
  changed,
  expired,
  failed,
  gone,
  granted,
  left,
  loaded,
  PATTERN_TARGET,
  policy,
  pressed,
  refused,
  retry,
  reviewAfter,
  settled,
  wizardEnded,
} from '../../../test/candidate-talk.ts';
import { aCandidate, anEvidence } from '../../../test/pattern-builders.ts';
import { CandidateEffect, type CandidateEvent, CandidateState } from './state.ts';
import { type CandidateStep, hasEnded } from './steps.ts';
import { transition } from './transition.ts';
import { candidateWorkflow } from './workflow.ts';

const targets = [PATTERN_TARGET, CANDIDATE_TARGET];
const EVENTS: readonly CandidateEvent[] = [
  loaded({ targets }),
  loaded({ candidate: policy }),
  loaded({ candidate: aCandidate({ version: 2 }), evidence: [anEvidence(), anEvidence()] }),
  loaded({ candidate: aCandidate({ rationale: '' }) }),
  loaded({ candidate: aCandidate({ status: 'rejected' }) }),
  gone,
  changed,
  pressed('accept'),
  pressed('merge', { intoId: PATTERN_TARGET.id }),
  granted('accept'),
  granted('accept', { actor: anActor('UDREW') }),
  granted('edit'),
  granted('reject', { reason: 'No.' }),
  granted('merge', { intoId: PATTERN_TARGET.id }),
  granted('merge', { intoId: CANDIDATE_TARGET.id }),
  { ...granted('accept'), type: 'decision-denied', reason: 'No curator.' },
  settled('pat-1', ['review-2']),
  refused,
  wizardEnded(),
  wizardEnded('pat-2'),
  failed({ type: 'load-candidate' }),
  failed({ type: 'settle-candidate' }),
  failed({ type: 'settle-candidate' }, 'conflict'),
  retry,
  left,
  expired,
];
const OF_RUNTIME = new Set(['tell', 'raise', 'open']);

/** What was begun so far in one review. */
interface Passed {
  isUnderWay: boolean;
  decided: number;
  readonly wizards: Set<string>;
}

function checked(
  passed: Passed,
  { before, event, step }: { before: CandidateState; event: CandidateEvent; step: CandidateStep },
): void {
  const { effects, audit, state } = step;
  const isNothing = effects.length === 0 && audit.length === 0 && state === before;
  expect(!hasEnded(before) || isNothing, 'nothing opens it again').toBe(true);
  const isDone = effects.some(({ type }) => type === 'settle-candidate' || type === 'open');
  const isAllowed = event.type === 'decision-granted' || event.type === 'retry-asked';
  expect(isDone && !isAllowed, 'nobody granted it').toBe(false);
  expect(isDone && passed.isUnderWay, 'two at once').toBe(false);
  const opened = effects.flatMap((one) => (one.type === 'open' ? [one.sessionId] : []));
  expect(
    opened.some((id) => passed.wizards.has(id)),
    'a wizard opened twice',
  ).toBe(false);
  for (const id of opened) passed.wizards.add(id);
  const own = effects.filter(({ type }) => !OF_RUNTIME.has(type));
  expect(own.every((effect) => CandidateEffect.safeParse(effect).success)).toBe(true);
  expect(hasEnded(state) && state.evidence.length > 0, 'quotes are kept').toBe(false);
  passed.isUnderWay = state.stage === 'settling' || state.stage === 'handed-over';
  passed.decided += Number(isDone);
}

function drawn(state: CandidateState): void {
  expect(CandidateState.safeParse(state).success).toBe(true);
  const session = { ...aSession({ workflow: 'candidate', owner: ASKER }), state };
  expect(candidateWorkflow.view(session)).toHaveLength(1);
  expect(candidateWorkflow.lifecycle(state).isOpen).toBe(!hasEnded(state));
  expect(candidateWorkflow.summary(session).status.length).toBeGreaterThan(0);
}

it('decides only what was granted, once at a time, and never again after its end, in whatever order', () => {
  let decided = 0;
  assert(
    property(array(constantFrom(...EVENTS), { maxLength: 40 }), (events) => {
      let { state } = reviewAfter();
      const passed: Passed = { isUnderWay: false, decided: 0, wizards: new Set() };
      for (const event of events) {
        // As it comes back from the record after a restart.
        const before = CandidateState.parse(JSON.parse(JSON.stringify(state)));
        const step = transition(before, event);
        checked(passed, { before, event, step });
        drawn(step.state);
        ({ state } = step);
      }
      decided += passed.decided;
    }),
    { numRuns: 400 },
  );
  expect(decided).toBeGreaterThan(0);
});
