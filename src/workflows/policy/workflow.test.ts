import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  aPolicyTalk,
  atRationale,
  SENTENCE,
  STATES,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, BEN } from '../../../test/recommend-builders.ts';
import { checkMessage, checkView } from '../../adapters/slack/check-payload.ts';
import { formView } from '../../adapters/slack/form-view.ts';
import { renderBlocks, renderPlainBlocks, renderText } from '../../adapters/slack/render.ts';
import type { Card } from '../../chat/card.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import type { PolicyState } from './state.ts';
import { policyWorkflow } from './workflow.ts';

function sessionOf(state: PolicyState) {
  return { ...aSession({ workflow: 'policy', owner: ANA }), state };
}

function formOf(state: PolicyState, formId: string, viewer = ANA) {
  return policyWorkflow.form(sessionOf(state), { formId, viewer });
}

describe('every card', () => {
  it.each(Object.entries(STATES))('fits into Slack at: %s', (_name, state) => {
    const cards = policyWorkflow.view(sessionOf(state)).map(({ card }) => card);

    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) expect(() => sent(card)).not.toThrow();
  });

  it('offers its author forms that open and fit, and nobody else', () => {
    const offered = Object.values(STATES).flatMap((state) => {
      const card = policyWorkflow.view(sessionOf(state)).at(-1)?.card;
      const rows = (card?.elements ?? []).filter((one) => one.type === 'buttons');
      const ids = rows.flatMap(({ buttons }) => buttons.flatMap(({ opens }) => opens ?? []));
      return ids.map((formId) => ({ state, formId }));
    });

    expect(offered.length).toBeGreaterThan(30);
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
  it('waits for its author, for curators, or for nobody', () => {
    const of = (name: string) => policyWorkflow.summary(sessionOf(STATES[name] ?? atRationale));

    expect(of('review')).toMatchObject({ title: SENTENCE, waitsFor: 'owner', isUnderWay: false });
    expect(of('draft')).toMatchObject({ waitsFor: 'approvers', isUnderWay: true });
    expect(of('rehearsing')).toMatchObject({ waitsFor: 'nobody', isUnderWay: true });
    expect(of('trouble')).toMatchObject({ level: 'error', waitsFor: 'owner' });
    expect(renderPlainLine(of('stored').status)).toContain('Stored');
  });

  it('listens while its author answers, and awaits an approval as a draft', () => {
    const of = (name: string) => policyWorkflow.lifecycle(STATES[name] ?? atRationale);

    expect(of('review')).toMatchObject({ isListening: true });
    expect(of('draft')).toMatchObject({ isListening: false, awaits: 'approval' });
    expect(of('change')).toEqual({ isOpen: true, isListening: false });
    expect(of('stored')).toEqual({ isOpen: false, isListening: false });
    expect(of('draft').expiresAt).toBe('2026-02-04T10:00:00.000Z');
  });

  it('refuses a form of an earlier card, and prefills the one of everything', () => {
    const triggers = aPolicyTalk([wordsFound]);

    expect(formOf(triggers, 'all/rules-1')).toEqual([
      'That step is behind us. Go on with the newest card in the thread.',
    ]);
    const form = formOf(triggers, 'all/triggers-1');
    expect(JSON.stringify(form)).toContain(
      '"initial":["RDS","database","Aurora","backup systems"]',
    );
    expect(JSON.stringify(form)).toContain('"initial":"except"');
    expect(JSON.stringify(form)).toContain('"initial":["kube-public","kube-system"]');
  });

  it('names the kinds that can be left out', () => {
    const form = formOf(STATES['rules'] ?? atRationale, 'kinds/rules-1');

    expect(JSON.stringify(form)).toContain('"value":"Cluster.rds.aws.example.org"');
  });
});
