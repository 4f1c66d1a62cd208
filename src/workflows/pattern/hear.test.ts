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
const SQL = 'sqlclaims.toolkit.example.org';
const atWords = STATES['triggers'] ?? atResources;
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

describe('resources', () => {
  it.each([
    ['1', [GATEWAY_NAME]],
    ['1, 3', [GATEWAY_NAME, 'services.core']],
    ['all', [GATEWAY_NAME, 'sqlclaims.toolkit.example.org', 'services.core']],
    ['all but 2', [GATEWAY_NAME, 'services.core']],
    ['services.core', ['services.core']],
    ['Deployment, apps/v1 StatefulSet', ['Deployment', 'apps/v1 StatefulSet']],
    ['add ConfigMap', ['ConfigMap']],
    ['resources: Ingress (networking.k8s.io)', ['Ingress (networking.k8s.io)']],
  ])('%s', (text, resources) => {
    expect(eventOf(atResources, text)).toMatchObject({ type: 'fields-given', resources });
  });

  it('are kept beside others that are added', () => {
    const picked = transition(atResources, {
      type: 'resource-picked',
      at: AT,
      by: ANA,
      name: GATEWAY_NAME,
    }).state;

    for (const text of ['add ConfigMap', 'ConfigMap']) {
      expect(eventOf(picked, text)).toMatchObject({ resources: [GATEWAY_NAME, 'ConfigMap'] });
    }
    expect(eventOf(picked, 'resources: ConfigMap')).toMatchObject({ resources: ['ConfigMap'] });
    expect(eventOf(picked, 'that is all')).toMatchObject({ resources: [GATEWAY_NAME] });
  });

  it.each(['skip', 'ok', '9'])('are at least one: %s', (text) => {
    expect(eventOf(atResources, text)).toMatch(/at least one|1 to 3/u);
  });

  it.each([
    ['services.core', ['services.core', 'internetgatway', 'oldthings.example.org']],
    ['InternetGateway', [SQL, 'InternetGateway', 'Service', 'oldthings.example.org']],
    ['add ConfigMap', [SQL, 'ConfigMap', 'internetgatway', 'Service', 'oldthings.example.org']],
    ['1', [GATEWAY_NAME, 'Service', 'oldthings.example.org']],
  ])('that are not clear stay until they are mended: %s', (text, resources) => {
    expect(eventOf(unclear, text)).toMatchObject({ type: 'fields-given', resources });
  });

  it.each(['without internetgatway', 'leave internetgatway out', 'remove “internetgatway”.'])(
    'that are not clear are left out by a word: %s',
    (text) => {
      expect(eventOf(unclear, text)).toEqual({
        type: 'resource-mended',
        at: AT,
        by: ANA,
        said: 'internetgatway',
      });
    },
  );

  it('are not gone on with while one is not clear', () => {
    expect(eventOf(unclear, 'ok')).toContain('“internetgatway” is not clear yet');
    expect(eventOf(unclear, 'resources: ConfigMap')).toMatchObject({ resources: ['ConfigMap'] });
  });

  it.each([
    ['InternetGateway and RouteTable', ['InternetGateway', 'RouteTable']],
    ['all but 2, add ConfigMap', [GATEWAY_NAME, 'services.core', 'ConfigMap']],
  ])('are several in one line: %s', (text, resources) => {
    expect(eventOf(atResources, text)).toMatchObject({ resources });
  });

  it.each(['let me ask Ben which one we use', 'thanks!', 'which one is it?'])(
    'leave people to talk: %s',
    (text) => {
      expect(eventOf(atResources, text)).toBe('ignored');
    },
  );
});

describe('words', () => {
  it.each([
    [
      'all but 2, add gateways, public services',
      ['load balancers', 'web applications', 'gateways', 'public services'],
    ],
    ['1, 3 and add gateways', ['load balancers', 'web applications', 'gateways']],
    ['all, add gateways', ['load balancers', 'managed services', 'web applications', 'gateways']],
    ['add gateways, without 1', ['managed services', 'web applications', 'gateways']],
  ])('are several wishes in one line: %s', (text, triggers) => {
    expect(eventOf(atWords, text)).toMatchObject({ type: 'fields-given', triggers });
  });

  it.each(['all but queues, add gateways', 'all but 9, add gateways'])(
    'are refused where they are not there: %s',
    (text) => {
      expect(eventOf(atWords, text)).toContain('is not among the words');
    },
  );

  it.each(['write it for me', 'confirm', 'merge it'])(
    'are no wishes of other steps: %s',
    (text) => {
      expect(eventOf(atWords, text)).toContain('here words are asked for');
    },
  );

  it('of their own propose further ones at first, and go on without those afterwards', () => {
    expect(eventOf(atWords, 'queues')).toMatchObject({ type: 'words-given', looksUp: true });
    const own = { ...atWords, triggers: ['queues'] };
    expect(eventOf(own, 'topics')).toMatchObject({
      type: 'fields-given',
      triggers: ['queues', 'topics'],
    });
  });
});

describe('reason and owner', () => {
  it.each(['2', '1, 3', 'remove ConfigMap', 'add Service', 'all but 2', 'confirm'])(
    'are asked again where no reason is said: %s',
    (text) => {
      expect(eventOf(atRationale, text)).toMatch(/^That says no reason\. /u);
    },
  );

  it('may begin as a list would', () => {
    for (const text of [
      'All that is public needs a way in.',
      'Add these where users come from outside.',
    ]) {
      expect(eventOf(atRationale, text)).toMatchObject({ rationale: text });
    }
  });

  it('are taken as they were written, written for them, or left open', () => {
    expect(eventOf(atRationale, 'It is the way in.')).toMatchObject({
      rationale: 'It is the way in.',
    });
    expect(eventOf(atRationale, 'please write it for me')).toMatchObject({
      type: 'rationale-asked',
    });
    expect(eventOf(atRationale, 'skip')).toMatchObject({ rationale: '' });
    expect(eventOf(atOwner, 'me')).toMatchObject({ owner: 'slack:T1:UANA' });
    expect(eventOf(atOwner, 'back')).toMatchObject({ type: 'went-back' });
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
    [unclear, 'mend-resource', `resources-1:${GATEWAY_NAME}`, 'resource-mended'],
    [unclear, 'drop-resource', 'resources-1:Service', 'resource-mended'],
    [unclear, 'keep-suggested', 'resources-1', 'fields-given'],
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
    [unclear, 'mend-resource', 'resources-1:deployments.apps'],
    [unclear, 'drop-resource', 'resources-1:Deployment'],
    [atResources, 'keep-suggested', 'resources-1'],
    [atReview, 'pick-resource', `review-1:${GATEWAY_NAME}`],
    [atReview, 'reset-conditions', 'review-1'],
    [atReview, 'try-again', undefined],
    [atReview, 'launch-rocket', 'review-1'],
  ])('that mean nothing any more change nothing, case %#', (state, name, argument) => {
    expect(pressed(state, name, argument)).toMatchObject({ type: 'refused' });
  });
});
