import { describe, expect, it } from 'vitest';
import { aButtonPress, aMessage, aSession } from '../../../test/builders.ts';
import {
  aPolicyTalk,
  derived,
  details,
  given,
  rehearsed,
  SENTENCE,
  TO_DRAFT,
  TO_REVIEW,
  TO_RULES,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT, BEN } from '../../../test/recommend-builders.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import { hear } from './hear.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { transition } from './transition.ts';

const asking = aPolicyTalk([{ ...wordsFound, suggested: ['RDS', 'NoSQL', 'backup systems'] }]);
const atRationale = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
const atOwner = aPolicyTalk([wordsFound, given({ triggers: ['RDS'], rationale: 'Law.' })]);
const atNamespaces = aPolicyTalk([wordsFound, given({ ...details, scope: undefined })]);
const atRules = aPolicyTalk(TO_RULES);
const atReview = aPolicyTalk(TO_REVIEW);

function sessionOf(state: PolicyState) {
  return { ...aSession({ workflow: 'policy', owner: ANA }), state };
}

function said(state: PolicyState, text: string, actor = ANA, namesBot = false) {
  return hear(sessionOf(state), aMessage(text, { at: AT, actor, namesBot }));
}

function eventOf(state: PolicyState, text: string): PolicyEvent | string {
  const hearing = said(state, text);
  if (hearing.type === 'event') return hearing.event;
  return hearing.type === 'refused' ? renderPlainLine(hearing.line) : hearing.type;
}

function pressed(state: PolicyState, name: string, argument?: string, actor = ANA) {
  const action = argument === undefined ? { name } : { name, argument };
  return hear(sessionOf(state), aButtonPress({ sessionId: 's1', action, actor, at: AT }));
}

it('says what is missing where a single word is agreed to as a sentence', () => {
  const state = aPolicyTalk([], { type: 'new', sentence: 'banana' });

  expect(eventOf(state, 'ok')).toContain('Say in a sentence what must be, and of what');
});

describe('a whole sentence where words are asked for', () => {
  const text = 'because the auditors want every one of these databases in one place';

  it('is met with silence in a channel, and answered where nobody else can be meant', () => {
    expect(eventOf(asking, text)).toBe('ignored');
    const direct = aMessage(text, { at: AT, actor: ANA, isDirect: true });
    const hearing = hear(sessionOf(asking), direct);

    expect(hearing.type === 'refused' && renderPlainLine(hearing.line)).toContain(
      'in a few words each, separated by commas',
    );
  });
});

describe('the conversation of the article, word for word', () => {
  it('reads every answer of it, from the sentence to the decision', () => {
    let state = aPolicyTalk([], { type: 'new', sentence: '' });
    const say = (text: string): void => {
      const event = eventOf(state, text);
      expect(event).toBeTypeOf('object');
      if (typeof event === 'object') state = transition(state, event).state;
    };
    const happen = (event: PolicyEvent): void => {
      state = transition(state, event).state;
    };

    say(SENTENCE);
    happen(wordsFound);
    say('AWS DB');
    happen({ ...wordsFound, suggested: ['Neptune', 'Redshift'] });
    say('All of those');
    expect(state.triggers).toEqual([
      'AWS DB',
      'Neptune',
      'Redshift',
      'RDS',
      'database',
      'Aurora',
      'backup systems',
    ]);
    say('Write it for me');
    happen({ type: 'rationale-written', at: AT, text: 'Latency.', by: 'claude-opus-5-5' });
    say('a-team');
    say('2. a-team, b-team');
    expect(state).toMatchObject({
      stage: 'deriving',
      rationale: 'Latency.',
      owner: 'a-team',
      scope: { type: 'only', namespaces: ['a-team', 'b-team'] },
    });
    happen(derived());
    say('looks right');
    happen(rehearsed());
    expect(eventOf(state, 'Show complete Kyverno policy')).toContain('policy-1.yaml');
    say('Apply Kyverno policy to cluster');
    expect(state.stage).toBe('preparing');
  });
});

describe('words', () => {
  it.each([
    ['all', ['RDS', 'NoSQL', 'backup systems']],
    ['Keep them all', ['RDS', 'NoSQL', 'backup systems']],
    ['2, 3', ['NoSQL', 'backup systems']],
    ['1 3', ['RDS', 'backup systems']],
    ['all but backup systems', ['RDS', 'NoSQL']],
    ['all except 3', ['RDS', 'NoSQL']],
    ['nosql, rds', ['NoSQL', 'RDS']],
    ['skip', ['RDS', 'NoSQL', 'backup systems']],
  ])('%s keeps those that it means', (text, triggers) => {
    expect(eventOf(asking, text)).toMatchObject({ type: 'fields-given', triggers });
  });

  it('adds a word, and looks further ones up by own words', () => {
    expect(eventOf(asking, 'add neptune')).toMatchObject({
      type: 'words-given',
      words: ['neptune'],
      looksUp: false,
    });
    expect(eventOf(asking, 'AWS DB')).toMatchObject({
      type: 'words-given',
      words: ['AWS DB'],
      looksUp: true,
    });
  });

  it('says which numbers there are', () => {
    expect(eventOf(asking, '7')).toContain('words 1 to 3');
    expect(eventOf(asking, 'all but tables')).toContain('“tables” is not among the words');
  });

  it.each(['thanks!', 'let me ask Ben', 'is that all it does?', 'we spoke about this on monday'])(
    'leaves people to talk: %s',
    (text) => {
      expect(eventOf(asking, text)).toBe('ignored');
    },
  );
});

