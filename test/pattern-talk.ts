import type { ResourceKind } from '../src/domain/kind.ts';
import type {
  PatternEvent,
  PatternEventOf,
  PatternInput,
  PatternState,
  SimilarPattern,
} from '../src/workflows/pattern/state.ts';
import { start, transition } from '../src/workflows/pattern/transition.ts';
import { aCandidate, aPattern, INTERNET_GATEWAY, SQL_CLAIM } from './pattern-builders.ts';
import { ANA, AT, PLACE } from './recommend-builders.ts';

export const NAME = 'AWS public services';
const NEW: PatternInput = { type: 'new', name: NAME };
export const EDIT: PatternInput = { type: 'edit', patternId: 'pat-0123456789ab' };
export const FOUND: Extract<PatternInput, { type: 'candidate' }> = {
  type: 'candidate',
  candidateId: 'cand-0123456789ab',
  reviewId: 'review-1',
};

/** A conversation about a pattern after these events, from its start. */
export function aPatternTalk(
  events: readonly PatternEvent[] = [],
  input: PatternInput = NEW,
): PatternState {
  const opening = { sessionId: 's1', owner: ANA, place: PLACE, at: AT, input };
  return events.reduce((state, event) => transition(state, event).state, start(opening).state);
}

export function givenPattern(
  fields: Partial<Omit<PatternEventOf<'fields-given'>, 'type' | 'at' | 'by'>>,
): PatternEventOf<'fields-given'> {
  return { type: 'fields-given', at: AT, by: ANA, isForm: false, ...fields };
}

export const wordsFound: PatternEventOf<'words-found'> = {
  type: 'words-found',
  at: AT,
  suggested: ['load balancers', 'managed services', 'web applications'],
};

/** A kind of the core group, whose plural others have, too. */
export const SERVICE: ResourceKind = {
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  namespaced: true,
};

export const GATEWAY_NAME = 'internetgateways.ec2.aws.example.org';

export const resourcesFound: PatternEventOf<'resources-found'> = {
  type: 'resources-found',
  at: AT,
  offered: [
    { kind: INTERNET_GATEWAY, description: 'Connects a network with the internet.' },
    { kind: SQL_CLAIM, description: 'A database in any cloud.' },
    { kind: SERVICE, description: '' },
  ],
};

export function resolved(
  resources: readonly ResourceKind[] = [INTERNET_GATEWAY],
  unclear: PatternEventOf<'resources-resolved'>['unclear'] = [],
): PatternEventOf<'resources-resolved'> {
  return { type: 'resources-resolved', at: AT, resources: [...resources], unclear };
}

export const rationaleWritten: PatternEvent = {
  type: 'rationale-written',
  at: AT,
  text: 'What is public in AWS needs a way in.',
  by: 'offline',
};

export function aSimilarPattern(parts: Partial<SimilarPattern> = {}): SimilarPattern {
  return {
    id: 'pat-aaaaaaaaaaaa',
    version: 2,
    name: 'Public AWS',
    owner: 'b-team',
    reason: 'Both are made of InternetGateway.',
    isSame: true,
    ...parts,
  };
}

export function compared(
  parts: Partial<PatternEventOf<'patterns-compared'>> = {},
): PatternEventOf<'patterns-compared'> {
  const conditions = { providers: ['aws'], groups: [], exposure: 'public', purposes: [] } as const;
  return {
    type: 'patterns-compared',
    at: AT,
    similar: [],
    conditions: { ...conditions, providers: ['aws'], groups: [], purposes: [] },
    ...parts,
  };
}

export const storingAsked: PatternEvent = { type: 'storing-asked', at: AT };
export const storedActive: PatternEvent = { type: 'pattern-stored', at: AT, status: 'active' };
export const storedAsDraft: PatternEvent = { type: 'pattern-stored', at: AT, status: 'draft' };

export function patternLoaded(
  parts: Partial<PatternEventOf<'pattern-loaded'>> = {},
): PatternEventOf<'pattern-loaded'> {
  return { type: 'pattern-loaded', at: AT, evidenceCount: 0, ...parts };
}

export const candidateLoaded = patternLoaded({ candidate: aCandidate(), evidenceCount: 3 });
export const ofEdit = patternLoaded({ pattern: aPattern({ version: 3 }) });

export const TO_TRIGGERS: readonly PatternEvent[] = [wordsFound];
export const TO_RESOURCES: readonly PatternEvent[] = [
  wordsFound,
  givenPattern({ triggers: ['web applications'] }),
  resourcesFound,
];
export const TO_RATIONALE: readonly PatternEvent[] = [
  ...TO_RESOURCES,
  givenPattern({ resources: [GATEWAY_NAME] }),
  resolved(),
];
export const TO_OWNER: readonly PatternEvent[] = [
  ...TO_RATIONALE,
  givenPattern({ rationale: 'What is public in AWS needs a way in.' }),
];
export const TO_COMPARING: readonly PatternEvent[] = [
  ...TO_OWNER,
  givenPattern({ owner: 'a-team' }),
];
export const TO_REVIEW: readonly PatternEvent[] = [...TO_COMPARING, compared()];
export const TO_DRAFT: readonly PatternEvent[] = [...TO_REVIEW, storingAsked, storedAsDraft];

