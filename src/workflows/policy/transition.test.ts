import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/builders.ts';
import {
  accepted,
  aDerived,
  anEnforcementRequest,
  aPolicyTalk,
  aStoredPolicy,
  derived,
  details,
  enforcementAsked,
  failed,
  given,
  prepared,
  rehearsed,
  SENTENCE,
  storedActive,
  storedAsDraft,
  storingAsked,
  TO_CHANGE,
  TO_DRAFT,
  TO_REVIEW,
  TO_RULES,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA, AT, BEN } from '../../../test/recommend-builders.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { start, transition } from './transition.ts';

function after(state: PolicyState, event: PolicyEvent) {
  const { state: next, effects } = transition(state, event);
  return { stage: next.stage, effects: effects.map(({ type }) => type), state: next };
}

describe('asking', () => {
  it('looks for words at once where the sentence was given', () => {
    const { stage, policyId } = aPolicyTalk();

    expect(stage).toBe('expanding');
    expect(policyId).toMatch(/^pol-[0-9a-f]{12}$/u);
  });

  it.each([
    ['nothing was said', { type: 'new', sentence: '' }],
    ['it comes from a message', { type: 'new', sentence: SENTENCE, source: 'https://chat.test/1' }],
    ['it is a word only', { type: 'new', sentence: 'region' }],
  ] as const)('asks for the sentence where %s', (_why, input) => {
    const opening = { sessionId: 's1', owner: ANA, at: AT, input };
    const { state, effects } = start({ ...opening, place: { ...ANA, channel: 'C1' } });

    expect(state).toMatchObject({ stage: 'sentence', shown: ['sentence-1'] });
    expect(effects).toEqual([]);
  });

  it('goes from field to field and derives when all are there', () => {
    const triggers = after(aPolicyTalk([wordsFound]), given({ triggers: ['RDS'] }));
    const rationale = after(triggers.state, given({ rationale: 'Law.' }));
    const owner = after(rationale.state, given({ owner: 'a-team' }));
    const namespaces = after(owner.state, given({ scope: { type: 'all' } }));

    expect(triggers.stage).toBe('rationale');
    expect(triggers.state.suggested).toEqual(['database', 'Aurora', 'backup systems']);
    expect(rationale.stage).toBe('owner');
    expect(owner.stage).toBe('namespaces');
    expect(namespaces).toMatchObject({ stage: 'deriving', effects: ['derive-rules'] });
  });

  it('takes everything of one form, and closes it', () => {
    const step = transition(aPolicyTalk([wordsFound]), { ...details, isForm: true });

    expect(step).toMatchObject({ state: { stage: 'deriving' }, reply: { type: 'closed' } });
  });

  it('keeps what is right of a form, and says beside the field what is not', () => {
    const scope = { type: 'only', namespaces: ['a-taem'] } as const;
    const step = transition(aPolicyTalk([wordsFound]), {
      ...details,
      isForm: true,
      scope: { ...scope, namespaces: [...scope.namespaces] },
    });

    expect(step.state).toMatchObject({ stage: 'triggers', owner: 'a-team' });
    expect(step.effects).toEqual([]);
    expect(step.reply).toEqual({
      type: 'field-errors',
      errors: { namespaces: 'The cluster has no namespace a-taem. Did you mean a-team?' },
    });
  });

  it.each([
    [{ scope: { type: 'except' as const, namespaces: [''] } }, 'Name at least one namespace.'],
    [
      { scope: { type: 'except' as const, namespaces: [...wordsFound.namespaces] } },
      'That leaves out every namespace',
    ],
    [{ scope: { type: 'only' as const, namespaces: ['A_b'] } }, 'cannot be the name'],
  ])('does not take a scope that cannot be meant', (fields, words) => {
    const state = aPolicyTalk([wordsFound, given({ ...details, scope: undefined })]);
    const next = after(state, given(fields));

    expect(next.stage).toBe('namespaces');
    expect(next.state.problems.namespaces).toContain(words);
    expect(after(next.state, given({ scope: { type: 'all' } })).state.problems).toEqual({});
  });

  it('looks further words up by own ones, and only notes added ones', () => {
    const asked = aPolicyTalk([wordsFound]);
    const own = after(asked, {
      type: 'words-given',
      at: AT,
      by: ANA,
      words: ['AWS DB'],
      looksUp: true,
    });
    const added = after(asked, {
      type: 'words-given',
      at: AT,
      by: ANA,
      words: ['neptune'],
      looksUp: false,
    });

    expect(own).toMatchObject({ stage: 'expanding', effects: ['find-words'] });
    expect(after(own.state, wordsFound).state.triggers).toEqual(['AWS DB']);
    expect(added).toMatchObject({ stage: 'triggers', effects: [] });
    expect(added.state.triggers).toEqual(['neptune']);
  });

  it('shows a reason that was written for them, and takes it when they say so', () => {
    const asked = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
    const writing = after(asked, { type: 'rationale-asked', at: AT, by: ANA });
    const written = after(writing.state, {
      type: 'rationale-written',
      at: AT,
      text: 'It is the law.',
      by: 'offline',
    });

    expect(writing.effects).toEqual(['write-rationale']);
    expect(written.stage).toBe('rationale');
    const kept = after(written.state, given({ rationale: 'It is the law.' }));
    expect(kept).toMatchObject({ stage: 'owner', state: { rationaleBy: 'offline' } });
    const edited = after(written.state, given({ rationale: 'Our law.' }));
    expect(edited.state.rationaleBy).toBeUndefined();
  });

  it('does not put a late reason over one that was typed meanwhile', () => {
    const asked = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
    const writing = after(asked, { type: 'rationale-asked', at: AT, by: ANA });
    const typed = after(writing.state, given({ rationale: 'Mine.' }));
    const late: PolicyEvent = { type: 'rationale-written', at: AT, text: 'Theirs.', by: 'x' };

    expect(after(typed.state, late).state.rationale).toBe('Mine.');
  });

  it('goes back with everything that was given, and returns to what is open', () => {
    const owner = aPolicyTalk([wordsFound, given({ triggers: ['RDS'], rationale: 'Law.' })]);
    const back: PolicyEvent = { type: 'went-back', at: AT };
    const triggers = after(after(owner, back).state, back);

    expect(triggers).toMatchObject({ stage: 'triggers', state: { triggers: ['RDS'] } });
    expect(after(triggers.state, given({ triggers: ['Aurora'] }))).toMatchObject({
      stage: 'owner',
      state: { rationale: 'Law.' },
    });
  });

  it('says that namespaces are cut where there are more than it holds', () => {
    const namespaces = Array.from({ length: 900 }, (_, index) => `team-${index}`);
    const { state } = after(aPolicyTalk(), { ...wordsFound, namespaces });

    expect(state.namespaces).toHaveLength(500);
    expect(state.areNamespacesCut).toBe(true);
    const beyond = given({ ...details, scope: { type: 'only', namespaces: ['team-899'] } });
    expect(after(state, beyond).stage).toBe('deriving');
  });
});

