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
import { hasEnded } from './steps.ts';
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

it('decides only what was granted, once at a time, and never again after its end, in whatever order', () => {
  let decided = 0;
  assert(
    property(array(constantFrom(...EVENTS), { maxLength: 40 }), (events) => {
      let { state } = reviewAfter();
      let isUnderWay = false;
      const wizards = new Set<string>();
      for (const event of events) {
        const before = state;
        // As it comes back from the record after a restart.
        const step = transition(CandidateState.parse(JSON.parse(JSON.stringify(before))), event);
        state = step.state;
        const { effects, audit } = step;
        expect(CandidateState.safeParse(state).success).toBe(true);
        if (hasEnded(before))
          expect({ effects, audit, state }).toEqual({ effects: [], audit: [], state: before });
        const isDone = effects.some(({ type }) => type === 'settle-candidate' || type === 'open');
        const isRetry = event.type === 'retry-asked' && before.stage === 'failed';
        expect(isDone && event.type !== 'decision-granted' && !isRetry).toBe(false);
        expect(isDone && isUnderWay, 'two at once').toBe(false);
        isUnderWay = state.stage === 'settling' || state.stage === 'handed-over';
        decided += Number(isDone);
        for (const effect of effects) {
          if (effect.type === 'open') {
            expect(wizards.has(effect.sessionId), 'a wizard opened twice').toBe(false);
            wizards.add(effect.sessionId);
          } else if (!OF_RUNTIME.has(effect.type)) {
            expect(CandidateEffect.safeParse(effect).success).toBe(true);
          }
        }
        if (hasEnded(state)) expect(state.evidence).toEqual([]);
        const session = { ...aSession({ workflow: 'candidate', owner: ASKER }), state };
        expect(candidateWorkflow.view(session)).toHaveLength(1);
        expect(candidateWorkflow.lifecycle(state).isOpen).toBe(!hasEnded(state));
        expect(candidateWorkflow.summary(session).status.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 400 },
  );
  expect(decided).toBeGreaterThan(0);
});
