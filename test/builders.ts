import type { Actor, Place } from '../src/chat/actor.ts';
import type { Card } from '../src/chat/card.ts';
import type { InboundEvent } from '../src/chat/inbound.ts';
import type { Session } from '../src/chat/session.ts';
import type { NewEffect } from '../src/ports/record-store.ts';
import type { ModelCall } from '../src/ports/model-ledger.ts';

/** Builders make something valid; name only what the test is about. */

export function anActor(id = 'U1', over: Partial<Actor> = {}): Actor {
  return { platform: 'slack', workspace: 'T1', id, ...over };
}

export function aPlace(over: Partial<Place> = {}): Place {
  return { platform: 'slack', workspace: 'T1', channel: 'C1', ...over };
}

export function aSession(over: Partial<Session> = {}): Session {
  return {
    id: 'session-1',
    workflow: 'recommend',
    version: 1,
    owner: anActor(),
    place: aPlace(),
    state: { stage: 'asking' },
    isOpen: true,
    isListening: true,
    openedAt: '2026-11-02T09:00:00.000Z',
    updatedAt: '2026-11-02T09:00:00.000Z',
    ...over,
  };
}

export function aCard(text = 'Hello', over: Partial<Card> = {}): Card {
  return { elements: [{ type: 'text', line: [text] }], audience: 'thread', ...over };
}

export function anEffect(id: string, over: Partial<NewEffect> = {}): NewEffect {
  return {
    id,
    streamId: 'session-1',
    type: 'search',
    body: { type: 'search' },
    notBefore: undefined,
    key: undefined,
    lane: undefined,
    pool: 'work',
    ...over,
  };
}

type Inbound<Type extends InboundEvent['type']> = Extract<InboundEvent, { type: Type }>;

function inbound(id: string) {
  return { id, at: '2026-11-02T09:00:00.000Z', actor: anActor(), place: aPlace() };
}

export function aCommand(
  text: string,
  over: Partial<Inbound<'command-given'>> = {},
): Inbound<'command-given'> {
  return { ...inbound(`command ${text}`), type: 'command-given', text, ...over };
}

export function aMessage(
  text: string,
  over: Partial<Inbound<'message-posted'>> = {},
): Inbound<'message-posted'> {
  return {
    ...inbound(`message ${text}`),
    type: 'message-posted',
    text,
    namesBot: false,
    isDirect: false,
    ...over,
  };
}

export function aButtonPress(
  over: Partial<Inbound<'button-pressed'>> &
    Pick<Inbound<'button-pressed'>, 'sessionId' | 'action'>,
): Inbound<'button-pressed'> {
  return { ...inbound(`button ${over.action.name}`), type: 'button-pressed', ...over };
}

export function aFormSubmission(
  over: Partial<Inbound<'form-submitted'>> & { sessionId: string },
): Inbound<'form-submitted'> {
  return { ...inbound('form'), type: 'form-submitted', formId: 'form', values: {}, ...over };
}

export function aModelCall(over: Partial<ModelCall> = {}): ModelCall {
  return {
    at: '2026-11-02T09:00:00.000Z',
    task: 'assemble-solutions',
    prompt: 'assemble-solutions@1',
    model: 'claude-sonnet-5-5',
    sessionId: 's1',
    actor: 'slack:T1:U1',
    inputTokens: 1_000,
    outputTokens: 200,
    cacheReadTokens: 0,
    cacheCreatedTokens: 0,
    tookMs: 2_000,
    outcome: 'answered',
    ...over,
  };
}
