import { checkedFields } from './given-fields.ts';
import {
  type GivenField,
  type PolicyEventOf,
  type PolicyField,
  type PolicyStage,
  type PolicyState,
  TRIGGER_MAX,
} from './state.ts';
import { reasonKept, reasonRewritten, withoutOldReason } from './reason.ts';
import { moved, type PolicyStep, unchanged, working } from './steps.ts';
import { distinct, TRIGGERS_MAX, triggersProblem, withoutWords } from '../wizard/words.ts';

type Given = PolicyEventOf<'fields-given'>;

/** The form's field in which an answer stands. */
const FORM_FIELDS: Readonly<Record<GivenField, string>> = {
  sentence: 'sentence',
  triggers: 'own-words',
  rationale: 'rationale',
  owner: 'owner',
  namespaces: 'namespaces',
  kinds: 'kinds',
};

/** Takes what is right of it. The conversation goes on when all of it is. */
export function fieldsGiven(state: PolicyState, event: Given): PolicyStep {
  if (!takesFields(state)) return unchanged(state);
  const { changes, problems } = checkedFields(state, event);
  const given = { ...state, ...changes };
  const next = problems.rationale === undefined ? reasonKept(given, event) : given;
  if (Object.keys(problems).length === 0) {
    const step = goneOn(state, { ...next, problems: {} });
    return event.isForm ? { ...step, reply: { type: 'closed' } } : step;
  }
  if (!event.isForm) return { state: { ...next, problems }, effects: [], audit: [] };
  const errors = Object.fromEntries(
    Object.entries(problems).map(([field, text]) => [fieldIdOf(field), text]),
  );
  return { state: next, effects: [], audit: [], reply: { type: 'field-errors', errors } };
}

function fieldIdOf(field: string): string {
  return Object.entries(FORM_FIELDS).find(([name]) => name === field)?.[1] ?? field;
}

/** Whether something can be given or changed now. */
export function takesFields({ stage }: PolicyState): boolean {
  return isAsking(stage) || stage === 'rules' || stage === 'review';
}

export function isAsking(stage: PolicyStage): stage is PolicyField {
  return (
    stage === 'sentence' ||
    stage === 'triggers' ||
    stage === 'rationale' ||
    stage === 'owner' ||
    stage === 'namespaces'
  );
}

function goneOn(before: PolicyState, given: PolicyState): PolicyStep {
  const notice = isAsking(before.stage) ? undefined : given.notice;
  const next = withoutOutdated(before, withoutOldReason(before, { ...given, notice }));
  if (before.stage === 'review' || before.stage === 'rules') {
    return reasonRewritten(before, redone(before, next));
  }
  if (before.stage === 'sentence') return looksUp(before, next) ? expanding(next) : asked(next);
  return asked(next);
}

/** Words are looked up once for a sentence. */
function looksUp(before: PolicyState, next: PolicyState): boolean {
  return before.sentence !== next.sentence || !(next.hasTriggers || next.suggested.length > 0);
}

function expanding(state: PolicyState): PolicyStep {
  return working(state, { stage: 'expanding' }, { type: 'find-words' });
}

