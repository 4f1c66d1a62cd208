import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  accepted,
  aDerived,
  aPolicyTalk,
  atRationale,
  derived,
  details,
  given,
  rehearsed,
  SENTENCE,
  STATES,
  TO_CHANGE,
  TO_DRAFT,
  TO_REVIEW,
  TO_RULES,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT, CLEO } from '../../../test/recommend-builders.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { transition } from './transition.ts';
import { policyWorkflow } from './workflow.ts';

function sessionOf(state: PolicyState) {
  return { ...aSession({ workflow: 'policy', owner: ANA }), state };
}

function lastText(state: PolicyState): string {
  const card = policyWorkflow.view(sessionOf(state)).at(-1)?.card;
  return card ? renderPlainText(card) : '';
}

function rootText(state: PolicyState): string {
  const card = policyWorkflow.view(sessionOf(state))[0]?.card;
  return card ? renderPlainText(card) : '';
}

describe('what the cards say', () => {
  it('numbers the words, and marks those of its author', () => {
    const own: PolicyEvent = {
      type: 'words-given',
      at: AT,
      by: ANA,
      words: ['AWS DB'],
      looksUp: false,
    };
    const text = lastText(aPolicyTalk([wordsFound, own]));

    expect(text).toContain('1. ✓ AWS DB\n2. RDS');
    expect(text).toContain('✓ are your own');
  });

  it('offers to take no sentence that cannot be worked with', () => {
    const text = lastText(aPolicyTalk([], { type: 'new', sentence: 'databases' }));

    expect(text).toContain('Say in a sentence what must be, and of what');
    expect(text).not.toContain('Take it as it is');
    expect(text).toContain('[Write it in a form]');
  });

  it('says that built-in rules wrote a reason', () => {
    expect(lastText(STATES['rationale written'] ?? atRationale)).toContain(
      'Written by built-in rules, without a model',
    );
  });

  it.each([
    [{ looked: 3, unseen: [] }, 'Looked at 3 live objects: none breaks it.'],
    [{ looked: 0, unseen: [] }, 'The cluster has no live object of these kinds.'],
    [{ looked: 0, unseen: ['Bucket'] }, 'No live object could be looked at'],
  ])('says of live objects no more than was seen: %j', (seen, told) => {
    const live = { breaking: 0, first: [], ...seen, unseen: [...seen.unseen] };
    const state = aPolicyTalk([...TO_RULES, accepted, rehearsed({ live })]);

    expect(lastText(state)).toContain(told);
  });

  it('suggests to leave out the system’s own namespaces', () => {
    const state = aPolicyTalk([wordsFound, given({ ...details, scope: undefined })]);

    expect(lastText(state)).toContain('Suggested: all but kube-public, kube-system.');
  });

  it('says that not all namespaces are listed', () => {
    const namespaces = Array.from({ length: 600 }, (_, index) => `team-${index}`);
    const given500 = { ...wordsFound, namespaces };
    const state = aPolicyTalk([given500, given({ ...details, scope: undefined })]);

    expect(lastText(state)).toContain('There are more than can be listed here.');
  });

  it('says what could not be tried, and offers no approval where nothing was', () => {
    const untried = { count: 7, first: ['a.example.org', 'b.example.org'] };
    const some = aPolicyTalk([...TO_RULES, accepted, rehearsed({ untried })]);
    const broken = { total: 0, refused: 0 };
    const none = aPolicyTalk([...TO_RULES, accepted, rehearsed({ broken, untried })]);

    expect(lastText(some)).toContain('7 kinds could not be tried');
    expect(lastText(some)).toContain('a.example.org, b.example.org and 5 more');
    expect(lastText(some)).toContain('Ask for approval');
    expect(lastText(none)).toContain('No object could be made that breaks it');
    expect(lastText(none)).not.toContain('Ask for approval');
    expect(lastText(none)).toContain('Store only');
  });

  it('says plainly that no rule can check it, and offers no approval', () => {
    const state = aPolicyTalk([
      wordsFound,
      details,
      derived({ guidanceBecause: 'It is about people.' }),
      accepted,
    ]);

    expect(lastText(state)).toContain('No rule can check this. It is about people.');
    expect(lastText(state)).toContain('Store as guidance');
    expect(lastText(state)).not.toContain('Ask for approval');
  });

  it('shows what trying it showed, and both files', () => {
    const live = { looked: 9, breaking: 7, first: ['Instance shop in a-team'], unseen: [] };
    const text = lastText(aPolicyTalk([...TO_RULES, accepted, rehearsed({ live })]));

    expect(text).toContain('2 of 2 good objects pass, 2 of 2 broken ones are refused');
    expect(text).toContain('7 of 9 live objects break it');
    expect(text).toContain('policy-1.yaml');
    expect(text).toContain('rehearsal-1.txt');
    expect(text).toContain('Use ValidatingAdmissionPolicy');
  });

  it('withholds approval from what judged wrongly, and says why', () => {
    const text = lastText(
      aPolicyTalk([...TO_RULES, accepted, rehearsed({ broken: { total: 2, refused: 1 } })]),
    );

    expect(text).toContain('judged some objects wrongly');
    expect(text).not.toContain('Ask for approval');
    expect(text).toContain('Store only');
  });

  it('says to whoever is no curator that a draft waits for one, before it is stored', () => {
    const isDraft: PolicyEvent = {
      type: 'rules-derived',
      at: AT,
      derived: aDerived(),
      isDraft: true,
    };
    const text = lastText(aPolicyTalk([wordsFound, details, isDraft, accepted, rehearsed()]));

    expect(text).toContain('[Ask for approval] [Store as a draft]');
    expect(text).toContain('it guides nothing until a curator accepts it');
    expect(text).not.toContain('Store only');
    expect(lastText(aPolicyTalk(TO_REVIEW))).not.toContain('draft');
  });

  it('shows a conflict with another policy, and both sentences', () => {
    const conflicts = [
      { policyId: 'pol-9', sentence: 'Databases run in eu-west-1', reason: 'No region fits both.' },
    ];
    const text = lastText(aPolicyTalk([wordsFound, details, derived({ conflicts })]));

    expect(text).toContain('Databases run in eu-west-1');
    expect(rootText(aPolicyTalk([wordsFound, details, derived({ conflicts })]))).toContain(
      SENTENCE,
    );
  });

  it('says what a file does not hold yet', () => {
    const state = aPolicyTalk([...TO_REVIEW, given({ rationale: 'Latency.' })]);

    expect(lastText(state)).toContain('made before the last change of words');
  });

  it('asks before it stores beside another enforcement', () => {
    const card = policyWorkflow.view(sessionOf(STATES['edited'] ?? atRationale)).at(-1)?.card;

    expect(JSON.stringify(card)).toContain('The cluster goes on enforcing version 3');
  });
});

