import { checkedFields } from './given-fields.ts';
import type {
  GivenField,
  PatternEventOf,
  PatternField,
  PatternStage,
  PatternState,
} from './state.ts';
import { moved, type PatternStep, unchanged } from './steps.ts';
import {
  PATTERN_RATIONALE_MAX,
  PATTERN_TRIGGER_MAX,
  PATTERN_TRIGGERS_MAX,
} from '../../domain/pattern/pattern.ts';
import { distinct, triggersProblem, withoutWords } from '../wizard/words.ts';

/** The form's field in which an answer stands. */
const FORM_FIELDS: Readonly<Record<GivenField, string>> = {
  name: 'name',
  triggers: 'own-words',
  resources: 'own-resources',
  rationale: 'rationale',
  owner: 'owner',
  conditions: 'providers',
};

/** Takes what is right of it. The conversation goes on when all of it is. */
export function fieldsGiven(
  state: PatternState,
  event: PatternEventOf<'fields-given'>,
): PatternStep {
  if (!takesFields(state)) return unchanged(state);
  const isTooEarly = event.conditions !== undefined && state.stage !== 'review';
  if (isTooEarly) return unchanged(state);
  const { changes, said, problems } = checkedFields(state, event);
  const next = { ...state, ...changes };
  if (Object.keys(problems).length === 0) {
    const step = goneOn(state, { ...next, problems: {} }, said);
    return event.isForm ? { ...step, reply: { type: 'closed' } } : step;
  }
  if (!event.isForm) return { ...unchanged(state), state: { ...next, problems } };
  const errors = Object.fromEntries(
    Object.entries(FORM_FIELDS).flatMap(([field, id]) => {
      const problem = Object.entries(problems).find(([name]) => name === field)?.[1];
      return problem === undefined ? [] : [[id, problem]];
    }),
  );
  return { ...unchanged(next), reply: { type: 'field-errors', errors } };
}

/** Whether something can be given or changed now. */
export function takesFields({ stage }: PatternState): boolean {
  return isAsking(stage) || stage === 'review';
}

export function isAsking(stage: PatternStage): stage is PatternField {
  return (
    stage === 'name' ||
    stage === 'triggers' ||
    stage === 'resources' ||
    stage === 'rationale' ||
    stage === 'owner'
  );
}

function goneOn(
  before: PatternState,
  next: PatternState,
  said: readonly string[] | undefined,
): PatternStep {
  if (said) return resolving(next, said);
  if (before.stage === 'review') return isSame(before, next) ? moved(next, {}) : comparing(next);
  const looksUp = before.name !== next.name || !(next.hasTriggers || next.suggested.length > 0);
  return before.stage === 'name' && looksUp ? expanding(next) : asked(next);
}

/** Whether what the comparison read is as it was. */
function isSame(before: PatternState, next: PatternState): boolean {
  const read = ({ name, triggers, rationale }: PatternState): string =>
    JSON.stringify([name, triggers, rationale]);
  return read(before) === read(next);
}

export function expanding(state: PatternState): PatternStep {
  return moved(state, { stage: 'expanding' }, [{ type: 'find-words' }]);
}

/** `said`: all resources, as they were said. */
export function resolving(state: PatternState, said: readonly string[]): PatternStep {
  return moved(state, { stage: 'resolving' }, [{ type: 'resolve-resources', said: [...said] }]);
}

export function comparing(state: PatternState): PatternStep {
  return moved(state, { stage: 'comparing' }, [{ type: 'compare-patterns' }]);
}

/** On to the first field that is still open; when none is, to the review. */
export function asked(state: PatternState): PatternStep {
  const field = firstOpen(state);
  if (field === undefined) return comparing(state);
  const isFresh = state.stage !== 'resources' && state.unclear.length === 0;
  return field === 'resources' && isFresh && state.stage !== 'resolving'
    ? moved(state, { stage: 'finding' }, [{ type: 'find-resources' }])
    : moved(state, { stage: field });
}

