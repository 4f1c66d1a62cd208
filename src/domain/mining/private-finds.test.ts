import { describe, expect, it } from 'vitest';
import { aNamedKind } from '../../../test/mining-builders.ts';
import { aCandidate, anEvidence, aPattern } from '../../../test/pattern-builders.ts';
import type { Candidate, Origin } from './candidate.ts';
import { evidenceUnder } from './assemble-candidates.ts';
import type { FoundCandidate } from './find.ts';
import { settleFinds } from './merge-candidates.ts';

const CLAIM = aNamedKind('SqlClaim.toolkit.example.org');
const INSTANCE = aNamedKind('Instance.rds.example.org');
const OPEN: Origin = { type: 'channel', label: '#platform', channel: 'C1' };
const BOARD: Origin = { type: 'channel', label: '#board', channel: 'C2', isPrivate: true };
const NOTHING = { candidates: [], patterns: [], policies: [] };

function databases(id: string, origin: Origin, over: Partial<Candidate> = {}): Candidate {
  return aCandidate({
    id,
    title: 'Databases: SqlClaim',
    triggers: ['database'],
    resources: [CLAIM],
    rationale: '',
    origins: [origin],
    ...over,
  });
}

function found(candidate: Candidate): FoundCandidate {
  const evidence = evidenceUnder(candidate.id, [anEvidence({ message: candidate.id })]);
  return { candidate, evidence };
}

describe('finds of a private conversation', () => {
  it('strengthen only what the same people see', () => {
    const known = { ...NOTHING, candidates: [databases('cand-1', OPEN)] };
    const { fresh, strengthened } = settleFinds([found(databases('cand-2', BOARD))], known);
    expect(fresh.map(({ candidate }) => candidate.id)).toEqual(['cand-2']);
    expect(strengthened).toEqual([]);

    const own = { ...NOTHING, candidates: [databases('cand-1', BOARD)] };
    const again = settleFinds([found(databases('cand-2', BOARD))], own);
    expect(again.fresh).toEqual([]);
    expect(again.strengthened.map(({ candidate }) => candidate.id)).toEqual(['cand-1']);
  });

  it('are not joined with finds of an open one', () => {
    const finds = [databases('cand-1', OPEN), databases('cand-2', BOARD)].map(found);

    expect(settleFinds(finds, NOTHING).fresh).toHaveLength(2);
  });

  it('give a pattern that others see none of their quotes', () => {
    const taught = aPattern({
      id: 'pat-1',
      name: 'Databases: SqlClaim',
      triggers: ['database'],
      resources: [CLAIM],
      candidates: ['cand-1'],
    });
    const source = databases('cand-1', OPEN, { status: 'accepted', became: 'pat-1' });
    const { strengthened, known } = settleFinds([found(databases('cand-2', BOARD))], {
      ...NOTHING,
      candidates: [source],
      patterns: [taught],
    });

    expect(strengthened).toEqual([]);
    expect(known).toHaveLength(1);
  });

  it('are asked about no more where the same was rejected elsewhere', () => {
    const rejected = databases('cand-1', OPEN, { status: 'rejected' });
    const { fresh, known } = settleFinds([found(databases('cand-2', BOARD))], {
      ...NOTHING,
      candidates: [rejected],
    });

    expect(fresh).toEqual([]);
    expect(known).toHaveLength(1);
  });

  it('are contradicted by open ones, and stand beside none of those', () => {
    const warning = databases('cand-1', BOARD, { resources: [INSTANCE], avoided: [CLAIM] });
    const open = databases('cand-2', OPEN);
    const wasOpen = settleFinds([found(warning)], { ...NOTHING, candidates: [open] });
    expect(wasOpen.contradictions.map(({ candidateId }) => candidateId)).toEqual(['cand-1']);

    const wasPrivate = settleFinds([found(open)], { ...NOTHING, candidates: [warning] });
    expect(wasPrivate.fresh[0]?.candidate.contradictions).toEqual([]);
    expect(wasPrivate.contradictions.map(({ candidateId }) => candidateId)).toEqual(['cand-1']);
  });
});
