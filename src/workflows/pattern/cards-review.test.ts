import { describe, expect, it } from 'vitest';
import { aMessage, aSession } from '../../../test/builders.ts';
import {
  aPatternTalk,
  compared,
  EDIT,
  ofEdit,
  TO_COMPARING,
  TO_REVIEW,
} from '../../../test/pattern-talk.ts';
import { INTERNET_GATEWAY } from '../../../test/pattern-builders.ts';
import { ANA } from '../../../test/recommend-builders.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { PatternState } from './state.ts';
import { patternWorkflow } from './workflow.ts';

const draft = aPatternTalk([...TO_COMPARING, compared({ isDraft: true })]);
const draftOfEdit = aPatternTalk([ofEdit, compared({ isDraft: true })], EDIT);

function sessionOf(state: PatternState) {
  return { ...aSession({ workflow: 'pattern', owner: ANA }), state };
}

function shown(state: PatternState): string {
  const card = patternWorkflow.view(sessionOf(state)).at(-1)?.card;
  return card ? renderPlainText(card) : '';
}

describe('the review of somebody who is no curator', () => {
  it('says before it is stored that a draft waits for a curator', () => {
    expect(shown(draft)).toContain('[Store as a draft]');
    expect(shown(draft)).toContain('it changes no recommendation until a curator accepts it');
    expect(shown(draft)).not.toContain('it joins solutions');
    expect(shown(draftOfEdit)).toContain('[Store version 4 as a draft]');
    expect(shown(draftOfEdit)).toContain('until a curator accepts it');
  });

  it('hears its button in words', () => {
    const store = patternWorkflow.hear(
      sessionOf(draft),
      aMessage('store as a draft', { actor: ANA }),
    );

    expect(store).toMatchObject({ type: 'event', event: { type: 'storing-asked' } });
  });

  it('alone stores a draft', () => {
    const words = aMessage('store as a draft', { actor: ANA });
    const hearing = patternWorkflow.hear(sessionOf({ ...draft, isDraft: false }), words);

    expect(hearing).toMatchObject({ type: 'refused' });
  });

  it('is that of a curator once they are one', () => {
    const isNow = aPatternTalk([...TO_REVIEW]);

    expect(shown(isNow)).toContain('[Store the pattern]');
    expect(shown(isNow)).not.toContain('draft');
  });
});

describe('when it applies, at the review', () => {
  const base = aPatternTalk([...TO_REVIEW]);
  const native = { ...base, resources: [INTERNET_GATEWAY], rationale: 'It is public.' };
  const conditions = { providers: ['aws'], groups: [], purposes: [] };

  it('is read from its name and reason only where these say it', () => {
    const said = shown({ ...native, name: 'AWS services', conditions });
    const silent = shown({ ...native, name: 'Our services', conditions });
    const partly = shown({
      ...native,
      name: 'Our services',
      conditions: { ...conditions, exposure: 'public' },
    });

    expect(said).toContain('(read from its name and reason)');
    expect(silent).toContain('(its resources run nowhere else; its name and reason do not say so)');
    expect(partly).toContain('(the cloud follows from its resources, the rest from its name');
  });

  it('comes with a warning where the name says another cloud than the resources', () => {
    const text = shown({ ...native, name: 'Azure services', conditions });

    expect(text).toContain('Its name says Azure, but InternetGateway');
    expect(text).toContain('is of AWS. Change the name or the resources.');
    expect(shown({ ...native, name: 'AWS services', conditions })).not.toContain('Its name says');
  });
});
