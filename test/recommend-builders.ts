import { capabilityId, type ResourceKind } from '../src/domain/kind.ts';
import type { PreparedChange } from '../src/domain/prepared-change.ts';
import type { Question } from '../src/domain/question.ts';
import type { Solution } from '../src/domain/solution.ts';
import type { Actor, Place } from '../src/chat/actor.ts';
import type { RecommendEvent, RecommendState } from '../src/workflows/recommend/state.ts';
import { start, transition } from '../src/workflows/recommend/transition.ts';

export const ANA: Actor = { platform: 'slack', workspace: 'T1', id: 'UANA' };
export const BEN: Actor = { platform: 'slack', workspace: 'T1', id: 'UBEN' };
export const CLEO: Actor = { platform: 'slack', workspace: 'T1', id: 'UCLEO' };
export const PLACE: Place = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '1.0' };
export const AT = '2026-01-05T10:00:00.000Z';

export const DATABASE_KIND: ResourceKind = {
  group: 'example.org',
  version: 'v1',
  kind: 'Database',
  plural: 'databases',
  namespaced: true,
};

export function aSolution(parts: Partial<Solution> = {}): Solution {
  return {
    id: 'sol-1',
    title: 'Portable database',
    resources: [
      {
        alias: 'database',
        capabilityId: capabilityId('c1', DATABASE_KIND),
        kind: DATABASE_KIND,
        schemaHash: 'h1',
        purpose: 'The database',
      },
    ],
    links: [],
    bindings: [],
    score: { total: 90, match: 90, pattern: 0, policy: 0 },
    reasons: ['Named for databases'],
    patterns: [],
    lacks: [],
    ...parts,
  };
}

export function aQuestion(parts: Partial<Question> = {}): Question {
  return {
    id: 'size',
    stage: 'required',
    label: 'Size',
    text: 'Which size?',
    addresses: [{ alias: 'database', path: 'spec.size' }],
    limits: { type: 'string' },
    options: [
      { value: 'small', label: 'small' },
      { value: 'large', label: 'large' },
    ],
    isOpen: false,
    isRequired: true,
    isWritable: false,
    ...parts,
  };
}

export function aPreparedChange(parts: Partial<PreparedChange> = {}): PreparedChange {
  const reference = { ...DATABASE_KIND, name: 'my-db', namespace: 'a-team' };
  return {
    changeId: 'chg-1',
    digest: 'd'.repeat(64),
    clusterId: 'c1',
    clusterName: 'test',
    items: [{ kind: DATABASE_KIND, reference, action: 'create' }],
    objects: 'a1',
    yaml: 'a2',
    yamlName: 'my-db-dddddddd.yaml',
    diff: 'a3',
    diffExcerpt: '+kind: Database',
    facts: [{ label: 'Size', value: 'small' }],
    warnings: [],
    uncovered: [],
    ...parts,
  };
}

/** A recommendation after these events, from its start. */
export function aRecommendation(...events: readonly RecommendEvent[]): RecommendState {
  const opening = {
    sessionId: 's1',
    owner: ANA,
    place: PLACE,
    at: AT,
    input: { intent: 'a database' },
  };
  return events.reduce((state, event) => transition(state, event).state, start(opening).state);
}

export const understood: RecommendEvent = {
  type: 'intent-understood',
  at: AT,
  questions: [],
  searchWords: [],
  by: 'offline',
};

export function solutionsFound(...solutions: Solution[]): RecommendEvent {
  return { type: 'solutions-found', at: AT, solutions, nearest: [], by: 'offline' };
}

export const chosen: RecommendEvent = { type: 'solution-chosen', at: AT, solutionId: 'sol-1' };

export function questionsWritten(...questions: Question[]): RecommendEvent {
  return { type: 'questions-written', at: AT, questions, links: [], bindings: [], tables: {} };
}

export function answersGiven(
  values: Extract<RecommendEvent, { type: 'answers-given' }>['values'],
  parts: { isWholeStage?: boolean; writes?: string[] } = {},
): RecommendEvent {
  return {
    type: 'answers-given',
    at: AT,
    by: ANA,
    how: 'typed',
    values,
    isWholeStage: false,
    writes: [],
    ...parts,
  };
}