function firstOpen(state: PatternState): PatternField | undefined {
  const { name, hasTriggers, resources, unclear, rationale, owner } = state;
  if (name === '') return 'name';
  if (!hasTriggers) return 'triggers';
  if (resources.length === 0 || unclear.length > 0) return 'resources';
  if (rationale === undefined) return 'rationale';
  return owner === undefined ? 'owner' : undefined;
}

/** Kept beside the others; further ones may be looked for by them. */
export function wordsGiven(state: PatternState, event: PatternEventOf<'words-given'>): PatternStep {
  if (state.stage !== 'triggers') return unchanged(state);
  const triggers = distinct([...state.triggers, ...event.words]);
  const problem = triggersProblem(triggers, PATTERN_TRIGGER_MAX);
  if (problem !== undefined) {
    return { ...unchanged(state), state: { ...state, problems: { triggers: problem } } };
  }
  const room = PATTERN_TRIGGERS_MAX - triggers.length;
  const suggested = withoutWords(state.suggested, triggers).slice(0, room);
  const next = { ...state, triggers, suggested, problems: {} };
  return event.looksUp ? expanding(next) : moved(next, {});
}

export function wordsFound(state: PatternState, event: PatternEventOf<'words-found'>): PatternStep {
  if (state.stage !== 'expanding') return unchanged(state);
  const suggested = withoutWords([...event.suggested, ...state.suggested], state.triggers);
  const room = Math.max(0, PATTERN_TRIGGERS_MAX - state.triggers.length);
  const short = suggested.filter(
    (word) => triggersProblem([word], PATTERN_TRIGGER_MAX) === undefined,
  );
  return moved(state, { stage: 'triggers', suggested: short.slice(0, room) });
}

export function rationaleAsked(state: PatternState): PatternStep {
  const isPossible = state.stage === 'rationale' && state.isWriting !== true;
  if (!isPossible) return unchanged(state);
  const { rationale: _mended, ...problems } = state.problems;
  return moved(state, { isWriting: true, problems }, [{ type: 'write-rationale' }]);
}

/** What was written is shown, and counts when its author says so. */
export function rationaleWritten(
  state: PatternState,
  { text, by }: PatternEventOf<'rationale-written'>,
): PatternStep {
  if (state.isWriting !== true) return unchanged(state);
  const rationale = text.slice(0, PATTERN_RATIONALE_MAX);
  return moved(state, { rationale, rationaleBy: by, isWriting: undefined });
}

/** What was given before is asked again, beside what it was; what is still open comes in its turn. */
export function fieldOpened(
  state: PatternState,
  { field }: PatternEventOf<'field-opened'>,
): PatternStep {
  if (!canOpen(state, field)) return unchanged(state);
  return moved(state, { stage: field, problems: {}, isWriting: undefined, mergeInto: undefined });
}

export function canOpen(state: PatternState, field: PatternField): boolean {
  const { name, hasTriggers, resources, rationale, owner } = state;
  const isGiven: Readonly<Record<PatternField, boolean>> = {
    name: name !== '',
    triggers: hasTriggers,
    resources: resources.length > 0,
    rationale: rationale !== undefined,
    owner: owner !== undefined,
  };
  return takesFields(state) && isGiven[field];
}

const BEFORE: Partial<Readonly<Record<PatternStage, PatternStage>>> = {
  triggers: 'name',
  resources: 'triggers',
  rationale: 'resources',
  owner: 'rationale',
  review: 'owner',
};

/** Where the work failed, back is where it was begun. */
const BEFORE_TROUBLE: Partial<Readonly<Record<PatternStage, PatternStage>>> = {
  expanding: 'name',
  finding: 'triggers',
  resolving: 'resources',
  comparing: 'owner',
  storing: 'review',
};

/** One step back, with everything that was given. */
export function wentBack(state: PatternState): PatternStep {
  const stage = stageBefore(state);
  if (stage === undefined) return unchanged(state);
  return moved(state, { stage, problems: {}, isWriting: undefined, mergeInto: undefined });
}

export function stageBefore(state: PatternState): PatternStage | undefined {
  const { stage, trouble, mergeInto } = state;
  if (stage === 'loading') return trouble && mergeInto !== undefined ? 'review' : undefined;
  return (trouble && BEFORE_TROUBLE[stage]) ?? BEFORE[stage];
}
