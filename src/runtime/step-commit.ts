import type { Session } from '../chat/session.ts';
import { canonicalJson, type Json, storedJson } from '../domain/json.ts';
import type { Commit, EffectPool, NewEffect } from '../ports/record-store.ts';
import type { DecidedEffect, Decision } from './define-workflow.ts';
import { type Instigator, marked } from './instigator.ts';
import {
  EXPIRY_KEY,
  RUNTIME_EFFECT_TYPES,
  type RuntimeEffect,
  SENT_EFFECT_TYPES,
} from './runtime-effect.ts';

/** What a decision was made about and by. */
export interface DecidedStep {
  /** The session as it was, or what is fixed of one that opens. */
  readonly session: Session | SessionBirth;
  readonly decision: Decision;
  readonly finishes: Commit['finishes'];
  readonly isProgress: boolean;
  /** Undefined where no person brought it about. */
  readonly instigator?: Instigator | undefined;
  /** ISO time. */
  readonly at: string;
}

export type SessionBirth = Pick<
  Session,
  'id' | 'workflow' | 'owner' | 'place' | 'key' | 'openedAt'
>;

/**
 * The one write of a step. A step that changes nothing writes no session: it only finishes what
 * caused it.
 */
export function commitOf(step: DecidedStep): Commit {
  const { session, decision, finishes, at } = step;
  const before = 'version' in session ? session : undefined;
  const isRedrawn = !before || canonicalJson(before.state) !== canonicalJson(decision.state);
  const { lifecycle, audit, reply } = decision;
  const expiresAt = lifecycle.isOpen ? lifecycle.expiresAt : undefined;
  const movesExpiry = expiresAt !== before?.expiresAt;
  const answer = reply && { reply };
  const isProgress = step.isProgress || decision.isProgress;
  if (!isRedrawn && !movesExpiry && isSilent(decision)) {
    return { effects: [], cancels: [], audit: [], finishes, ...answer };
  }
  const version = (before?.version ?? 0) + 1;
  const record: Session = {
    ...session,
    version,
    state: decision.state,
    isOpen: lifecycle.isOpen,
    isListening: lifecycle.isOpen && lifecycle.isListening,
    awaits: lifecycle.isOpen ? lifecycle.awaits : undefined,
    updatedAt: at,
    expiresAt,
  };
  const effects = [
    ...(isRedrawn ? [presentation({ version, isProgress })] : []),
    ...(movesExpiry && expiresAt !== undefined ? [expiry(expiresAt)] : []),
    ...decision.effects.map((effect) => ({
      ...effect,
      body: marked(effect.body, step.instigator),
    })),
  ];
  return {
    session: { record, expectedVersion: before?.version ?? 0 },
    effects: effects.map((effect, index) =>
      stored({ effect, index, streamId: session.id, version }),
    ),
    cancels: movesExpiry ? [EXPIRY_KEY, ...decision.cancels] : decision.cancels,
    audit: audit.map((note) => ({ ...note, sessionId: session.id })),
    finishes,
    isProgress,
    ...answer,
  };
}

/** Ends a session whose state cannot be read, and shows that it ended. */
export function retirementOf(step: {
  readonly session: Session;
  readonly finishes: Commit['finishes'];
  readonly at: string;
}): Commit {
  const { session, finishes, at } = step;
  const version = session.version + 1;
  const effect = presentation({ version, isProgress: false });
  return {
    session: {
      record: { ...session, version, isOpen: false, isListening: false, updatedAt: at },
      expectedVersion: session.version,
    },
    effects: [stored({ effect, index: 0, streamId: session.id, version })],
    cancels: [EXPIRY_KEY],
    audit: [],
    finishes,
  };
}

/** An effect of no session: an answer to what reached the bot. */
export function answerEffect(answer: {
  readonly streamId: string;
  readonly index: number;
  readonly effect: RuntimeEffect;
}): NewEffect {
  const { effect, ...rest } = answer;
  const body = storedJson(effect);
  return stored({ ...rest, version: 0, effect: { type: effect.type, timing: {}, body } });
}

function stored(parts: {
  readonly streamId: string;
  readonly version: number;
  readonly index: number;
  readonly effect: DecidedEffect;
}): NewEffect {
  const { streamId, version, index, effect } = parts;
  return {
    id: `${streamId}-${version}-${index}`,
    streamId,
    type: effect.type,
    body: effect.body,
    notBefore: effect.timing.notBefore,
    key: effect.timing.key,
    lane: laneOf(effect, streamId),
    pool: poolOf(effect),
  };
}

/** Cards of one session have a lane of their own, whichever process sends them. */
function laneOf({ type, timing }: DecidedEffect, streamId: string): string | undefined {
  if (type === 'present') return `${streamId}-cards`;
  const isApart = timing.notBefore !== undefined || timing.isParallel === true || type === 'tell';
  return isApart ? undefined : streamId;
}

function poolOf({ type, timing }: DecidedEffect): EffectPool {
  if (SENT_EFFECT_TYPES.has(type)) return 'cards';
  if (RUNTIME_EFFECT_TYPES.has(type)) return 'quick';
  if (timing.isBackground === true) return 'background';
  return timing.isParallel === true ? 'parallel' : 'work';
}

function isSilent({ effects, audit, cancels }: Decision): boolean {
  return effects.length === 0 && audit.length === 0 && cancels.length === 0;
}

/** In a lane of its own: a card never waits for the work that it shows. */
function presentation(body: { version: number; isProgress: boolean }): DecidedEffect {
  return runtimeEffect({ type: 'present', ...body }, {});
}

function expiry(notBefore: string): DecidedEffect {
  return runtimeEffect({ type: 'expire' }, { notBefore, key: EXPIRY_KEY });
}

function runtimeEffect(effect: RuntimeEffect, timing: DecidedEffect['timing']): DecidedEffect {
  const body: Json = storedJson(effect);
  return { type: effect.type, timing, body };
}
