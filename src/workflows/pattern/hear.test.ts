import { describe, expect, it } from 'vitest';
import { aButtonPress, aMessage, aSession } from '../../../test/builders.ts';
import {
  aPatternTalk,
  aSimilarPattern,
  compared,
  GATEWAY_NAME,
  NAME,
  resolved,
  resourcesFound,
  STATES,
  TO_DRAFT,
  TO_OWNER,
  TO_RATIONALE,
  TO_RESOURCES,
  givenPattern,
  TO_REVIEW,
  wordsFound,
} from '../../../test/pattern-talk.ts';
import { ANA, AT, BEN } from '../../../test/recommend-builders.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import { hear } from './hear.ts';
import type { PatternEvent, PatternState } from './state.ts';
import { transition } from './transition.ts';

const atResources = aPatternTalk(TO_RESOURCES);
const atRationale = aPatternTalk(TO_RATIONALE);
const atOwner = aPatternTalk(TO_OWNER);
const atReview = aPatternTalk(TO_REVIEW);
const ownConditions = aPatternTalk([
  ...TO_REVIEW,
  givenPattern({ conditions: { providers: ['azure'], groups: [], purposes: [] } }),
]);
const similar = STATES['similar'] ?? atReview;
const unclear = STATES['unclear'] ?? atResources;

function sessionOf(state: PatternState) {
  return { ...aSession({ workflow: 'pattern', owner: ANA }), state };
}

function said(state: PatternState, text: string, actor = ANA, namesBot = false) {
  return hear(sessionOf(state), aMessage(text, { at: AT, actor, namesBot }));
}

function eventOf(state: PatternState, text: string): PatternEvent | string {
  const hearing = said(state, text);
  if (hearing.type === 'event') return hearing.event;
  return hearing.type === 'refused' ? renderPlainLine(hearing.line) : hearing.type;
}

function pressed(state: PatternState, name: string, argument?: string, actor = ANA) {
  const action = argument === undefined ? { name } : { name, argument };
  return hear(sessionOf(state), aButtonPress({ sessionId: 's1', action, actor, at: AT }));
}

describe('the conversation of the article, word for word', () => {
  it('reads every answer of it, from the name to "Confirm"', () => {
    let state = aPatternTalk([], { type: 'new', name: '' });
    const say = (text: string): void => {
      const event = eventOf(state, text);
      expect(event).toBeTypeOf('object');
      if (typeof event === 'object') state = transition(state, event).state;
    };
    const happen = (event: PatternEvent): void => {
      state = transition(state, event).state;
    };

    say(NAME);
    happen({ ...wordsFound, suggested: [] });
    say(NAME);
    happen(wordsFound);
    say('All');
    expect(state.triggers).toEqual([NAME, ...wordsFound.suggested]);
    happen({ ...resourcesFound, offered: [] });
    say('internetgateways.ec2.aws.example.org');
    happen(resolved());
    say('Write it for me');
    happen({ type: 'rationale-written', at: AT, text: 'A way in and out.', by: 'claude-opus-5-5' });
    say('a-team');
    happen(compared());
    expect(state).toMatchObject({
      stage: 'review',
      rationale: 'A way in and out.',
      owner: 'a-team',
    });
    say('Confirm');
    expect(state.stage).toBe('storing');
  });
});

describe('the review', () => {
  it.each(['confirm', 'Confirm.', 'yes', 'looks good', 'store it', 'create the pattern'])(
    'stores it: %s',
    (text) => {
      expect(eventOf(atReview, text)).toMatchObject({ type: 'storing-asked' });
    },
  );

  it.each([
    ['name: Public things', { name: 'Public things' }],
    ['triggers: RDS, Aurora', { triggers: ['RDS', 'Aurora'] }],
    ['resources: Deployment, Service', { resources: ['Deployment', 'Service'] }],
    ['why: because', { rationale: 'because' }],
    ['owner: b-team', { owner: 'b-team' }],
  ])('changes one field: %s', (text, fields) => {
    expect(eventOf(atReview, text)).toMatchObject({ type: 'fields-given', ...fields });
  });

  it.each([
    ['only AWS', { providers: ['aws'], exposure: 'public' }],
    ['only in Azure and AWS', { providers: ['aws', 'azure'], exposure: 'public' }],
    ['applies to public things', { providers: ['aws'], exposure: 'public' }],
    ['applies to private things', { providers: ['aws'], exposure: 'private' }],
    ['only for databases and backups', { purposes: ['databases', 'backups'] }],
    ['only apps.example.org', { groups: ['apps.example.org'], providers: ['aws'] }],
    ['always', { providers: [], groups: [], purposes: [] }],
    ['it always applies', { providers: [], groups: [], purposes: [] }],
    ['applies to everything', { providers: [], groups: [], purposes: [] }],
  ])('says when it applies: %s', (text, conditions) => {
    expect(eventOf(atReview, text)).toMatchObject({ type: 'fields-given', conditions });
  });

  it('tells how things are changed', () => {
    expect(eventOf(atReview, 'modify')).toContain('“owner: b-team”');
    expect(eventOf(atReview, 'only what we said')).toContain('Write when it applies as');
    expect(eventOf(atReview, 'help')).toContain('Write “confirm” to store it.');
    expect(eventOf(atReview, 'we should tell Ben')).toBe('ignored');
  });

  it('asks what shall become of what says nearly the same, before anything is stored', () => {
    expect(eventOf(similar, 'confirm')).toContain('“merge into NAME”');
    expect(eventOf(similar, 'keep as my own')).toMatchObject({ type: 'own-wanted' });
    for (const text of ['merge', 'merge into public aws', 'merge with “Public AWS”.']) {
      expect(eventOf(similar, text)).toMatchObject({
        type: 'merge-asked',
        patternId: 'pat-aaaaaaaaaaaa',
      });
    }
    expect(eventOf(similar, 'merge into golden path')).toContain('“merge into Public AWS”');
    expect(eventOf(atReview, 'merge')).toContain('nothing to merge it into');
  });

  it('knows which of several is meant', () => {
    const both = [aSimilarPattern(), aSimilarPattern({ id: 'pat-b', name: 'Public AWS edge' })];
    const state = aPatternTalk([...TO_REVIEW.slice(0, -1), compared({ similar: both })]);

    expect(eventOf(state, 'merge')).toContain('“merge into Public AWS edge”');
    expect(eventOf(state, 'merge into Public AWS')).toMatchObject({
      patternId: 'pat-aaaaaaaaaaaa',
    });
    expect(eventOf(state, 'merge into edge')).toMatchObject({ patternId: 'pat-b' });
  });

  it('does nothing that was written before its card was there', () => {
    const state = { ...atReview, askedAt: '2026-01-05T11:00:00.000Z' };

    expect(eventOf(state, 'confirm')).toContain('before this question was asked');
  });
});