/** What no longer follows from what was given is dropped. */
function withoutOutdated(before: PolicyState, next: PolicyState): PolicyState {
  const isAboutOthers =
    before.sentence !== next.sentence || !isSame(before.triggers, next.triggers);
  if (isAboutOthers) {
    return { ...next, derived: undefined, rehearsal: undefined, skipsRules: undefined };
  }
  // What was understood of the sentence stays: it is only spread over other kinds.
  if (!isSame(before.leftOut, next.leftOut)) {
    return { ...next, rehearsal: undefined, skipsRules: undefined };
  }
  if (!isSame(before.scope, next.scope)) return { ...next, rehearsal: undefined };
  const isWorded = before.rationale !== next.rationale || before.owner !== next.owner;
  return isWorded && next.rehearsal ? { ...next, isFileOld: true } : next;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** From the rules or the review: only as much is done again as what was changed asks for. */
function redone(before: PolicyState, next: PolicyState): PolicyStep {
  if (!next.derived || !isSame(before.leftOut, next.leftOut)) return deriving(next);
  if (before.stage === 'rules' || before.derived?.guidanceBecause !== undefined) {
    return moved(next, {});
  }
  return next.rehearsal ? moved(next, {}) : rehearsing(next);
}

/** On to the first field that is still open; when none is, to the rules. */
function asked(state: PolicyState): PolicyStep {
  const field = firstOpen(state);
  if (field !== undefined) return moved(state, { stage: field, progress: undefined });
  const isSpread = isSame(state.derived?.leftOut ?? state.leftOut, state.leftOut);
  return state.derived && isSpread ? moved(state, { stage: 'rules' }) : deriving(state);
}

function firstOpen(state: PolicyState): PolicyField | undefined {
  const { hasTriggers, rationale, isReasonSuggested, owner, scope } = state;
  if (!hasTriggers) return 'triggers';
  if (rationale === undefined || isReasonSuggested === true) return 'rationale';
  if (owner === undefined) return 'owner';
  return scope === undefined ? 'namespaces' : undefined;
}

export function deriving(state: PolicyState): PolicyStep {
  return working(state, { stage: 'deriving', rehearsal: undefined }, { type: 'derive-rules' });
}

export function rehearsing(state: PolicyState): PolicyStep {
  const changes = { stage: 'rehearsing', rehearsal: undefined, isFileOld: undefined } as const;
  return working(state, changes, { type: 'rehearse-policy' });
}

/** Kept beside the others; further ones may be looked for by them. */
export function wordsGiven(state: PolicyState, event: PolicyEventOf<'words-given'>): PolicyStep {
  if (state.stage !== 'triggers') return unchanged(state);
  const triggers = distinct([...state.triggers, ...event.words]);
  const problem = triggersProblem(triggers, TRIGGER_MAX);
  if (problem !== undefined) {
    return { ...unchanged(state), state: { ...state, problems: { triggers: problem } } };
  }
  const room = TRIGGERS_MAX - triggers.length;
  const suggested = withoutWords(state.suggested, triggers).slice(0, room);
  const next = { ...state, triggers, suggested };
  return event.looksUp ? expanding({ ...next, problems: {} }) : moved(next, { problems: {} });
}

/** Namespaces that a session holds, and their characters in all. */
const NAMESPACES_MAX = 500;
const NAMESPACE_CHARACTERS_MAX = 16_000;

export function wordsFound(state: PolicyState, event: PolicyEventOf<'words-found'>): PolicyStep {
  const found = { ...state, ...namespacesIn(event) };
  // Of a policy that is changed the namespaces are all that matters, whenever they come.
  if (state.stage !== 'expanding') {
    return state.stage === 'closed' ? unchanged(state) : { ...unchanged(state), state: found };
  }
  const suggested = withoutWords([...event.suggested, ...state.suggested], state.triggers);
  const room = Math.max(0, TRIGGERS_MAX - state.triggers.length);
  const changes = { stage: 'triggers', progress: undefined } as const;
  const short = suggested.filter((word) => triggersProblem([word], TRIGGER_MAX) === undefined);
  return moved(found, { ...changes, suggested: short.slice(0, room) });
}

function namespacesIn(event: PolicyEventOf<'words-found'>): Partial<PolicyState> {
  let room = NAMESPACE_CHARACTERS_MAX;
  const namespaces = event.namespaces.slice(0, NAMESPACES_MAX).filter((name) => {
    room -= name.length;
    return room >= 0;
  });
  const areCut =
    namespaces.length < event.namespaces.length || event.namespaces.length >= NAMESPACES_MAX;
  const systemNamespaces = event.systemNamespaces.slice(0, 100);
  return { namespaces, systemNamespaces, ...(areCut ? { areNamespacesCut: true } : {}) };
}

const BEFORE: Partial<Readonly<Record<PolicyStage, PolicyStage>>> = {
  triggers: 'sentence',
  rationale: 'triggers',
  owner: 'rationale',
  namespaces: 'owner',
  rules: 'namespaces',
  review: 'rules',
};

/** Where the work failed, back is where it was begun. */
const BEFORE_TROUBLE: Partial<Readonly<Record<PolicyStage, PolicyStage>>> = {
  expanding: 'sentence',
  deriving: 'namespaces',
  rehearsing: 'rules',
  preparing: 'review',
  storing: 'review',
};

/** One step back, with everything that was given. */
export function wentBack(state: PolicyState): PolicyStep {
  const stage = stageBefore(state);
  if (stage === undefined) return unchanged(state);
  // What was prepared and not handed over counts for nothing.
  const request = state.stage === 'storing' ? undefined : state.request;
  const rest = { problems: {}, isWriting: undefined, progress: undefined };
  return moved(state, { stage, request, ...rest });
}

export function stageBefore(state: PolicyState): PolicyStage | undefined {
  const { stage, trouble } = state;
  const before = (trouble && BEFORE_TROUBLE[stage]) ?? BEFORE[stage];
  if (before === 'rules' && !state.derived) return 'namespaces';
  return before === 'review' && !state.rehearsal && state.derived?.guidanceBecause === undefined
    ? 'rules'
    : before;
}
