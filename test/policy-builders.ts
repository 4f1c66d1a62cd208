import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Policy } from '../src/domain/policy/policy.ts';
import type { ChangeRequest } from '../src/domain/prepared-change.ts';
import type {
  Derived,
  PolicyEvent,
  PolicyEventOf,
  PolicyInput,
  PolicyState,
  Rehearsal,
} from '../src/workflows/policy/state.ts';
import { start, transition } from '../src/workflows/policy/transition.ts';
import { ANA, aPreparedChange, AT, PLACE } from './recommend-builders.ts';

export const SENTENCE = 'Databases in AWS should always run in the us-east-1 region';

export function aDerived(parts: Partial<Derived> = {}): Derived {
  return {
    rules: 'artifact-rules',
    coverage: 'artifact-coverage',
    coverageFile: { name: 'coverage-1.txt', content: 'artifact-coverage-text' },
    counts: { rules: 1, covered: 2, leftOut: 1 },
    lines: ['rds.aws.example.org: 2 kinds · spec.region must be us-east-1'],
    kinds: ['Instance.rds.aws.example.org', 'Cluster.rds.aws.example.org'],
    notes: [],
    conflicts: [],
    by: 'claude-opus-5-5',
    ...parts,
  };
}

export function aRehearsal(parts: Partial<Rehearsal> = {}): Rehearsal {
  return {
    good: { total: 2, accepted: 2 },
    broken: { total: 2, refused: 2 },
    wrong: [],
    live: { looked: 3, breaking: 0, first: [], unseen: [] },
    dryRun: { isAccepted: true },
    targets: [
      { target: 'kyverno-validating-policy', isServed: true },
      { target: 'admission-policy', isServed: true },
      { target: 'kyverno-cluster-policy', isServed: false },
    ],
    file: { name: 'rehearsal-1.txt', content: 'artifact-rehearsal' },
    yaml: { name: 'policy-1.yaml', content: 'artifact-yaml' },
    ...parts,
  };
}

export function aStoredPolicy(parts: Partial<Policy> = {}): Policy {
  return {
    id: 'pol-0123456789ab',
    version: 3,
    status: 'active',
    clusterId: 'c1',
    sentence: SENTENCE,
    triggers: ['AWS DB', 'RDS'],
    rationale: 'Data stays in one region.',
    owner: 'a-team',
    createdBy: 'slack:T1:UANA',
    createdAt: AT,
    changedBy: 'slack:T1:UANA',
    changedAt: AT,
    scope: { type: 'only', namespaces: ['a-team'] },
    rules: [],
    expressions: [],
    draft: { providers: [], subjects: [], incidental: [], checks: [], expressions: [] },
    leftOut: [],
    coverage: 'artifact-coverage',
    by: 'offline',
    ...parts,
  };
}

export function anEnforcementRequest(parts: Partial<ChangeRequest> = {}): ChangeRequest {
  return { parentSessionId: 's1', title: SENTENCE, prepared: aPreparedChange(), ...parts };
}

/** The candidate as it is now, with as many quotes; without one it is gone. */
export function candidateChecked(
  candidate?: Candidate,
  urls: readonly string[] = ['https://chat.example.org/archives/C1/p1'],
): PolicyEventOf<'candidate-checked'> {
  const now = candidate ? { candidate, urls: [...urls] } : { urls: [] };
  return { type: 'candidate-checked', at: AT, evidenceCount: now.urls.length, ...now };
}

const NEW: PolicyInput = { type: 'new', sentence: SENTENCE };

/** A policy conversation after these events, from its start. */
export function aPolicyTalk(
  events: readonly PolicyEvent[] = [],
  input: PolicyInput = NEW,
): PolicyState {
  const opening = { sessionId: 's1', owner: ANA, place: PLACE, at: AT, input };
  return events.reduce((state, event) => transition(state, event).state, start(opening).state);
}

export const wordsFound: PolicyEventOf<'words-found'> = {
  type: 'words-found',
  at: AT,
  suggested: ['RDS', 'database', 'Aurora', 'backup systems'],
  namespaces: ['a-team', 'b-team', 'default', 'kube-public', 'kube-system'],
  systemNamespaces: ['kube-public', 'kube-system'],
};

export function given(
  fields: Partial<Omit<PolicyEventOf<'fields-given'>, 'type' | 'at' | 'by'>>,
): PolicyEventOf<'fields-given'> {
  return { type: 'fields-given', at: AT, by: ANA, isForm: false, ...fields };
}

export const details = given({
  triggers: ['RDS', 'Aurora'],
  rationale: 'Data stays in one region.',
  owner: 'a-team',
  scope: { type: 'only', namespaces: ['a-team', 'b-team'] },
});

export function derived(parts: Partial<Derived> = {}): PolicyEvent {
  return { type: 'rules-derived', at: AT, derived: aDerived(parts) };
}

export const accepted: PolicyEvent = { type: 'rules-accepted', at: AT };

export function rehearsed(parts: Partial<Rehearsal> = {}): PolicyEvent {
  return { type: 'policy-rehearsed', at: AT, rehearsal: aRehearsal(parts) };
}

