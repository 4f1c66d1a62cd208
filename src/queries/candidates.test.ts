import { describe, expect, it } from 'vitest';
import { anActor } from '../../test/builders.ts';
import { commands, labels } from '../../test/capability-stage.ts';
import { aCandidate } from '../../test/pattern-builders.ts';
import { aTaughtStage } from '../../test/taught-stage.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import type { Candidate } from '../domain/mining/candidate.ts';

const viewer = anActor('U9');

function queriesOf(candidates: readonly Candidate[], mayScan = true) {
  return aTaughtStage({ candidates }, { rights: async () => ({ mayScan }) }).candidates;
}

const OFTEN = aCandidate({
  id: 'cand-bbbbbbbbbbbb',
  title: 'Buckets carry labels',
  type: 'policy',
  resources: [],
  foundIn: 3,
  contradictions: [{ with: 'policy', id: 'pol-1', title: 'No labels', reason: 'One of them.' }],
});
const REJECTED = aCandidate({
  id: 'cand-cccccccccccc',
  status: 'rejected',
  decidedBy: 'slack:T1:U1',
  decidedAt: '2026-11-03T09:00:00.000Z',
  reason: 'We changed that.',
});

describe('candidates list', () => {
  it('shows those that wait: found most often first, contradicted ones marked', async () => {
    const card = await queriesOf([aCandidate(), OFTEN, REJECTED]).list({ page: 1 }, viewer);
    const text = renderPlainText(card);

    expect(card.title).toBe('Candidates 1–2 of 2');
    expect(labels(card)).toEqual(['Policy: Buckets carry labels', 'Pattern: AWS public services']);
    expect(text).toContain('found 3 times · ⚠️ contradicted');
    expect(text).toContain('InternetGateway · from #platform');
    expect(commands(card)).toEqual([
      `candidates review ${OFTEN.id}`,
      'candidates review cand-0123456789ab',
    ]);
  });

  it('tells others who decides, and everybody how something is found', async () => {
    const others = await queriesOf([OFTEN], false).list({ page: 1 }, viewer);
    expect(renderPlainText(others)).toContain('Curators decide about them.');
    const none = await queriesOf([REJECTED]).list({ page: 1 }, viewer);
    expect(none.title).toBe('Nothing to review');
  });

  it('goes through pages; one past the end is the last', async () => {
    const many = Array.from({ length: 23 }, (_, index) =>
      aCandidate({ id: `cand-${String(index).padStart(12, '0')}` }),
    );
    const second = await queriesOf(many).list({ page: 2 }, viewer);
    expect(commands(second).slice(-2)).toEqual([
      'candidates list page 1',
      'candidates list page 3',
    ]);
    expect((await queriesOf(many).list({ page: 99 }, viewer)).title).toBe('Candidates 21–23 of 23');
  });
});

describe('a candidate that is to be reviewed', () => {
  it('is open, or it is said who decided and why', async () => {
    const queries = queriesOf([OFTEN, REJECTED]);

    expect(await queries.settled(OFTEN.id.toUpperCase())).toBeUndefined();
    const settled = await queries.settled(REJECTED.id);
    expect(settled && renderPlainText(settled)).toContain('Their reason: We changed that.');
    expect((await queries.settled('cand-unknown'))?.title).toBe('No such candidate');
  });

  it('leads to what it became', async () => {
    const became = aCandidate({ status: 'accepted', became: 'pat-0123456789ab' });
    const settled = await queriesOf([became]).settled(became.id);

    expect(settled && commands(settled)).toEqual(['patterns show pat-0123456789ab']);
  });
});
