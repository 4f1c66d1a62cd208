import { keyed, workEnded, WORK_KEY } from './work-key.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { Step } from '../workflow.ts';

/** What every conversation that asks for one thing after the other knows of itself. */
interface Asking {
  readonly stage: string;
  readonly outcome?: string | undefined;
  /** Cards in the order in which they were reached, and when the last was. */
  readonly shown: string[];
  readonly askedAt?: string | undefined;
  readonly lastAt: string;
}

interface Shown {
  readonly at: string;
  readonly shown: readonly string[];
}

/** The first step: its cards, since when they ask, and the note that it was begun. */
export function firstStep<State extends Asking, Effect extends { readonly type: string }>(
  step: Step<State, Effect>,
  { at, shown, begun }: Shown & { readonly begun: AuditNote },
): Step<State, Effect> {
  const askedAt = shown.length > 0 ? { askedAt: at } : {};
  return {
    ...step,
    effects: step.effects.map((effect) => keyed(effect)),
    state: { ...step.state, shown: [...shown], ...askedAt },
    audit: [begun],
  };
}

/** Every other step: what is done for it ends with it, and words that are older than its card come too late. */
export function nextStep<State extends Asking, Effect extends { readonly type: string }>(
  before: State,
  step: Step<State, Effect>,
  { at, shown }: Shown,
): Step<State, Effect> {
  const isSameCard = shown.at(-1) === before.shown.at(-1);
  const askedAt = isSameCard ? before.askedAt : at;
  return {
    ...unmoved(step),
    ...(workEnded(before, step.state) ? { cancels: [WORK_KEY] } : {}),
    state: { ...step.state, lastAt: at, shown: [...shown], askedAt },
  };
}

/** One that leaves the state as it was. */
export function unmoved<State, Effect extends { readonly type: string }>(
  step: Step<State, Effect>,
): Step<State, Effect> {
  return { ...step, effects: step.effects.map((effect) => keyed(effect)) };
}

/** Whether what was read for it is dropped now: a draft that is left to the curators stays as it was stored. */
export function isOver(before: Asking, { stage, outcome }: Asking): boolean {
  const isLeft = before.stage === 'awaiting-curator' && outcome === 'expired';
  return stage === 'closed' && !isLeft;
}

/** Days without a word from its author after which a conversation ends by itself. */
const IDLE_DAYS = 7;

/** Days for which a draft's own card waits for a curator; the draft itself stays. */
const DRAFT_DAYS = 30;

/** When a conversation that nobody answers ends by itself. */
export function expiryOf({ stage, lastAt }: Pick<Asking, 'stage' | 'lastAt'>): string {
  const days = stage === 'awaiting-curator' ? DRAFT_DAYS : IDLE_DAYS;
  return new Date(Date.parse(lastAt) + days * 86_400_000).toISOString();
}
