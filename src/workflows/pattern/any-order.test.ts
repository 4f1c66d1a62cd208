import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aCandidate, aPattern } from '../../../test/pattern-builders.ts';
import {
  aPatternTalk,
  aSimilarPattern,
  candidateLoaded,
  compared,
  EDIT,
  failed,
  FOUND,
  GATEWAY_NAME,
  givenPattern,
  NAME,
  ofEdit,
  patternLoaded,
  rationaleWritten,
  resolved,
  resourcesFound,
  storedActive,
  storedAsDraft,
  storingAsked,
  TO_REVIEW,
  UNCLEAR,
  wordsFound,
} from '../../../test/pattern-talk.ts';
import { ANA, AT, BEN } from '../../../test/recommend-builders.ts';
import { type PatternEvent, type PatternInput, PatternState } from './state.ts';
import type { PatternStep } from './steps.ts';
import { hasUndecided } from './storing.ts';
import { transition } from './transition.ts';
import { patternWorkflow } from './workflow.ts';

const decides = { at: AT, actor: BEN } as const;
const by = ANA;
const lessSaid = aCandidate({ rationale: '', triggers: [] });
const EVENTS: readonly PatternEvent[] = [
  wordsFound,
  givenPattern({ name: 'Public things' }),
  givenPattern({ triggers: ['RDS'] }),
  givenPattern({ resources: [GATEWAY_NAME] }),
  givenPattern({ resources: [] }),
  givenPattern({ rationale: 'Law.' }),
  givenPattern({ owner: 'b-team', isForm: true }),
  givenPattern({ conditions: { providers: ['azure'], groups: [], purposes: [] } }),
  givenPattern({ triggers: ['a'], resources: ['b'], rationale: '', owner: '', isForm: true }),
  { type: 'words-given', at: AT, by, words: ['AWS'], looksUp: true },
  resourcesFound,
  { type: 'resource-picked', at: AT, by, name: GATEWAY_NAME },
  { type: 'resource-mended', at: AT, by, said: 'internetgatway', name: GATEWAY_NAME },
  { type: 'resource-mended', at: AT, by, said: 'Service' },
  resolved(),
  resolved([], UNCLEAR),
  { type: 'rationale-asked', at: AT, by },
  rationaleWritten,
  compared(),
  compared({ similar: [aSimilarPattern()] }),
  { type: 'merge-asked', at: AT, patternId: 'pat-aaaaaaaaaaaa' },
  { type: 'own-wanted', at: AT },
  { type: 'conditions-reset', at: AT, by },
  { type: 'candidate-changed', at: AT },
  { type: 'candidate-checked', at: AT, evidenceCount: 0, urls: [] },
  { type: 'candidate-checked', at: AT, candidate: aCandidate(), evidenceCount: 2, urls: [] },
  { type: 'candidate-checked', at: AT, candidate: lessSaid, evidenceCount: 1, urls: [] },
  { type: 'went-back', at: AT },
  storingAsked,
  storedAsDraft,
  storedActive,
  { type: 'storing-refused', at: AT, problem: 'Changed.', baseVersion: 4 },
  { ...decides, type: 'decision-pressed', accepts: true },
  { ...decides, type: 'decision-granted', accepts: true },
  { ...decides, type: 'decision-denied', reason: 'No curator.' },
  { type: 'draft-settled', at: AT, accepts: true },
  { type: 'retry-asked', at: AT },
  ofEdit,
  candidateLoaded,
  patternLoaded(),
  patternLoaded({ pattern: aPattern({ id: 'pat-aaaaaaaaaaaa' }) }),
  { type: 'session-cancelled', at: AT },
  { type: 'session-expired', at: AT },
  failed({ type: 'load-pattern' }),
  failed({ type: 'resolve-resources', said: ['a'] }),
  failed({ type: 'store-pattern' }),
  failed({ type: 'check-candidate', candidateId: FOUND.candidateId }),
  failed({ type: 'settle-draft', actor: BEN, accepts: true }),
];
const INPUTS: readonly PatternInput[] = [
  { type: 'new', name: '' },
  { type: 'new', name: NAME },
  EDIT,
  FOUND,
  { ...FOUND, intoPatternId: 'pat-aaaaaaaaaaaa' },
];

const path = array(constantFrom(...EVENTS), { maxLength: 60 });

/** Effects that the runtime performs itself. */
const OF_RUNTIME = new Set(['tell', 'raise', 'open']);

function walked(from: PatternState, events: readonly PatternEvent[]): void {
  let state = from;
  let isStoring = false;
  for (const event of events) {
    const before = state;
    const step = transition(before, event);
    state = step.state;
    isStoring = checked(isStoring, { before, event, step });
    expect(PatternState.safeParse(state).error).toBeUndefined();
    const own = step.effects.filter(({ type }) => !OF_RUNTIME.has(type));
    expect(own.every((effect) => patternWorkflow.effect.safeParse(effect).success)).toBe(true);
    const session = { ...aSession({ workflow: 'pattern', owner: ANA }), state };
    expect(patternWorkflow.view(session).length).toBe(state.shown.length + 1);
    expect(patternWorkflow.lifecycle(state).isOpen).toBe(state.stage !== 'closed');
    expect(patternWorkflow.summary(session).status.length).toBeGreaterThan(0);
  }
}

interface Seen {
  readonly before: PatternState;
  readonly event: PatternEvent;
  readonly step: PatternStep;
}

/** Whether something is being stored after it. */
function checked(wasStoring: boolean, { before, event, step }: Seen): boolean {
  const { state, effects } = step;
  const stores = effects.filter(({ type }) => type === 'store-pattern').length;
  const isAnswered = ['pattern-stored', 'storing-refused', 'activity-failed'].includes(event.type);
  // What is lost while it is stored ends that.
  const isStopped = event.type === 'candidate-checked' && state.stage !== 'storing';
  const isStoring = wasStoring && !isAnswered && !isStopped;
  expect(before.stage === 'closed' && state !== before, 'nothing opens it again').toBe(false);
  expect(stores + Number(isStoring), 'it is stored twice').toBeLessThanOrEqual(1);
  const isFresh = stores > 0 && event.type === 'storing-asked';
  expect(isFresh && hasUndecided(before), 'similar ones were not looked at').toBe(false);
  expect(stores > 0 && state.resources.length === 0, 'it has no resources').toBe(false);
  expect(stores > 0 && state.unclear.length > 0, 'a resource is not clear').toBe(false);
  const isWordless = !JSON.stringify(state).includes(aCandidate().rationale);
  const isLost = state.found === undefined && state.outcome !== 'stored';
  expect(isLost && state.input.type === 'new' && !isWordless, 'lost words stay').toBe(false);
  const told = effects.filter(({ type }) => type === 'raise' && state.stage === 'closed').length;
  const isHeard = state.input.type === 'candidate' && before.stage !== 'closed';
  expect(told).toBe(state.stage === 'closed' && isHeard ? 1 : 0);
  return isStoring || stores > 0;
}

it('never throws, stores twice, unseen or without resources, or opens again, in whatever order', () => {
  assert(
    property(constantFrom(...INPUTS), path, (input, events) => {
      walked(aPatternTalk([], input), events);
    }),
    { numRuns: 150 },
  );
});

it('nor after a review was reached', () => {
  assert(
    property(path, (events) => {
      walked(aPatternTalk(TO_REVIEW), events);
    }),
    { numRuns: 150 },
  );
});
