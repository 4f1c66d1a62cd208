import type { Asked, AskedPlace, Asking, ChangeState, Copy } from './state.ts';
import { type ChangeStep, unchanged } from './steps.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';

/** Most copies over all rounds of a change, whoever comes and goes among its approvers. */
const COPIES_MAX = 20;

/**
 * Notes where approvers are asked now. A place keeps its slot for good, and is tried again where the
 * platform refused it before; whoever is no approver any more still sees how it went on.
 */
export function withAsked(state: ChangeState, asked: Asked | undefined): ChangeState {
  const before = state.asking?.copies ?? [];
  if (!asked && before.length === 0) return { ...state, asking: undefined };
  const { places, ...rest }: Asked = asked ?? {
    ...NOBODY,
    isDirect: state.asking?.isDirect ?? false,
  };
  const kept = before.map((copy) =>
    places.some((one) => isSamePlace(one, copy)) ? { ...copy, isRefused: undefined } : copy,
  );
  const after = { round: state.round, reminders: state.reminded.length };
  const added = places
    .filter((one) => !before.some((copy) => isSamePlace(one, copy)))
    .map((one): Copy => ({ ...one, after }));
  const asking: Asking = { ...rest, copies: [...kept, ...added].slice(0, COPIES_MAX) };
  return { ...state, asking };
}

const NOBODY = { places: [], unreached: [] };

function isSamePlace({ place: one }: AskedPlace, { place: other }: AskedPlace): boolean {
  return one.workspace === other.workspace && one.channel === other.channel;
}

/** Nothing could be shown there: it is not tried again before approvers are looked up anew. */
export function placeRefused(state: ChangeState, slot: string): ChangeStep {
  const { asking } = state;
  if (!asking?.copies.some((copy, index) => slotOf(index) === slot && copy.isRefused !== true)) {
    return unchanged(state);
  }
  const copies = asking.copies.map((copy, index) =>
    slotOf(index) === slot ? { ...copy, isRefused: true } : copy,
  );
  return { state: { ...state, asking: { ...asking, copies } }, effects: [], audit: [] };
}

export function slotOf(index: number): string {
  return `copy-${index + 1}`;
}

export interface SlottedCopy extends Copy {
  readonly slot: string;
}

/** The copies that the platform takes, as far as is known. */
export function openCopies({ asking }: ChangeState): readonly SlottedCopy[] {
  const copies = asking?.copies ?? [];
  return copies
    .map((copy, index) => ({ ...copy, slot: slotOf(index) }))
    .filter(({ isRefused }) => isRefused !== true);
}

/** Whether somebody who may approve is not asked: after a remedy, looking again helps. */
export function isShort({ asking }: ChangeState): boolean {
  if (!asking) return false;
  const isRefused = asking.copies.some((copy) => copy.isRefused === true);
  return asking.gap !== undefined || asking.unreached.length > 0 || isRefused;
}

/** Where others than the requester find the change, for lists. */
export function copySlots(state: ChangeState): NonNullable<SessionSummary['copies']> {
  return openCopies(state).map(({ slot, to }) => ({ slot, to }));
}
