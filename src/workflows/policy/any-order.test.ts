import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aCandidate } from '../../../test/pattern-builders.ts';
import {
  aPolicyTalk,
  aStoredPolicy,
  accepted,
  candidateChecked,
  derived,
  details,
  enforcementAsked,
  failed,
  given,
  prepared,
  rehearsed,
  SENTENCE,
  storedActive,
  storedAsDraft,
  storingAsked,
  TO_REVIEW,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT, BEN } from '../../../test/recommend-builders.ts';
import { type PolicyEvent, type PolicyInput, PolicyState } from './state.ts';
import type { PolicyStep } from './steps.ts';
import { transition } from './transition.ts';
import { policyWorkflow } from './workflow.ts';

const proposed = aCandidate({ type: 'policy', title: 'Queues in AWS run in us-east-1' });
const decides = { at: AT, actor: BEN } as const;
const EVENTS: readonly PolicyEvent[] = [
  wordsFound,
  details,
  given({ sentence: 'Caches in AWS run in us-east-1' }),
  given({ rationale: 'Law.' }),
  given({ owner: 'b-team', isForm: true }),
  given({ scope: { type: 'all' } }),
  given({ scope: { type: 'only', namespaces: ['nowhere'] } }),
  given({ leftOut: ['Instance'] }),
  { type: 'words-given', at: AT, by: ANA, words: ['AWS DB'], looksUp: true },
  { type: 'rationale-asked', at: AT, by: ANA },
  { type: 'rationale-written', at: AT, text: 'Why.', by: 'offline' },
  { type: 'work-progressed', at: AT, text: 'Half.' },
  derived(),
  derived({ guidanceBecause: 'It is about people.' }),
  accepted,
  rehearsed(),
  rehearsed({ broken: { total: 2, refused: 1 } }),
  { type: 'went-back', at: AT },
  { type: 'target-chosen', at: AT, target: 'admission-policy' },
  enforcementAsked,
  storingAsked,
  prepared(),
  { type: 'preparation-refused', at: AT, problem: 'A kind is new.' },
  storedAsDraft,
  storedActive,
  { type: 'enforcement-recorded', at: AT },
  { ...decides, type: 'decision-pressed', accepts: true },
  { ...decides, type: 'decision-granted', accepts: true },
  { ...decides, type: 'decision-denied', reason: 'No curator.' },
  { type: 'draft-settled', at: AT, accepts: true },
  { type: 'change-superseded', at: AT },
  { type: 'candidate-changed', at: AT },
  candidateChecked(),
  candidateChecked(proposed),
  candidateChecked(aCandidate({ ...proposed, title: 'Queues run in us-east-1' })),
  { type: 'change-returned', at: AT },
  { type: 'change-resumed', at: AT },
  { type: 'change-ended', at: AT, outcome: 'ready' },
  { type: 'change-ended', at: AT, outcome: 'withdrawn' },
  { type: 'change-ended', at: AT, outcome: 'failed', hasReached: true },
  { type: 'traces-recorded', at: AT },
  { type: 'traces-recorded', at: AT, version: 4 },
  { type: 'retry-asked', at: AT },
  { type: 'policy-loaded', at: AT, policy: aStoredPolicy() },
  { type: 'session-cancelled', at: AT },
  { type: 'session-expired', at: AT },
  failed({ type: 'derive-rules' }),
  failed({ type: 'check-candidate', candidateId: 'cand-0123456789ab' }),
  failed({ type: 'store-policy', isEnforced: false }),
  failed({ type: 'record-enforcement', changeId: 'chg-1' }),
  failed({ type: 'settle-draft', actor: BEN, accepts: true }),
];
const INPUTS: readonly PolicyInput[] = [
  { type: 'new', sentence: '' },
  { type: 'new', sentence: SENTENCE },
  { type: 'new', sentence: '', candidateId: proposed.id, reviewId: 'review-1' },
  { type: 'edit', policyId: 'pol-0123456789ab' },
  { type: 'extend', policyId: 'pol-0123456789ab' },
];

const path = array(constantFrom(...EVENTS), { maxLength: 60 });

/** Effects that the runtime performs itself. */
const OF_RUNTIME = new Set(['tell', 'raise', 'open']);

/** How often something may not be stored again, and whether it was asked for to enforce it. */
interface Passed {
  readonly isAsked: boolean;
  readonly isStoring: boolean;
}

function walked(from: PolicyState, events: readonly PolicyEvent[]): void {
  let state = from;
  let passed: Passed = { isAsked: false, isStoring: false };
  for (const event of events) {
    const before = state;
    const step = transition(before, event);
    state = step.state;
    passed = checked(passed, { before, event, step });
    expect(PolicyState.safeParse(state).success).toBe(true);
    const own = step.effects.filter(({ type }) => !OF_RUNTIME.has(type));
    expect(own.every((effect) => policyWorkflow.effect.safeParse(effect).success)).toBe(true);
    const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
    expect(policyWorkflow.view(session).length).toBe(state.shown.length + 1);
    expect(policyWorkflow.lifecycle(state).isOpen).toBe(state.stage !== 'closed');
    expect(policyWorkflow.summary(session).status.length).toBeGreaterThan(0);
  }
}

function checked(
  passed: Passed,
  { before, event, step }: { before: PolicyState; event: PolicyEvent; step: PolicyStep },
): Passed {
  const { state, effects } = step;
  const isAsked =
    passed.isAsked || (before.stage === 'review' && event.type === 'enforcement-asked');
  const isAnswered = event.type === 'policy-stored' || event.type === 'activity-failed';
  const stores = effects.filter(({ type }) => type === 'store-policy').length;
  expect(before.stage === 'closed' && state !== before, 'nothing opens it again').toBe(false);
  expect(state.stage === 'handed-over' && !isAsked, 'nobody asked for it').toBe(false);
  // What is lost while it is stored ends that.
  const isStopped = event.type === 'candidate-checked' && state.stage !== 'storing';
  const isStoring = passed.isStoring && !isAnswered && !isStopped;
  const isLost = state.found === undefined && !state.outcome && state.stage !== 'loading';
  expect(isLost && JSON.stringify(state).includes(proposed.title), 'lost words stay').toBe(false);
  expect(stores + Number(isStoring), 'it is stored twice').toBeLessThanOrEqual(1);
  const isCalled = state.outcome === 'enforced' && before.stage !== 'closed';
  expect(isCalled && before.stage !== 'recording', 'it is called enforced').toBe(false);
  return { isAsked, isStoring: isStoring || stores > 0 };
}

it('never throws, hands over unasked, stores twice or opens again, whatever comes in which order', () => {
  assert(
    property(constantFrom(...INPUTS), path, (input, events) => {
      walked(aPolicyTalk([], input), events);
    }),
    { numRuns: 150 },
  );
});

it('nor after a review was reached', () => {
  assert(
    property(path, (events) => {
      walked(aPolicyTalk(TO_REVIEW), events);
    }),
    { numRuns: 150 },
  );
});