describe('rules and rehearsal', () => {
  it('rehearses what its author accepted, and then reviews it', () => {
    const rehearsing = after(aPolicyTalk(TO_RULES), accepted);

    expect(rehearsing).toMatchObject({ stage: 'rehearsing', effects: ['rehearse-policy'] });
    expect(after(rehearsing.state, rehearsed())).toMatchObject({
      stage: 'review',
      state: { target: 'kyverno-validating-policy' },
    });
  });

  it('does not rehearse what no rule can say, and never asks for its enforcement', () => {
    const guidance = derived({ guidanceBecause: 'It is about people.' });
    const review = after(aPolicyTalk([wordsFound, details, guidance]), accepted);

    expect(review).toMatchObject({ stage: 'review', effects: [] });
    expect(after(review.state, enforcementAsked).effects).toEqual([]);
    expect(after(review.state, storingAsked).effects).toEqual(['store-policy']);
  });

  it.each([
    ['the sentence', { sentence: 'Caches in AWS run in us-east-1' }, 'deriving'],
    ['the words', { triggers: ['cache'] }, 'deriving'],
    ['the kinds', { leftOut: ['Cluster'] }, 'deriving'],
    ['the namespaces', { scope: { type: 'all' as const } }, 'rehearsing'],
    ['the reason', { rationale: 'Latency.' }, 'review'],
    ['the owner', { owner: 'b-team' }, 'review'],
  ] as const)('does as much again as a change of %s asks for', (_what, fields, stage) => {
    const next = after(
      aPolicyTalk(TO_REVIEW),
      given({
        ...fields,
        ...('triggers' in fields ? { triggers: [...fields.triggers] } : {}),
        ...('leftOut' in fields ? { leftOut: [...fields.leftOut] } : {}),
      } as Parameters<typeof given>[0]),
    );

    expect(next.stage).toBe(stage);
    expect(next.effects).toHaveLength(stage === 'review' ? 0 : 1);
    expect(next.state.rehearsal === undefined).toBe(stage !== 'review');
  });

  it('refuses to leave out a kind that is not covered, and names the near one', () => {
    const { state } = after(
      aPolicyTalk(TO_RULES),
      given({ leftOut: ['Clustr.rds.aws.example.org'] }),
    );

    expect(state.problems.kinds).toContain('Did you mean Cluster.rds.aws.example.org?');
    expect(state.leftOut).toEqual([]);
    const short = after(state, given({ leftOut: ['instance'] }));
    expect(short.state.leftOut).toEqual(['Instance.rds.aws.example.org']);
  });

  it('rehearses again for another target, if it can be used', () => {
    const review = aPolicyTalk(TO_REVIEW);
    const other = after(review, { type: 'target-chosen', at: AT, target: 'admission-policy' });

    expect(other).toMatchObject({ stage: 'rehearsing', effects: ['rehearse-policy'] });
    expect(after(other.state, rehearsed()).state.target).toBe('admission-policy');
    const absent = { type: 'target-chosen', at: AT, target: 'kyverno-cluster-policy' } as const;
    expect(transition(review, absent).state).toBe(review);
  });
});

