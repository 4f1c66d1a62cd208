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

  it('is that of a curator once they are one', () => {
    const isNow = aPatternTalk([...TO_REVIEW]);

    expect(shown(isNow)).toContain('[Store the pattern]');
    expect(shown(isNow)).not.toContain('draft');
  });
});
