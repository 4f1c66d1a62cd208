import { describe, expect, it } from 'vitest';
import { aButtonPress, aMessage, aSession } from '../../../test/builders.ts';
import { aPolicyTalk, derived, details, given, wordsFound } from '../../../test/policy-builders.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import { renderPlainLine, renderPlainText } from '../../chat/plain-text.ts';
import { hear } from './hear.ts';
import type { PolicyState } from './state.ts';
import { transition } from './transition.ts';
import { policyWorkflow } from './workflow.ts';

const unscoped = given({ ...details, scope: undefined });

/** Asked where it holds. */
function asked(sentence: string): PolicyState {
  return aPolicyTalk([wordsFound, unscoped], { type: 'new', sentence });
}

function sessionOf(state: PolicyState) {
  return { ...aSession({ workflow: 'policy', owner: ANA }), state };
}

function lastText(state: PolicyState): string {
  const card = policyWorkflow.view(sessionOf(state)).at(-1)?.card;
  return card ? renderPlainText(card) : '';
}

function pressed(state: PolicyState) {
  const action = { name: 'keep-suggested', argument: state.shown.at(-1) ?? '' };
  return hear(sessionOf(state), aButtonPress({ sessionId: 's1', action, actor: ANA, at: AT }));
}

describe('a sentence that names namespaces', () => {
  it('suggests what it says, and says where that is from', () => {
    const state = asked('Databases in the a-team namespace must be encrypted');
    const only = { type: 'only', namespaces: ['a-team'] };

    expect(lastText(state)).toContain('Suggested: only a-team, as the sentence says.');
    expect(pressed(state)).toMatchObject({ type: 'event', event: { scope: only } });
    expect(hear(sessionOf(state), aMessage('skip', { at: AT, actor: ANA }))).toMatchObject({
      event: { scope: only },
    });
  });

  it('asks where the cluster has no such namespace, and takes nothing as suggested', () => {
    const state = asked('Databases in the b-taem namespace must be encrypted');
    const hearing = hear(sessionOf(state), aMessage('skip', { at: AT, actor: ANA }));
    const form = policyWorkflow.form(sessionOf(state), {
      formId: `namespaces/${state.shown.at(-1)}`,
      viewer: ANA,
    });

    expect(lastText(state)).toContain('The cluster has no namespace b-taem. Did you mean b-team?');
    expect(lastText(state)).not.toContain('Take the suggestion');
    expect(pressed(state).type).toBe('refused');
    expect(hearing.type === 'refused' && renderPlainLine(hearing.line)).toContain('Write “all”');
    expect(JSON.stringify(form)).not.toContain('"initial"');
  });

  it('asks where it is not clear what is said of them', () => {
    const text = lastText(asked('Databases of a-team must be encrypted'));

    expect(text).toContain('names a-team, and it is not clear whether it holds only there');
    expect(text).not.toContain('Take the suggestion');
  });

  it('warns at the rules as long as the policy holds elsewhere than its sentence says', () => {
    const sentence = 'Databases in the a-team namespace must be encrypted';
    const state = aPolicyTalk(
      [wordsFound, given({ ...details, scope: { type: 'all' } }), derived()],
      { type: 'new', sentence },
    );
    const mended = transition(state, given({ scope: { type: 'only', namespaces: ['a-team'] } }));

    expect(lastText(state)).toContain('The sentence says “only a-team”, but it holds in: all.');
    expect(lastText(mended.state)).not.toContain('but it holds in');
  });
});

describe('names beside “all namespaces”', () => {
  const form = { isForm: true, scope: { type: 'all' } } as const;

  it('are refused rather than dropped', () => {
    const state = asked('Databases in AWS must be encrypted');
    const step = transition(state, given({ ...form, unusedNamespaces: ['a-team'] }));

    expect(step.reply).toMatchObject({
      type: 'field-errors',
      errors: { namespaces: expect.stringContaining('and a-team beside it') },
    });
    expect(step.state.scope).toBeUndefined();
  });

  it('that the form came with are no answer of theirs', () => {
    const state = asked('Databases in AWS must be encrypted');
    const unusedNamespaces = ['kube-public', 'kube-system'];
    const step = transition(state, given({ ...form, unusedNamespaces }));

    expect(step.reply).toEqual({ type: 'closed' });
    expect(step.state.scope).toEqual({ type: 'all' });
  });
});