describe('decisions', () => {
  it('stores it for a curator at once, and for others as a draft that waits', () => {
    const storing = aPolicyTalk([...TO_REVIEW, storingAsked]);

    expect(after(storing, storedActive).state).toMatchObject({
      stage: 'closed',
      outcome: 'stored',
    });
    expect(after(storing, storedAsDraft).stage).toBe('awaiting-curator');
  });

  it.each([
    ['good ones refused', { good: { total: 2, accepted: 1 } }],
    ['broken ones accepted', { broken: { total: 2, refused: 1 } }],
    ['the cluster not taking it', { dryRun: { isAccepted: false } }],
    ['nothing to enforce it', { targets: [] }],
  ])('is not enforced with %s', (_why, parts) => {
    const review = aPolicyTalk([...TO_RULES, accepted, rehearsed(parts)]);

    expect(transition(review, enforcementAsked)).toMatchObject({ state: review, effects: [] });
    expect(after(review, storingAsked).effects).toEqual(['store-policy']);
  });

  it('opens a change only after it was checked and prepared', () => {
    const preparing = after(aPolicyTalk(TO_REVIEW), enforcementAsked);
    const storing = transition(preparing.state, prepared());
    const handed = transition(storing.state, storedAsDraft);

    expect(preparing).toMatchObject({ stage: 'preparing', effects: ['prepare-enforcement'] });
    expect(storing.effects).toMatchObject([{ type: 'store-policy', isEnforced: true }]);
    expect(handed.state.stage).toBe('handed-over');
    expect(handed.effects).toEqual([
      {
        type: 'open',
        workflow: 'change',
        sessionId: 'chg-1',
        input: anEnforcementRequest(),
      },
    ]);
  });

  it('derives anew where something is not as it was rehearsed, and says why', () => {
    const preparing = aPolicyTalk([...TO_REVIEW, enforcementAsked]);
    const problem = 'A kind is new.';
    const refused = after(preparing, { type: 'preparation-refused', at: AT, problem });

    expect(refused).toMatchObject({ stage: 'deriving', effects: ['derive-rules'] });
    expect(after(refused.state, derived()).state).toMatchObject({
      stage: 'rules',
      notice: problem,
    });
  });

  const ready: PolicyEvent = {
    type: 'change-ended',
    at: AT,
    outcome: 'ready',
    result: { level: 'success', line: ['Proved.'] },
  };

  it('is enforced when the change said ready and that was noted', () => {
    const recording = transition(aPolicyTalk(TO_CHANGE), ready);

    expect(recording.state.stage).toBe('recording');
    expect(recording.effects).toMatchObject([{ type: 'record-enforcement', changeId: 'chg-1' }]);
    const closed = after(recording.state, { type: 'enforcement-recorded', at: AT });
    expect(closed.state).toMatchObject({ stage: 'closed', outcome: 'enforced' });
  });

  it('notes what is applied and not proved, and does not call it enforced', () => {
    const ended = { ...ready, outcome: 'not-ready', result: undefined } as const;
    const recording = after(aPolicyTalk(TO_CHANGE), ended);

    expect(recording.effects).toEqual(['record-enforcement']);
    const { state } = after(recording.state, { type: 'enforcement-recorded', at: AT });
    expect(state.outcome).toBe('not-enforced');
  });

  it.each([
    ['withdrawn', { type: 'change-ended', at: AT, outcome: 'withdrawn' }],
    ['superseded', { type: 'change-superseded', at: AT }],
    [
      'rejected',
      { type: 'change-returned', at: AT, result: { level: 'warning', line: ['Rejected.'] } },
    ],
  ] as const)('is reviewed on a new card when the change was %s', (_how, event) => {
    const { state, effects } = after(aPolicyTalk(TO_CHANGE), event as PolicyEvent);

    expect(state.stage).toBe('review');
    expect(state.shown.at(-1)).toBe('review-2');
    expect(effects).toEqual([]);
    expect(after(state, storingAsked)).toMatchObject({ effects: ['store-policy'] });
    expect(after(after(state, storingAsked).state, storedActive).state.outcome).toBe('stored');
  });

  it('waits on while what the cluster refused can be tried again', () => {
    const result = { level: 'error' as const, line: ['Refused.'] };
    const returned = after(aPolicyTalk(TO_CHANGE), { type: 'change-returned', at: AT, result });
    const resumed = after(returned.state, { type: 'change-resumed', at: AT });

    expect(returned.state).toMatchObject({ stage: 'handed-over', changeOutcome: result });
    expect(resumed.state).toMatchObject({ stage: 'handed-over', changeOutcome: undefined });
  });

  it('does not end while a change is on its way', () => {
    const handed = aPolicyTalk(TO_CHANGE);

    expect(transition(handed, { type: 'session-cancelled', at: AT }).state).toBe(handed);
    expect(transition(handed, { type: 'session-expired', at: AT }).state).toBe(handed);
  });
});