export const enforcementAsked: PolicyEvent = { type: 'enforcement-asked', at: AT };
export const storingAsked: PolicyEvent = { type: 'storing-asked', at: AT };
export const storedAsDraft: PolicyEvent = { type: 'policy-stored', at: AT, status: 'draft' };
export const storedActive: PolicyEvent = { type: 'policy-stored', at: AT, status: 'active' };

export function prepared(parts: Partial<ChangeRequest> = {}): PolicyEvent {
  return { type: 'enforcement-prepared', at: AT, request: anEnforcementRequest(parts) };
}

/** At the card of the rules, at the review, and with a change on its way. */
export const TO_RULES: readonly PolicyEvent[] = [wordsFound, details, derived()];
export const TO_REVIEW: readonly PolicyEvent[] = [...TO_RULES, accepted, rehearsed()];
export const TO_CHANGE: readonly PolicyEvent[] = [
  ...TO_REVIEW,
  enforcementAsked,
  prepared(),
  storedAsDraft,
];
/** Stored by somebody who is no curator. */
export const TO_DRAFT: readonly PolicyEvent[] = [...TO_REVIEW, storingAsked, storedAsDraft];

export function failed(
  effect: PolicyEventOf<'activity-failed'>['effect'],
  parts: Partial<PolicyEventOf<'activity-failed'>> = {},
): PolicyEvent {
  return {
    type: 'activity-failed',
    at: AT,
    activity: 'any',
    kind: 'unavailable',
    message: 'The cluster is not answering.',
    effect,
    ...parts,
  };
}

export const atRationale = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
const written: PolicyEvent = { type: 'rationale-written', at: AT, text: 'Law.', by: 'offline' };
const asked: PolicyEvent = { type: 'rationale-asked', at: AT, by: ANA };
const many = Array.from({ length: 500 }, (_, index) => `namespace-${index}`);

/** Every stage, and the largest that may stand on a card. */
export const STATES: Readonly<Record<string, PolicyState>> = {
  sentence: aPolicyTalk([], { type: 'new', sentence: '' }),
  message: aPolicyTalk([], {
    type: 'new',
    sentence: SENTENCE,
    source: 'https://chat.example.org/1',
  }),
  expanding: aPolicyTalk(),
  triggers: aPolicyTalk([{ ...wordsFound, namespaces: many }]),
  'forty words': aPolicyTalk([
    {
      ...wordsFound,
      suggested: Array.from({ length: 40 }, (_, index) => `w${index}`.padEnd(40, 'x')),
    },
  ]),
  'no words': aPolicyTalk([{ ...wordsFound, suggested: [], namespaces: [] }]),
  rationale: atRationale,
  'rationale written': [asked, written].reduce((s, e) => transition(s, e).state, atRationale),
  owner: aPolicyTalk([wordsFound, given({ triggers: ['RDS'], rationale: 'Law.' })]),
  namespaces: aPolicyTalk([
    { ...wordsFound, namespaces: many },
    given({ ...details, scope: undefined }),
  ]),
  rules: aPolicyTalk(TO_RULES),
  guidance: aPolicyTalk([wordsFound, details, derived({ guidanceBecause: 'About people.' })]),
  warned: aPolicyTalk([
    wordsFound,
    details,
    derived({
      lines: Array.from({ length: 12 }, () => 'line '.repeat(500)),
      notes: Array.from({ length: 10 }, () => 'note '.repeat(500)),
      conflicts: Array.from({ length: 5 }, () => ({
        policyId: 'pol-1',
        sentence: 'other '.repeat(160),
        reason: 'why '.repeat(400),
      })),
    }),
  ]),
  rehearsing: aPolicyTalk([...TO_RULES, accepted]),
  review: aPolicyTalk([...TO_REVIEW, given({ rationale: 'because '.repeat(240) })]),
  edited: aPolicyTalk(
    [
      {
        type: 'policy-loaded',
        at: AT,
        policy: aStoredPolicy({
          enforcement: {
            target: 'admission-policy',
            mode: 'deny',
            clusterId: 'c1',
            objects: [{ group: 'g', version: 'v1', kind: 'K', plural: 'ks', name: 'n' }],
            digests: ['d'],
            changeId: 'chg-0',
            version: 3,
          },
        }),
      },
      derived(),
      rehearsed(),
    ],
    { type: 'edit', policyId: 'pol-0123456789ab' },
  ),
  preparing: aPolicyTalk([...TO_REVIEW, enforcementAsked]),
  storing: aPolicyTalk([...TO_REVIEW, enforcementAsked, prepared()]),
  draft: aPolicyTalk(TO_DRAFT),
  change: aPolicyTalk(TO_CHANGE),
  trouble: transition(aPolicyTalk([wordsFound, details]), failed({ type: 'derive-rules' })).state,
  stored: aPolicyTalk([...TO_REVIEW, storingAsked, storedActive]),
  cancelled: aPolicyTalk([...TO_REVIEW, { type: 'session-cancelled', at: AT }]),
};
