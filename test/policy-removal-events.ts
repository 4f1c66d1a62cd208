import { anActor, aPlace } from './builders.ts';
import { aPreparedChange } from './recommend-builders.ts';
import type {
  EnforcementFound,
  PolicyRemovalEvent,
} from '../src/workflows/policy-removal/state.ts';
import { start, transition } from '../src/workflows/policy-removal/transition.ts';

/** What a removal hears: of a policy that is enforced in deny mode, unless said otherwise. */
const owner = anActor('U1');
export const colleague = anActor('U2');
export const at = '2026-11-02T09:00:00.000Z';
export const OBJECTS = [
  'ValidatingAdmissionPolicyBinding dotai-db',
  'ValidatingAdmissionPolicy dotai-db',
];
export const LIVE: EnforcementFound = { state: 'live', mode: 'deny', objects: OBJECTS };
export const NONE: EnforcementFound = { state: 'none', objects: [] };

type Wish = Extract<PolicyRemovalEvent, { type: 'removal-granted' }>['wish'];

export function found(enforcement: EnforcementFound): PolicyRemovalEvent {
  const sentence = 'Databases run in us-east-1';
  return { type: 'policy-found', at, sentence, isDraft: false, found: enforcement };
}

export function granted(wish: Wish): PolicyRemovalEvent {
  return { type: 'removal-granted', at, actor: colleague, wish };
}

export function pressed(wish: Wish): PolicyRemovalEvent {
  return { type: 'removal-pressed', at, actor: colleague, wish };
}

export function changeEnded(outcome: string): PolicyRemovalEvent {
  const level = outcome === 'ready' ? ('success' as const) : ('warning' as const);
  return { type: 'change-ended', at, outcome, result: { level, line: [`It is ${outcome}.`] } };
}

const request = { parentSessionId: 's1', title: 'Stop', prepared: aPreparedChange() };
export const prepared: PolicyRemovalEvent = { type: 'deletion-prepared', at, request };
export const gone: PolicyRemovalEvent = { type: 'enforcement-gone', at };
export const removed = {
  type: 'policy-removed',
  at,
  left: [],
} as const satisfies PolicyRemovalEvent;
export const hindered: PolicyRemovalEvent = {
  type: 'removal-hindered',
  at,
  reason: 'It was changed.',
};
export const expired: PolicyRemovalEvent = { type: 'session-expired', at };
export const retry: PolicyRemovalEvent = { type: 'retry-asked', at };

export function failed(activity: string): PolicyRemovalEvent {
  const message = 'The cluster is not answering.';
  return { type: 'activity-failed', at, activity, kind: 'unavailable', message };
}

export const opening = {
  sessionId: 's1',
  owner,
  place: aPlace(),
  at,
  input: { policyId: 'pol-1', version: 2 },
};

export function after(...events: readonly PolicyRemovalEvent[]) {
  let step = start(opening);
  for (const event of events) step = transition(step.state, event);
  return step;
}