describe('a draft', () => {
  const draft = aPolicyTalk(TO_DRAFT);
  const curator = anActor('UCUR');

  it('is decided by whoever was found to be a curator', () => {
    const pressed = transition(draft, {
      type: 'decision-pressed',
      at: AT,
      actor: curator,
      accepts: true,
    });
    const granted = transition(pressed.state, {
      type: 'decision-granted',
      at: AT,
      actor: curator,
      accepts: true,
    });

    expect(pressed.effects).toMatchObject([{ type: 'check-curator', actor: curator }]);
    expect(granted.effects).toMatchObject([
      { type: 'settle-draft', actor: curator, accepts: true },
      { type: 'raise', sessionId: 's1', event: { type: 'draft-settled', accepts: true } },
    ]);
    const settled = after(granted.state, { type: 'draft-settled', at: AT, accepts: true });
    expect(settled.state).toMatchObject({ outcome: 'accepted', decidedBy: curator });
  });

  it('tells who may not that they may not', () => {
    const reason = 'Only curators can do that.';
    const step = transition(draft, { type: 'decision-denied', at: AT, actor: BEN, reason });

    expect(step.effects).toEqual([{ type: 'tell', to: BEN, line: [reason] }]);
    expect(step.state.stage).toBe('awaiting-curator');
  });

  it('can be taken back by its author without anybody else', () => {
    const step = transition(draft, { type: 'session-cancelled', at: AT });

    expect(step.effects).toMatchObject([{ type: 'settle-draft', actor: ANA, accepts: false }, {}]);
  });

  it('waits on where the decision could not be carried out', () => {
    const granted = { type: 'decision-granted', at: AT, actor: curator, accepts: true } as const;
    const { state } = transition(draft, granted);
    const effect = { type: 'settle-draft', actor: curator, accepts: true };
    const step = transition(state, failed(effect));
    const late: PolicyEvent = { type: 'draft-settled', at: AT, accepts: true };

    expect(step.state).toMatchObject({ stage: 'awaiting-curator', decidedBy: undefined });
    expect(step.effects).toMatchObject([{ type: 'tell', to: curator }]);
    expect(transition(step.state, late).state).toBe(step.state);
  });
});