it.each(['apply', 'store only'])('leads from the rules to the review: %s', (text) => {
  expect(atRules.stage).toBe('rules');
  expect(eventOf(atRules, text)).toContain('say “looks right”');
});

describe('reason, owner and namespaces', () => {
  it('takes a reason as it was written, and leaves it open on skip', () => {
    expect(eventOf(atRationale, 'It is the law.')).toMatchObject({ rationale: 'It is the law.' });
    expect(eventOf(atRationale, 'skip')).toMatchObject({ rationale: '' });
    expect(eventOf(atRationale, 'please write it for me')).toMatchObject({
      type: 'rationale-asked',
    });
  });

  it.each([
    ['a-team', 'a-team'],
    ['skip', 'slack:T1:UANA'],
    ['me', 'slack:T1:UANA'],
    ['owner: the platform team', 'the platform team'],
  ])('reads %s as the owner %s', (text, owner) => {
    expect(eventOf(atOwner, text)).toMatchObject({ type: 'fields-given', owner });
  });

  it.each([
    ['all', { type: 'all' }],
    ['1', { type: 'all' }],
    ['2. a-team, b-team', { type: 'only', namespaces: ['a-team', 'b-team'] }],
    ['include: a-team, b-team', { type: 'only', namespaces: ['a-team', 'b-team'] }],
    ['only in a-team and b-team', { type: 'only', namespaces: ['a-team', 'b-team'] }],
    ['a-team, b-team', { type: 'only', namespaces: ['a-team', 'b-team'] }],
    ['exclude: kube-system', { type: 'except', namespaces: ['kube-system'] }],
    ['3. kube-system', { type: 'except', namespaces: ['kube-system'] }],
    ['all but the system namespaces', { type: 'except', namespaces: ['system'] }],
    ['skip', { type: 'except', namespaces: ['kube-public', 'kube-system'] }],
  ])('reads %s', (text, scope) => {
    expect(eventOf(atNamespaces, text)).toMatchObject({ type: 'fields-given', scope });
  });

  it('means the system’s own by “system”, and asks for names where there are none', () => {
    const system = given({ scope: { type: 'except', namespaces: ['system'] } });
    expect(transition(atNamespaces, system).state.scope).toEqual({
      type: 'except',
      namespaces: ['kube-public', 'kube-system'],
    });

    const event = eventOf(atNamespaces, 'exclude:');
    expect(event).toMatchObject({ scope: { namespaces: [''] } });
    expect(eventOf(atNamespaces, 'production')).toContain('Write “all”');
  });
});

describe('rules and review', () => {
  it.each([
    ['looks right', { type: 'rules-accepted' }],
    ['1', { type: 'rules-accepted' }],
    ['leave out: Instance', { type: 'fields-given', leftOut: ['Instance'] }],
    ['owner: b-team', { type: 'fields-given', owner: 'b-team' }],
    ['back', { type: 'went-back' }],
  ])('%s at the rules', (text, event) => {
    expect(eventOf(atRules, text)).toMatchObject(event);
  });

  it.each([
    ['1', 'enforcement-asked'],
    ['apply', 'enforcement-asked'],
    ['ask for approval', 'enforcement-asked'],
    ['2', 'storing-asked'],
    ['store only', 'storing-asked'],
    ['Store policy intent only', 'storing-asked'],
    ['3', 'session-cancelled'],
    ['cancel', 'session-cancelled'],
    ['back', 'went-back'],
  ])('%s at the review', (text, type) => {
    expect(eventOf(atReview, text)).toMatchObject({ type });
  });

  it('says why something cannot be enforced', () => {
    const guidance = aPolicyTalk([
      wordsFound,
      details,
      derived({ guidanceBecause: 'It is about people.' }),
      { type: 'rules-accepted', at: AT },
    ]);

    expect(eventOf(guidance, 'apply')).toContain('No rule can check it.');
    expect(eventOf(guidance, 'store only')).toMatchObject({ type: 'storing-asked' });
    expect(eventOf(guidance, 'show complete policy')).toContain('no YAML');
  });

  it('does nothing that was written before its card was there', () => {
    const state = { ...atReview, askedAt: '2026-01-05T11:00:00.000Z' };

    expect(eventOf(state, 'apply')).toContain('before this question was asked');
  });
});

describe('who may say what', () => {
  it('hears others only when they name the bot, and lets none of them decide', () => {
    expect(said(atOwner, 'b-team', BEN)).toEqual({ type: 'ignored' });
    expect(said(atOwner, 'b-team', BEN, true)).toMatchObject({
      event: { owner: 'b-team', by: BEN },
    });
    expect(said(atReview, 'apply', BEN, true)).toEqual({ type: 'ignored' });
    expect(said(atReview, 'cancel', BEN, true)).toEqual({ type: 'ignored' });
    const outsider = { ...BEN, workspace: 'T2' };
    expect(said(atOwner, 'b-team', outsider, true)).toMatchObject({ type: 'refused' });
  });

  it('leaves buttons to the author, but a draft to whoever may decide', () => {
    expect(pressed(atReview, 'request-approval', 'review-1', BEN)).toMatchObject({
      type: 'refused',
    });
    expect(pressed(aPolicyTalk(TO_DRAFT), 'accept-draft', undefined, BEN)).toMatchObject({
      event: { type: 'decision-pressed', actor: BEN, accepts: true },
    });
    expect(pressed(atReview, 'accept-draft')).toMatchObject({ type: 'refused' });
  });
});

it('stores as a draft only what is one', () => {
  expect(said({ ...atReview, isDraft: true }, 'store as a draft')).toMatchObject({ type: 'event' });
  expect(said({ ...atReview, isDraft: false }, 'store as a draft')).toMatchObject({
    type: 'refused',
  });
});