export const UNCLEAR = [
  { said: 'internetgatway', near: [GATEWAY_NAME], because: 'unknown' as const },
  {
    said: 'Service',
    near: ['services.core', 'services.serving.example.org'],
    because: 'several' as const,
  },
  { said: 'oldthings.example.org', near: [], because: 'gone' as const },
];

export function failed(
  effect: PatternEventOf<'activity-failed'>['effect'],
  parts: Partial<PatternEventOf<'activity-failed'>> = {},
): PatternEvent {
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

function long(length: number): (_: unknown, index: number) => string {
  return (_, index) => `${index} `.padEnd(length, 'x');
}

const writing: PatternEvent = { type: 'rationale-asked', at: AT, by: ANA };
const tenOffered = Array.from({ length: 10 }, (_, index) => ({
  kind: { ...SQL_CLAIM, kind: `Kind${index}`, plural: `kind${index}s`.padEnd(60, 'x') },
  description: 'd '.repeat(149),
}));
const eight = tenOffered.slice(0, 8).map(({ kind }) => kind);
const eightNear = eight.map(({ plural, group }) => `${plural}.${group}`);

/** Every stage, and the largest that may stand on a card. */
export const STATES: Readonly<Record<string, PatternState>> = {
  name: aPatternTalk([], { type: 'new', name: '' }),
  'name again': aPatternTalk([...TO_TRIGGERS, { type: 'went-back', at: AT }]),
  loading: aPatternTalk([], EDIT),
  expanding: aPatternTalk(),
  triggers: aPatternTalk(TO_TRIGGERS),
  'forty words': aPatternTalk([{ ...wordsFound, suggested: Array.from({ length: 40 }, long(60)) }]),
  'no words': aPatternTalk([{ ...wordsFound, suggested: [] }]),
  finding: aPatternTalk(TO_RESOURCES.slice(0, 2)),
  resources: aPatternTalk(TO_RESOURCES),
  'nothing offered': aPatternTalk([
    ...TO_RESOURCES.slice(0, 2),
    { ...resourcesFound, offered: [] },
  ]),
  'ten offered, eight unclear': aPatternTalk([
    ...TO_RESOURCES.slice(0, 2),
    { ...resourcesFound, offered: tenOffered },
    givenPattern({ resources: ['a'] }),
    resolved(
      [],
      Array.from({ length: 8 }, (_, index) => ({
        said: `${index}`.padEnd(200, 'x'),
        near: eightNear,
        because: 'unknown' as const,
      })),
    ),
  ]),
  unclear: aPatternTalk([
    ...TO_RESOURCES,
    givenPattern({ resources: ['internetgatway', 'Service', 'oldthings.example.org', 'SQLClaim'] }),
    resolved([SQL_CLAIM], UNCLEAR),
  ]),
  resolving: aPatternTalk([...TO_RESOURCES, givenPattern({ resources: ['Service'] })]),
  rationale: aPatternTalk(TO_RATIONALE),
  writing: aPatternTalk([...TO_RATIONALE, writing]),
  'rationale written': aPatternTalk([...TO_RATIONALE, writing, rationaleWritten]),
  owner: aPatternTalk(TO_OWNER),
  comparing: aPatternTalk(TO_COMPARING),
  review: aPatternTalk(TO_REVIEW),
  'review of much': aPatternTalk([
    wordsFound,
    givenPattern({ triggers: Array.from({ length: 40 }, long(60)) }),
    resourcesFound,
    givenPattern({ resources: ['a'] }),
    resolved(eight),
    givenPattern({ rationale: 'because '.repeat(250).trim(), owner: 'o'.repeat(100) }),
    compared({
      similar: Array.from({ length: 5 }, (_, index) =>
        aSimilarPattern({ id: `pat-${index}`, name: 'n'.repeat(80), reason: 'r '.repeat(150) }),
      ),
      conditions: {
        providers: ['aws', 'azure'],
        groups: Array.from({ length: 20 }, (_, index) => `g${index}.example.org`),
        exposure: 'private',
        purposes: Array.from({ length: 20 }, long(60)),
      },
    }),
  ]),
  similar: aPatternTalk([...TO_COMPARING, compared({ similar: [aSimilarPattern()] })]),
  merging: aPatternTalk([
    ...TO_COMPARING,
    compared({ similar: [aSimilarPattern()] }),
    { type: 'merge-asked', at: AT, patternId: 'pat-aaaaaaaaaaaa' },
  ]),
  edited: aPatternTalk([ofEdit, compared()], EDIT),
  candidate: aPatternTalk([candidateLoaded, compared()], FOUND),
  storing: aPatternTalk([...TO_REVIEW, storingAsked]),
  draft: aPatternTalk(TO_DRAFT),
  trouble: aPatternTalk([...TO_COMPARING, failed({ type: 'compare-patterns' })]),
  stored: aPatternTalk([...TO_REVIEW, storingAsked, storedActive]),
  cancelled: aPatternTalk([...TO_REVIEW, { type: 'session-cancelled', at: AT }]),
  gone: aPatternTalk([patternLoaded()], EDIT),
};