describe('changing a policy', () => {
  const edit = { type: 'edit', policyId: 'pol-0123456789ab' } as const;
  const loaded: PolicyEvent = { type: 'policy-loaded', at: AT, policy: aStoredPolicy() };

  it('begins at the review with what stands, derived and rehearsed anew', () => {
    const step = transition(aPolicyTalk([], edit), loaded);
    const quiet = after(step.state, derived());

    expect(step.effects).toMatchObject([{ type: 'derive-rules' }, { type: 'find-words' }]);
    expect(step.state).toMatchObject({ baseVersion: 3, owner: 'a-team', isEditing: true });
    expect(quiet.stage).toBe('rehearsing');
    const review = after(after(quiet.state, wordsFound).state, rehearsed());
    expect(review.state).toMatchObject({ stage: 'review', namespaces: wordsFound.namespaces });
  });

  it('stops at the rules where they say something that must be seen', () => {
    const conflicts = [{ policyId: 'pol-1', sentence: 'Other', reason: 'No value fits both.' }];

    expect(aPolicyTalk([loaded, derived({ conflicts })], edit).stage).toBe('rules');
  });

  it('begins at the rules where a scan found kinds for it', () => {
    const extend = { ...edit, type: 'extend' } as const;
    const state = aPolicyTalk([loaded, derived({ added: ['Proxy.rds'] })], extend);

    expect(state).toMatchObject({ stage: 'rules', derived: { added: ['Proxy.rds'] } });
  });

  it('ends where the policy is gone', () => {
    expect(aPolicyTalk([{ type: 'policy-loaded', at: AT }], edit).outcome).toBe('gone');
  });
});

describe('trouble', () => {
  it('stops, says so, and tries the same again', () => {
    const deriving = aPolicyTalk([wordsFound, details]);
    const stopped = after(deriving, failed({ type: 'derive-rules' }));

    expect(stopped.state.trouble?.message).toBe('The cluster is not answering.');
    const again = after(stopped.state, { type: 'retry-asked', at: AT });
    expect(again).toMatchObject({ effects: ['derive-rules'], state: { trouble: undefined } });
  });

  it('offers no second try of what cannot succeed, but the way back', () => {
    const storing = aPolicyTalk([...TO_REVIEW, storingAsked]);
    const effect = { type: 'store-policy', isEnforced: false };
    const { state } = after(storing, failed(effect, { kind: 'conflict' }));

    expect(after(state, { type: 'retry-asked', at: AT }).effects).toEqual([]);
    expect(after(state, { type: 'went-back', at: AT }).stage).toBe('review');
  });

  it('is none where only the writing failed', () => {
    const asked = aPolicyTalk([wordsFound, given({ triggers: ['RDS'] })]);
    const writing = after(asked, { type: 'rationale-asked', at: AT, by: ANA });
    const { state } = after(writing.state, failed({ type: 'write-rationale' }));

    expect(state.trouble).toBeUndefined();
    expect(state.problems.rationale).toBe('The cluster is not answering.');
    expect(after(state, given({ rationale: 'Law.' })).stage).toBe('owner');
  });

  it('keeps a state within what can be stored, whatever comes', () => {
    const long = (length: number) => (_: unknown, index: number) => `${index}-`.padEnd(length, 'x');
    const namespaces = Array.from({ length: 500 }, long(60));
    const huge = { ...aDerived(), kinds: Array.from({ length: 150 }, long(200)) };
    const lines = Array.from({ length: 12 }, long(5_000));
    const state = aPolicyTalk([
      { ...wordsFound, namespaces },
      given({ ...details, scope: { type: 'all' } }),
      { type: 'rules-derived', at: AT, derived: { ...huge, lines } },
    ]);

    expect(state.stage).toBe('rules');
    expect(JSON.stringify(state).length).toBeLessThan(65_536);
  });
});