describe('what the end says', () => {
  const ready: PolicyEvent = {
    type: 'change-ended',
    at: AT,
    outcome: 'ready',
    result: {
      level: 'success',
      line: ['Proved: an Instance in eu-west-1 was refused.'],
      isProved: true,
    },
  };

  it('is enforced only when it is', () => {
    const recording = transition(aPolicyTalk(TO_CHANGE), ready).state;
    const { state } = transition(recording, { type: 'enforcement-recorded', at: AT });

    expect(rootText(aPolicyTalk(TO_CHANGE))).toContain('It is not enforced yet.');
    expect(rootText(recording)).not.toContain('Enforced');
    expect(rootText(state)).toContain('Enforced.');
    expect(rootText(state)).toContain('Proved: an Instance in eu-west-1 was refused.');
  });

  it('names what became of a change, and what can be done', () => {
    const { state } = transition(aPolicyTalk(TO_CHANGE), {
      type: 'change-returned',
      at: AT,
      result: { level: 'warning', line: ['It was rejected: too broad.'] },
    });

    expect(lastText(state)).toContain('It was rejected: too broad.');
    expect(lastText(state)).toContain('Store as guidance');
    expect(lastText(state)).toContain('Cancel');
  });

  it('names who decided about a draft', () => {
    const granted = { type: 'decision-granted', at: AT, actor: CLEO, accepts: true } as const;
    const settling = transition(aPolicyTalk(TO_DRAFT), granted).state;
    const { state } = transition(settling, { type: 'draft-settled', at: AT, accepts: true });

    expect(lastText(aPolicyTalk(TO_DRAFT))).toContain('as a draft until a curator accepts it');
    expect(lastText(state)).toContain('Accepted by @UCLEO');
    expect(lastText(state)).not.toContain('Decline');
  });

  it.each([
    ['stored', 'it guides every recommendation from now on'],
    ['cancelled', 'Nothing was stored, and nothing is enforced.'],
  ])('of one that is %s', (name, words) => {
    expect(rootText(STATES[name] ?? atRationale)).toContain(words);
  });
});
