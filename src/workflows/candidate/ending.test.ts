import { describe, expect, it } from 'vitest';
import {
  CANDIDATE_TARGET,
  changed,
  CURATOR,
  expired,
  failed,
  granted,
  left,
  loaded,
  PATTERN_TARGET,
  refused,
  retry,
  reviewAfter,
  settled,
  wizardEnded,
} from '../../../test/candidate-talk.ts';
import { aCandidate, anEvidence } from '../../../test/pattern-builders.ts';
import { ALSO_SHOWN, QUOTES_SHOWN } from './state.ts';
import { transition } from './transition.ts';
import { statusText } from './words.ts';
import { actorKey } from '../../chat/actor.ts';

const LOAD = { type: 'load-candidate' };
const SETTLE = { type: 'settle-candidate' };
const open = loaded({ targets: [PATTERN_TARGET, CANDIDATE_TARGET] });

describe('every end', () => {
  it.each([
    ['accepted', [granted('accept'), settled('pat-1')]],
    ['rejected', [granted('reject'), settled()]],
    ['edited', [granted('edit'), wizardEnded('pat-1')]],
    ['left', [left]],
    ['expired', [expired]],
    ['expired with a wizard', [granted('edit'), expired]],
  ])('keeps no quote and no reason that was read: %s', (_how, events) => {
    const { state } = reviewAfter(open, ...events);

    expect(JSON.stringify(state)).not.toContain(anEvidence().quote);
    expect(JSON.stringify(state)).not.toContain(aCandidate().rationale);
    expect(state.evidence).toEqual([]);
  });
});

describe('what a wizard stored', () => {
  const merge = granted('merge', { intoId: PATTERN_TARGET.id });

  it('is said to be merged where its author merged it there', () => {
    const { state, audit } = reviewAfter(
      open,
      granted('edit'),
      wizardEnded('pat-9', 'Public things'),
    );

    expect(statusText(state)).toBe('Merged into “Public things”.');
    expect(state.candidate?.status).toBe('merged');
    expect(audit).toMatchObject([{ action: 'candidate-merged', details: { became: 'pat-9' } }]);
  });

  it('is said to be a pattern of its own where the one that it should complete was gone', () => {
    const { state, audit } = reviewAfter(open, merge, wizardEnded('pat-9'));

    expect(statusText(state)).toBe('It is a pattern now.');
    expect(state.candidate?.status).toBe('accepted');
    expect(audit).toMatchObject([{ action: 'candidate-accepted' }]);
  });

  it('names what it was merged into elsewhere', () => {
    const candidate = aCandidate({ version: 2, status: 'merged', became: PATTERN_TARGET.id });
    const { state } = reviewAfter(open, changed, loaded({ candidate, evidence: [] }));

    expect(statusText(state)).toBe('Merged into “Public networking”.');
  });
});

describe('what could not be done', () => {
  it('because things are not as they were shown: it is shown again with the reason', () => {
    const { state, effects } = reviewAfter(open, granted('accept'), refused);
    const shown = transition(state, open).state;

    expect(effects).toEqual([LOAD]);
    expect(shown).toMatchObject({ stage: 'open', problem: 'It changed.', decision: undefined });
    expect(reviewAfter(open, granted('accept'), failed(SETTLE, 'conflict')).effects).toEqual([
      LOAD,
    ]);
  });

  it('is tried again as it was granted', () => {
    const { state } = reviewAfter(open, granted('accept'), failed(SETTLE));
    const again = transition(state, retry);

    expect(state).toMatchObject({ stage: 'failed', decision: 'accept', decidedBy: CURATOR });
    expect(again).toMatchObject({ state: { stage: 'settling' }, effects: [SETTLE] });
  });

  it('can still be tried again where the record says already what was granted', () => {
    const half = aCandidate({
      version: 2,
      status: 'accepted',
      became: 'pat-1',
      decidedBy: actorKey(CURATOR),
    });
    const marked = loaded({ candidate: half, evidence: [] });
    const { state } = reviewAfter(open, granted('accept'), failed(SETTLE), changed, marked);
    const again = transition(state, retry);

    expect(state.stage).toBe('failed');
    expect(again).toMatchObject({ state: { stage: 'settling' }, effects: [SETTLE] });
    expect(transition(again.state, settled('pat-1')).state.stage).toBe('done');
  });

  it('is over where somebody else decided meanwhile', () => {
    const other = { version: 2, status: 'accepted', became: 'pat-2' } as const;
    const candidate = aCandidate({ ...other, decidedBy: 'slack:T1:UDREW' });
    const { state } = reviewAfter(
      open,
      granted('accept'),
      failed(SETTLE),
      changed,
      loaded({ candidate, evidence: [] }),
    );

    expect(state).toMatchObject({ stage: 'done', became: 'pat-2', retry: undefined });
  });

  it('is decided as ever once it could be looked at again', () => {
    const { state } = reviewAfter(open, changed, failed(LOAD), changed, open);

    expect(state).toMatchObject({ stage: 'open', problem: undefined, retry: undefined });
    expect(transition(state, granted('accept')).effects).toEqual([SETTLE]);
  });
});

it('fits into what is stored of a session, whatever was found, in whatever script', () => {
  const long = '規則'.repeat(200);
  const many = Array.from({ length: 99 }, (_, index) => `${index} ${long}`);
  const [resource] = aCandidate().resources;
  const found = aCandidate({
    title: long.repeat(9),
    rationale: long.repeat(9),
    triggers: many,
    unknownResources: many,
    resources: many.flatMap(() => resource ?? []),
    avoided: many.flatMap(() => resource ?? []),
    origins: many.map((label) => ({ type: 'document', label: label.slice(0, 200) })),
    contradictions: many.map((title) => ({ with: 'policy', id: 'pol-1', title, reason: title })),
  });
  const also = Array.from({ length: ALSO_SHOWN }, () => ({
    claim: 'resource' as const,
    about: 'r'.repeat(80),
  }));
  const evidence = Array.from({ length: QUOTES_SHOWN }, () => ({
    ...anEvidence({ quote: long }),
    also,
  }));
  const targets = Array.from({ length: 20 }, () => ({
    ...PATTERN_TARGET,
    title: long.slice(0, 80),
    reason: long.slice(0, 100),
  }));
  const { state } = reviewAfter(loaded({ candidate: found, evidence, targets }));

  expect(state.stage).toBe('open');
  expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(62_000);
});