describe('conditions that its author set', () => {
  it.each([
    'read them again',
    'Read it again from the reason.',
    'conditions: read again',
    'read when it applies from the reason',
  ])('are read from its reason again by “%s”', (text) => {
    expect(eventOf(ownConditions, text)).toMatchObject({ type: 'conditions-reset' });
    expect(eventOf(atReview, text)).toContain('already');
  });
});

describe('who may say what', () => {
  it('hears others only when they name the bot, and lets none of them decide', () => {
    expect(said(atOwner, 'b-team', BEN)).toEqual({ type: 'ignored' });
    expect(said(atOwner, 'b-team', BEN, true)).toMatchObject({ event: { owner: 'b-team' } });
    for (const text of ['confirm', 'cancel', 'keep as my own']) {
      expect(said(similar, text, BEN, true)).toEqual({ type: 'ignored' });
    }
    const outsider = { ...BEN, workspace: 'T2' };
    expect(said(atOwner, 'b-team', outsider, true)).toMatchObject({ type: 'refused' });
  });

  it('leaves buttons to the author, but a draft to whoever may decide', () => {
    expect(pressed(atReview, 'store-pattern', 'review-1', BEN)).toMatchObject({ type: 'refused' });
    expect(pressed(aPatternTalk(TO_DRAFT), 'accept-draft', undefined, BEN)).toMatchObject({
      event: { type: 'decision-pressed', actor: BEN, accepts: true },
    });
    expect(pressed(atReview, 'accept-draft')).toMatchObject({ type: 'refused' });
  });
});

describe('buttons', () => {
  it.each([
    [atResources, 'pick-resource', `resources-1:${GATEWAY_NAME}`, 'resource-picked'],
    [unclear, 'mend-resource', `unclear-1:${GATEWAY_NAME}`, 'resource-mended'],
    [unclear, 'drop-resource', 'unclear-1:Service', 'resource-mended'],
    [atRationale, 'write-for-me', 'rationale-1', 'rationale-asked'],
    [atOwner, 'keep-suggested', 'owner-1', 'fields-given'],
    [atOwner, 'go-back', 'owner-1', 'went-back'],
    [atReview, 'store-pattern', 'review-1', 'storing-asked'],
    [similar, 'merge-into', 'review-1:pat-aaaaaaaaaaaa', 'merge-asked'],
    [similar, 'keep-own', 'review-1', 'own-wanted'],
    [ownConditions, 'reset-conditions', 'review-1', 'conditions-reset'],
    [atReview, 'cancel-session', undefined, 'session-cancelled'],
  ])('case %#', (state, name, argument, type) => {
    expect(pressed(state, name, argument)).toMatchObject({ type: 'event', event: { type } });
  });

  it.each([
    [atReview, 'store-pattern', 'review-2'],
    [similar, 'store-pattern', 'review-1'],
    [similar, 'merge-into', 'review-1:pat-other'],
    [unclear, 'keep-suggested', 'unclear-1'],
    [unclear, 'mend-resource', 'unclear-1:deployments.apps'],
    [unclear, 'drop-resource', 'unclear-1:Deployment'],
    [atResources, 'keep-suggested', 'resources-1'],
    [atReview, 'pick-resource', `review-1:${GATEWAY_NAME}`],
    [atReview, 'reset-conditions', 'review-1'],
    [atReview, 'try-again', undefined],
    [atReview, 'launch-rocket', 'review-1'],
  ])('that mean nothing any more change nothing, case %#', (state, name, argument) => {
    expect(pressed(state, name, argument)).toMatchObject({ type: 'refused' });
  });
});
