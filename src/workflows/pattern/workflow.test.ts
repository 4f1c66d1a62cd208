import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aPatternTalk, NAME, STATES } from '../../../test/pattern-talk.ts';
import { ANA, BEN } from '../../../test/recommend-builders.ts';
import { checkMessage, checkView } from '../../adapters/slack/check-payload.ts';
import { formView } from '../../adapters/slack/form-view.ts';
import { renderBlocks, renderPlainBlocks, renderText } from '../../adapters/slack/render.ts';
import type { Card } from '../../chat/card.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import { PatternState } from './state.ts';
import { patternWorkflow } from './workflow.ts';

function sessionOf(state: PatternState) {
  return { ...aSession({ workflow: 'pattern', owner: ANA }), state };
}

function formOf(state: PatternState, formId: string, viewer = ANA) {
  return patternWorkflow.form(sessionOf(state), { formId, viewer });
}

describe('every card', () => {
  it.each(Object.entries(STATES))('fits into Slack and into the record at: %s', (_name, state) => {
    const cards = patternWorkflow.view(sessionOf(state)).map(({ card }) => card);

    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) expect(() => sent(card)).not.toThrow();
    expect(PatternState.safeParse(state).error).toBeUndefined();
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(40_000);
  });

  it('offers its author forms that open and fit, and nobody else', () => {
    const offered = Object.values(STATES).flatMap((state) => {
      const card = patternWorkflow.view(sessionOf(state)).at(-1)?.card;
      const rows = (card?.elements ?? []).filter((one) => one.type === 'buttons');
      const ids = rows.flatMap(({ buttons }) => buttons.flatMap(({ opens }) => opens ?? []));
      return ids.map((formId) => ({ state, formId }));
    });

    expect(offered.length).toBeGreaterThan(40);
    for (const { state, formId } of offered) {
      const form = formOf(state, formId);
      expect(form).toMatchObject({ id: formId });
      if (!('fields' in form)) continue;
      checkView(formView(form, { sessionId: 's1', formId, channel: 'C1' }));
      expect(formOf(state, formId, BEN)).toBeInstanceOf(Array);
    }
  });

  function sent(card: Card): void {
    const request = { card, sessionId: 's1', surface: 'message' } as const;
    checkMessage({ text: renderText(card), blocks: renderBlocks(request) });
    checkMessage({ text: renderText(card), blocks: renderPlainBlocks(request) });
  }
});

describe('lists and lifecycle', () => {
  const at = (name: string): PatternState => STATES[name] ?? aPatternTalk();

  it('waits for its author, for curators, or for nobody', () => {
    const of = (name: string) => patternWorkflow.summary(sessionOf(at(name)));

    expect(of('review')).toMatchObject({ title: NAME, details: '1 resource', waitsFor: 'owner' });
    expect(of('draft')).toMatchObject({ waitsFor: 'approvers', isUnderWay: true });
    expect(of('comparing')).toMatchObject({ waitsFor: 'nobody', isUnderWay: true });
    expect(of('trouble')).toMatchObject({ level: 'error', waitsFor: 'owner' });
    expect(of('stored').level).toBe('success');
    expect(renderPlainLine(of('stored').status)).toContain('Stored');
  });

  it('listens while its author answers, and awaits an approval as a draft', () => {
    const of = (name: string) => patternWorkflow.lifecycle(at(name));

    expect(of('review')).toMatchObject({
      isListening: true,
      expiresAt: '2026-01-12T10:00:00.000Z',
    });
    expect(of('draft')).toMatchObject({ isListening: false, awaits: 'approval' });
    expect(of('draft').expiresAt).toBe('2026-02-04T10:00:00.000Z');
    expect(of('stored')).toEqual({ isOpen: false, isListening: false });
  });

  it('opens no form of another step', () => {
    expect(formOf(at('review'), 'all/review-1')).toBeInstanceOf(Array);
    expect(formOf(at('owner'), 'conditions/owner-1')).toBeInstanceOf(Array);
    expect(formOf(at('review'), 'owner/owner-1')).toBeInstanceOf(Array);
  });
});
