import { describe, expect, it } from 'vitest';
import { anActor } from '../../test/builders.ts';
import { commands, labels } from '../../test/capability-stage.ts';
import { aCandidate } from '../../test/pattern-builders.ts';
import { aTaughtStage } from '../../test/taught-stage.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import type { Candidate } from '../domain/mining/candidate.ts';
import type { CandidateQueries } from './candidates.ts';

const viewer = anActor('U9');

function queriesOf(candidates: readonly Candidate[], mayScan = true, channels: string[] = []) {
  const isIn = async (channel: string) => channels.includes(channel);
  return aTaughtStage({ candidates }, { rights: async () => ({ mayScan, isIn }) }).candidates;
}

/** What is shown instead of a review. */
async function answered(queries: CandidateQueries, name: string) {
  const found = await queries.toReview(name, viewer);
  return 'answer' in found ? found.answer : undefined;
}

const BOARD = aCandidate({
  id: 'cand-dddddddddddd',
  title: 'The takeover needs a gateway',
  origins: [{ type: 'channel', label: '#board', channel: 'C2', isPrivate: true }],
});

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
    const text = renderPlainText(others);
    expect(text).toContain(
      '1 candidate waits for a decision. Curators decide about them. Ask Cleo.',
    );
    expect(text).not.toContain(OFTEN.title);
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

    expect(await answered(queries, OFTEN.id.toUpperCase())).toBeUndefined();
    const settled = await answered(queries, REJECTED.id);
    expect(settled && renderPlainText(settled)).toContain('Their reason: We changed that.');
    expect((await answered(queries, 'cand-unknown'))?.title).toBe('No such candidate');
  });

  it('leads to what it became', async () => {
    const became = aCandidate({ status: 'accepted', became: 'pat-0123456789ab' });
    const settled = await answered(queriesOf([became]), became.id);

    expect(settled && commands(settled)).toEqual(['patterns show pat-0123456789ab']);
  });
});

describe('a candidate that is named', () => {
  const found = aCandidate({ title: 'Services in production' });
  const id = { candidateId: found.id, privateChannels: [] };

  it.each([
    ['the beginning of its id', 'cand-0123'],
    ['the same without what all begin with', '0123456'],
    ['words of it', 'production Service'],
    ['what it is made of', 'InternetGateway'],
  ])('is found by %s, which the list shows', async (_how, name) => {
    const queries = queriesOf([OFTEN, found]);

    expect(renderPlainText(await queries.list({ page: 1 }, viewer))).toContain(`${found.id} ·`);
    expect(await queries.toReview(name, viewer)).toEqual(id);
  });

  it('waits rather than was decided; what was decided is found where nothing else is', async () => {
    const old = { ...REJECTED, title: found.title };

    expect(await queriesOf([old, found]).toReview('production', viewer)).toEqual(id);
    expect((await answered(queriesOf([old]), 'production'))?.title).toBe('Decided already');
  });

  it('is one of several, of which each is a press away', async () => {
    const other = aCandidate({ id: 'cand-eeeeeeeeeeee', title: 'Labels in production' });
    const card = await answered(queriesOf([found, other]), 'production');

    expect(card?.title).toBe('Several candidates match “production”');
    expect(card && commands(card)).toEqual([
      `candidates review ${found.id}`,
      `candidates review ${other.id}`,
    ]);
  });

  it('is nobody’s: only what looks like an id may have been deleted', async () => {
    const told = async (name: string) => {
      const card = await answered(queriesOf([found]), name);
      return card && renderPlainText(card);
    };

    expect(await told('cand-ffff')).toContain('may have been deleted');
    expect(await told('nonsense')).toContain('No candidate matches “nonsense”.');
    expect(await told('nonsense')).not.toContain('deleted');
  });

  it('by words of a private channel is found by those alone who are in it', async () => {
    expect((await answered(queriesOf([BOARD]), 'takeover'))?.title).toBe('No such candidate');
    expect(await queriesOf([BOARD], true, ['C2']).toReview('takeover', viewer)).toEqual({
      candidateId: BOARD.id,
      privateChannels: ['C2'],
    });
  });

  it('by whoever is no curator, is one that they asked for', async () => {
    const own = aCandidate({ title: 'Labels in production', askedBy: 'slack:T1:U9' });

    expect((await answered(queriesOf([found], false), 'production'))?.title).toBe(
      'No such candidate',
    );
    expect((await answered(queriesOf([own], false), 'production'))?.title).toBe('Not decided yet');
  });
});

describe('a candidate of a private channel', () => {
  it('is listed for curators who are in it, and counted for the others', async () => {
    const seen = await queriesOf([BOARD, OFTEN], true, ['C2']).list({ page: 1 }, viewer);
    expect(renderPlainText(seen)).toContain(BOARD.title);

    for (const others of [[BOARD, OFTEN], [BOARD]]) {
      const text = renderPlainText(await queriesOf(others).list({ page: 1 }, viewer));
      expect(text).toContain('1 more is from a private channel: somebody who is in it decides.');
      expect(text).not.toMatch(/takeover|#board/u);
    }
  });

  it('is one of a channel that became private since, too', async () => {
    const was = aCandidate({ origins: [{ type: 'channel', label: '#platform', channel: 'C1' }] });
    const rights = async () => ({
      mayScan: true,
      isIn: async () => false,
      isOpen: async () => false,
    });
    const { candidates } = aTaughtStage({ candidates: [was] }, { rights });
    const listed = renderPlainText(await candidates.list({ page: 1 }, viewer));

    expect(listed).not.toContain(was.title);
    expect(listed).toContain('1 more is from a private channel');
    expect(await candidates.toReview(was.id, viewer)).toEqual({
      candidateId: was.id,
      privateChannels: ['C1'],
    });
  });

  it('is told of by nothing once it is decided, but to those who are in it', async () => {
    const decided = { ...BOARD, status: 'rejected' } as const;
    const told = async (channels: string[]) => {
      const card = await answered(queriesOf([decided], true, channels), BOARD.id);
      return card && renderPlainText(card);
    };

    expect(await told([])).not.toContain(BOARD.title);
    expect(await told(['C2'])).toContain(BOARD.title);
  });
});

describe('a candidate for whoever is no curator', () => {
  const own = aCandidate({ askedBy: 'slack:T1:U9' });

  it('is theirs to look at where they asked for it, as long as they see where it comes from', async () => {
    const told = async (candidate: Candidate) => {
      const card = await answered(queriesOf([candidate], false), candidate.id);
      return card && renderPlainText(card);
    };

    expect(await told(own)).toContain('It waits for a curator’s decision. Ask Cleo.');
    expect(await told(own)).toContain(own.title);
    expect(await told({ ...own, origins: BOARD.origins })).not.toContain(own.title);
    expect(await told(aCandidate())).not.toContain(own.title);
    expect(await told(aCandidate())).toContain('Ask Cleo.');
  });

  it('is listed where they asked for it', async () => {
    const card = await queriesOf([own, OFTEN], false).list({ page: 1 }, viewer);

    expect(labels(card)).toEqual([`Pattern: ${own.title}`]);
    expect(card.audience).toEqual(viewer);
  });
});
