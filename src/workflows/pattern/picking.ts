import { asked, resolving } from './asking.ts';
import { TOO_MANY } from './given-fields.ts';
import type { PatternEventOf, PatternState } from './state.ts';
import { moved, type PatternStep, unchanged } from './steps.ts';
import { fullNameOf, isSameKind, type ResourceKind } from '../../domain/kind.ts';
import { PATTERN_RESOURCES_MAX } from '../../domain/pattern/pattern.ts';

/** Offered resources, as many as a card shows. */
const OFFERED_MAX = 10;

export function resourcesFound(
  state: PatternState,
  { offered }: PatternEventOf<'resources-found'>,
): PatternStep {
  if (state.stage !== 'finding') return unchanged(state);
  return moved(state, { stage: 'resources', offered: offered.slice(0, OFFERED_MAX) });
}

/** What is clear is kept; nothing goes on before the rest is. */
export function resourcesResolved(
  state: PatternState,
  event: PatternEventOf<'resources-resolved'>,
): PatternStep {
  if (state.stage !== 'resolving') return unchanged(state);
  const resources = eachOnce(event.resources).slice(0, PATTERN_RESOURCES_MAX);
  const unclear = event.unclear.slice(0, PATTERN_RESOURCES_MAX);
  const next = { ...state, resources, unclear, problems: {} };
  return unclear.length > 0 ? moved(next, { stage: 'resources' }) : asked(next);
}

export function eachOnce(kinds: readonly ResourceKind[]): ResourceKind[] {
  return kinds.filter((kind, index) => kinds.findIndex((one) => isSameKind(one, kind)) === index);
}

/** In, or out again. The conversation goes on when its author says so. */
export function resourcePicked(
  state: PatternState,
  { name }: PatternEventOf<'resource-picked'>,
): PatternStep {
  if (state.stage !== 'resources') return unchanged(state);
  const { resources, offered } = state;
  const others = resources.filter((kind) => fullNameOf(kind) !== name);
  if (others.length < resources.length) return moved(state, { resources: others, problems: {} });
  const picked = offered.find(({ kind }) => fullNameOf(kind) === name);
  if (!picked) return unchanged(state);
  if (resources.length >= PATTERN_RESOURCES_MAX) {
    return moved(state, { problems: { resources: TOO_MANY } });
  }
  return moved(state, { resources: [...resources, picked.kind], problems: {} });
}

/** The clear ones stand; the mended one is looked for by its whole name. */
export function resourceMended(
  state: PatternState,
  { said, name }: PatternEventOf<'resource-mended'>,
): PatternStep {
  const mended = state.unclear.find((one) => one.said === said);
  if (state.stage !== 'resources' || !mended) return unchanged(state);
  const unclear = state.unclear.filter((one) => one !== mended);
  if (name === undefined) {
    const next = { ...state, unclear, problems: {} };
    const isMended = unclear.length === 0 && state.resources.length > 0;
    return isMended ? asked(next) : moved(next, {});
  }
  if (!mended.near.includes(name)) return unchanged(state);
  const known = state.resources.map((kind) => fullNameOf(kind));
  return resolving(state, [...known, name, ...unclear.map((one) => one.said)]);
}
