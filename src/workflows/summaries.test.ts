import { describe, expect, it } from 'vitest';
import {
  ANA,
  answersGiven,
  aPreparedChange,
  aQuestion,
  aRecommendation,
  aSolution,
  AT,
  BEN,
  chosen,
  CLEO,
  DATABASE_KIND,
  PLACE,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../test/recommend-builders.ts';
import { aSession } from '../../test/builders.ts';
import { renderPlainLine } from '../chat/plain-text.ts';
import type { SessionSummary } from '../chat/session-summary.ts';
import type { ChangeState, ItemResult } from './change/state.ts';
import { changeWorkflow } from './change/workflow.ts';
import type { RecommendEvent } from './recommend/state.ts';
import { recommendWorkflow } from './recommend/workflow.ts';
import { scanCard } from './scan/cards.ts';
import { start as startScan, transition as scanned } from './scan/transition.ts';
import { scanWorkflow } from './scan/workflow.ts';

function said({ status }: SessionSummary): string {
  return renderPlainLine(status);
}

describe('a recommendation in a few words', () => {
  const of = (...events: RecommendEvent[]): SessionSummary =>
    recommendWorkflow.summary({ ...aSession(), state: aRecommendation(...events) });
  const found = solutionsFound(aSolution(), aSolution({ id: 'sol-2' }));
  const asked = [understood, found, chosen, questionsWritten(aQuestion())] as const;

  it('waits for nobody while the bot works', () => {
    expect(of()).toMatchObject({ title: 'a database', waitsFor: 'nobody', isUnderWay: true });
    expect(said(of(understood))).toContain('Searching');
  });

  it('says what it waits for', () => {
    expect(said(of(understood, found))).toBe('2 solutions are waiting for your choice.');
    const settings = of(...asked);

    expect(said(settings)).toBe('Required settings are waiting for your answers.');
    expect(settings).toMatchObject({
      waitsFor: 'owner',
      isUnderWay: false,
      details: 'Portable database',
    });
    expect(said(of(...asked, answersGiven({ size: 'small' })))).toContain('anything else?');
  });

  it('says what went wrong, and that it can be tried again', () => {
    const failed: RecommendEvent = {
      type: 'activity-failed',
      at: AT,
      activity: 'find-solutions',
      kind: 'unavailable',
      message: 'The knowledge index is not answering.',
    };

    expect(of(understood, failed)).toMatchObject({ level: 'error', waitsFor: 'owner' });
    expect(said(of(understood, failed))).toBe(
      'The knowledge index is not answering. In its thread: try again.',
    );
  });

  it('that ended waits for nobody', () => {
    const ended = of(understood, { type: 'session-cancelled', at: AT });

    expect(ended).toMatchObject({ waitsFor: 'nobody', isUnderWay: false });
    expect(said(ended)).toBe('Cancelled. Nothing was applied.');
  });
});

describe('a change in a few words', () => {
  const reference = { ...DATABASE_KIND, name: 'my-db', namespace: 'a-team' };
  const { state } = changeWorkflow.start({
    sessionId: 's2',
    owner: ANA,
    place: PLACE,
    at: AT,
    input: { parentSessionId: 's1', title: 'Portable database', prepared: aPreparedChange() },
  });
  const of = (over: Partial<ChangeState>): SessionSummary =>
    changeWorkflow.summary({ ...aSession(), state: { ...state, ...over } });
  const result = (over: Partial<ItemResult>): ItemResult => ({
    state: 'applied',
    reason: '',
    ...over,
  });
  const approvers = {
    groups: ['SPLATFORM'],
    people: [CLEO],
    isAnyMember: false,
    quorum: 2,
    expiresAt: AT,
    remindAt: AT,
  };

  it('waits for approvers, of whom it mentions none', () => {
    const summary = of({ approvers, approvals: [{ actor: BEN, at: AT, digest: 'd' }] });

    expect(summary).toMatchObject({
      title: 'Portable database',
      details: 'create Database my-db in a-team',
      waitsFor: 'approvers',
      approvedBy: [BEN],
    });
    expect(summary.status).toEqual(['Waits for approval (1 of 2 given).']);
  });

  it('names two objects and counts the rest', () => {
    const item = { kind: DATABASE_KIND, reference, action: 'update' as const };
    const prepared = aPreparedChange({ items: [item, item, item, item] });

    expect(of({ request: { ...state.request, prepared } }).details).toMatch(/, 2 more$/u);
  });

  it.each([
    ['settling', [result({ reason: 'Creating the instance.' })], 'Creating the instance.', true],
    ['ready', [result({ state: 'ready' })], 'Ready: every object says so itself.', false],
    ['failed', [result({ state: 'failed', reason: 'No quota.' })], 'it failed: No quota.', false],
    ['expired', [result({ state: 'waiting' })], 'Nobody approved it in time.', false],
  ] as const)('says the truth when %s', (stage, results, words, isUnderWay) => {
    const summary = of({ stage, results: [...results] });

    expect(said(summary)).toContain(words);
    expect(summary.isUnderWay).toBe(isUnderWay);
  });

  it('waits for its requester once it was rejected, with the reason', () => {
    const summary = of({ stage: 'rejected', endedBy: CLEO, endReason: 'Too large.' });

    expect(summary.waitsFor).toBe('owner');
    expect(said(summary)).toContain('Rejected by @UCLEO: Too large.');
  });

  it('is marked as waiting for an approval only as long as it does', () => {
    expect(changeWorkflow.lifecycle(state).awaits).toBe('approval');
    expect(changeWorkflow.lifecycle({ ...state, stage: 'applying' }).awaits).toBeUndefined();
    expect(changeWorkflow.lifecycle({ ...state, stage: 'rejected' }).awaits).toBeUndefined();
  });
});

describe('a scan in a few words', () => {
  const at = '2026-01-05T10:00:00.000Z';
  const { state: begun } = startScan({
    sessionId: 's3',
    owner: ANA,
    place: PLACE,
    at,
    input: { reason: 'asked' },
  });
  const counts = { documents: 2, documentsTotal: 4, described: 5, unchanged: 0, failures: 1 };
  const listed = scanned(begun, {
    type: 'documents-listed',
    at,
    clusterId: 'cluster-1',
    clusterName: 'demo',
    kinds: 9,
    counts,
    unknownNames: [],
    describes: false,
    embeds: false,
  }).state;
  const of = (state: typeof begun): SessionSummary =>
    scanWorkflow.summary({ ...aSession(), state });

  it('says how far it is, and what it could not read', () => {
    expect(of(begun).isUnderWay).toBe(true);
    expect(of(listed)).toMatchObject({ title: 'Scan of cluster demo', level: 'warning' });
    expect(said(of(listed))).toBe(
      'Reading schemas: 5 of 9 kinds. 1 schema document could not be read.',
    );
  });

  it('calls nothing new that was read again because it was named', () => {
    const done: typeof begun = { ...listed, stage: 'done', names: ['rds'] };

    expect(said(of(done))).toBe('Read 9 kinds again. 1 schema document could not be read.');
    const card = JSON.stringify(scanCard(done));
    expect(card).toContain('Read again');
    expect(card).not.toContain('New or changed');
  });

  it('says why it stopped', () => {
    const failed = scanned(listed, {
      type: 'activity-failed',
      at,
      activity: 'profile-kinds',
      kind: 'unavailable',
      message: 'The cluster is not answering.',
    }).state;

    expect(of(failed)).toMatchObject({ level: 'error', isUnderWay: false });
    expect(said(of(failed))).toBe('Stopped: The cluster is not answering.');
  });
});
