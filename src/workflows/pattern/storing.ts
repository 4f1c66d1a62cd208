import { comparing } from './asking.ts';
import type { PatternEventOf, PatternState } from './state.ts';
import { closed, moved, noted, type PatternStep, unchanged } from './steps.ts';

/** What it says nearly as others is shown before it can be stored. */
export function patternsCompared(
  state: PatternState,
  event: PatternEventOf<'patterns-compared'>,
): PatternStep {
  if (state.stage !== 'comparing') return unchanged(state);
  const seen = new Set(state.similar.map(({ id }) => id));
  const similar = event.similar.slice(0, 5);
  const isAnyNew = similar.some(({ id }) => !seen.has(id));
  const isKept = state.isConditionsOwn === true && state.conditions !== undefined;
  return moved(state, {
    stage: 'review',
    similar,
    conditions: isKept ? state.conditions : event.conditions,
    isOwnWanted: isAnyNew ? undefined : state.isOwnWanted,
    isDraft: event.isDraft,
  });
}

export function ownWanted(state: PatternState): PatternStep {
  const isOpen = state.stage === 'review' && state.similar.length > 0;
  return isOpen ? moved(state, { isOwnWanted: true }) : unchanged(state);
}

/** Whether its author has still to say what shall become of those that say nearly the same. */
export function hasUndecided({ similar, isOwnWanted }: PatternState): boolean {
  return similar.length > 0 && isOwnWanted !== true;
}

export function canStore(state: PatternState): boolean {
  const { stage, conditions, resources, unclear } = state;
  const isWhole = conditions !== undefined && resources.length > 0 && unclear.length === 0;
  return stage === 'review' && isWhole && !hasUndecided(state);
}

export function storingAsked(
  state: PatternState,
  { at }: PatternEventOf<'storing-asked'>,
): PatternStep {
  if (!canStore(state)) return unchanged(state);
  const changes = { stage: 'storing', notice: undefined, problems: {} } as const;
  const step = moved(state, changes, [{ type: 'store-pattern' }]);
  const audit = noted(state, { at, actor: state.author, action: 'pattern-storing-asked' });
  return { ...step, audit: [audit] };
}

export function patternStored(
  state: PatternState,
  { at, status }: PatternEventOf<'pattern-stored'>,
): PatternStep {
  if (state.stage !== 'storing' || state.decidedBy) return unchanged(state);
  const { author } = state;
  const note = noted(state, { at, actor: author, action: 'pattern-stored', details: { status } });
  if (status === 'active') return closed(state, 'stored', [note]);
  return { ...moved(state, { stage: 'awaiting-curator' }), audit: [note] };
}

/** Its author sees what is different now before anything is stored. */
export function storingRefused(
  state: PatternState,
  { problem, baseVersion }: PatternEventOf<'storing-refused'>,
): PatternStep {
  if (state.stage !== 'storing' || state.decidedBy) return unchanged(state);
  return comparing({ ...state, baseVersion, notice: problem });
}
