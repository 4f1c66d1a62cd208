import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { aNamedKind } from '../../../test/mining-builders.ts';
import { aCandidate, anEvidence, aPattern } from '../../../test/pattern-builders.ts';
import { evidenceUnder } from './assemble-candidates.ts';
import type { Candidate } from './candidate.ts';
import type { FoundCandidate } from './find.ts';
import { settleFinds, type SettledFinds } from './merge-candidates.ts';
import { contradictedBy, strengthenedBy } from './strengthened.ts';
import type { KnownTeachings } from './teaching-outlines.ts';

const CLAIM = aNamedKind('SqlClaim.toolkit.example.org');
const INSTANCE = aNamedKind('Instance.rds.example.org');
const NOTHING: KnownTeachings = { candidates: [], patterns: [], policies: [] };

function databases(id: string, over: Partial<Candidate> = {}): Candidate {
  return aCandidate({
    id,
    title: 'Databases: SqlClaim',
    triggers: ['database'],
    resources: [CLAIM],
    avoided: [],
    unknownResources: [],
    contradictions: [],
    rationale: '',
    ...over,
  });
}

function rule(id: string, title: string, over: Partial<Candidate> = {}): Candidate {
  return databases(id, { type: 'policy', title, resources: [], triggers: [], ...over });
}

function found(candidate: Candidate, message: string = candidate.id): FoundCandidate {
  const evidence = evidenceUnder(candidate.id, [anEvidence({ message })]);
  return { candidate, evidence };
}

function settled(finds: readonly FoundCandidate[], known: Partial<KnownTeachings> = {}) {
  return settleFinds(finds, { ...NOTHING, ...known });
}

function counts({ fresh, repeated, strengthened, known }: SettledFinds) {
  return [fresh, repeated, strengthened, known].map(({ length }) => length);
}

describe('finds that say the same', () => {
  it('of several conversations are one, which counts them and has all their quotes', () => {
    const { fresh } = settled([
      found(databases('cand-1')),
      found(databases('cand-2', { rationale: 'It has backups.', triggers: ['database', 'sql'] })),
    ]);

    expect(fresh).toHaveLength(1);
    expect(fresh[0]?.candidate).toMatchObject({
      id: 'cand-1',
      foundIn: 2,
      rationale: 'It has backups.',
      triggers: ['database', 'sql'],
    });
    expect(fresh[0]?.evidence.map(({ candidateId }) => candidateId)).toEqual(['cand-1', 'cand-1']);
  });

  it('count once where both quote one message: the head of a thread stands before each part', () => {
    const { fresh } = settled([found(databases('cand-1'), 'm1'), found(databases('cand-2'), 'm1')]);

    expect(fresh[0]?.candidate.foundIn).toBe(1);
    expect(fresh[0]?.evidence).toHaveLength(1);
  });

  it('are policies in somewhat other words, too, and never their opposite', () => {
    const same = settled([
      found(rule('cand-1', 'All databases must run in eu-west-1')),
      found(rule('cand-2', 'Databases must always run in the eu-west-1 region')),
    ]);
    const opposite = settled([
      found(rule('cand-1', 'Databases must be public')),
      found(rule('cand-2', 'Databases must not be public')),
    ]);

    expect(same.fresh).toHaveLength(1);
    expect(opposite.fresh).toHaveLength(2);
  });

  it('are not those for another purpose, of another type, or of other resources', () => {
    const { fresh } = settled([
      found(databases('cand-1')),
      found(databases('cand-2', { title: 'Caches: SqlClaim', triggers: ['cache'] })),
      found(databases('cand-3', { type: 'policy' })),
      found(databases('cand-4', { resources: [INSTANCE] })),
    ]);

    expect(fresh).toHaveLength(4);
  });
});

describe('finds of the same resources', () => {
  it.each([
    [
      'Public websites: SqlClaim',
      ['public', 'website'],
      'Public buckets: SqlClaim',
      ['public', 'bucket'],
    ],
    ['Public websites: SqlClaim', ['public'], 'Public buckets: SqlClaim', ['public']],
    ['Databases in AWS: SqlClaim', ['aws'], 'Caches in AWS: SqlClaim', ['aws']],
  ])('are apart where they share no subject: %s %s, %s %s', (title, triggers, other, others) => {
    const { fresh } = settled([
      found(databases('cand-1', { title, triggers })),
      found(databases('cand-2', { title: other, triggers: others })),
    ]);

    expect(fresh.map(({ evidence }) => evidence.length)).toEqual([1, 1]);
  });

  it.each([
    ['Public websites: SqlClaim', ['website'], 'Websites: SqlClaim', ['website']],
    ['Databases: SqlClaim', ['database'], 'Relational storage: SqlClaim', ['database']],
    ['SqlClaim', ['database'], 'Databases: SqlClaim', ['database']],
  ])('are one where they are for the same: %s %s, %s %s', (title, triggers, other, others) => {
    const { fresh } = settled([
      found(databases('cand-1', { title, triggers })),
      found(databases('cand-2', { title: other, triggers: others })),
    ]);

    expect(fresh.map(({ evidence }) => evidence.length)).toEqual([2]);
  });

  it('that nobody serves are apart as well, for different things', () => {
    const over = { resources: [], unknownResources: ['MongoClaim'] };
    const { fresh } = settled([
      found(
        databases('cand-1', { title: 'Documents: MongoClaim', triggers: ['document'], ...over }),
      ),
      found(databases('cand-2', { title: 'Events: MongoClaim', triggers: ['event'], ...over })),
      found(
        databases('cand-3', {
          title: 'All documents: MongoClaim',
          triggers: ['document'],
          ...over,
        }),
      ),
    ]);

    expect(fresh.map(({ evidence }) => evidence.length)).toEqual([2, 1]);
  });
});

describe('what is known', () => {
  it('is not asked about again once it was rejected, also in other words', () => {
    const rejected = databases('cand-1', { status: 'rejected' });
    const again = settled([found(databases('cand-1')), found(databases('cand-2'))], {
      candidates: [rejected],
    });

    expect(counts(again)).toEqual([0, 0, 0, 2]);
    expect(again.known[1]).toMatchObject({
      as: { type: 'candidate', id: 'cand-1' },
      note: 'It was rejected before.',
    });
  });

  it('is the very same find of a page that is read twice', () => {
    const known = databases('cand-1', { version: 3 });
    const again = settled([found(databases('cand-1'))], { candidates: [known] });

    expect(counts(again)).toEqual([0, 1, 0, 0]);
    expect(again.repeated[0]?.candidate).toBe(known);
  });

  it.each(['open', 'accepted'] as const)('and %s has more evidence then', (status) => {
    const known = databases('cand-1', { status, foundIn: 2 });
    const { strengthened } = settled([found(databases('cand-2')), found(databases('cand-3'))], {
      candidates: [known],
    });
    const [one] = strengthened;
    const next = one && strengthenedBy(one, []);

    expect(next?.candidate).toMatchObject({ id: 'cand-1', version: 2, foundIn: 4, status });
    expect(next?.evidence).toHaveLength(2);
    expect(one && strengthenedBy(one, next?.evidence ?? [])).toBe(undefined);
  });

  it('and merged strengthens what it was merged into', () => {
    const target = databases('cand-2', { title: 'Storage', triggers: ['storage'] });
    const merged = databases('cand-1', { status: 'merged', became: 'cand-2' });
    const into = settled([found(databases('cand-3'))], { candidates: [merged, target] });
    const away = settled([found(databases('cand-3'))], { candidates: [merged] });

    expect(into.strengthened.map(({ candidate }) => candidate.id)).toEqual(['cand-2']);
    expect(counts(away)).toEqual([0, 0, 0, 1]);
  });

  it('is a pattern or a policy that says it already', () => {
    const pattern = aPattern({ name: 'Databases', triggers: ['database'], resources: [CLAIM] });
    const policy = aPolicy({ sentence: 'Databases must run in eu-west-1' });
    const { known, fresh } = settled(
      [found(databases('cand-1')), found(rule('cand-2', 'All databases must run in eu-west-1'))],
      { patterns: [pattern], policies: [policy] },
    );

    expect(fresh).toEqual([]);
    expect(known.map(({ note }) => note)).toEqual([
      'The pattern “Databases” says it already.',
      'The policy “Databases must run in eu-west-1” says it already.',
    ]);
  });

  it('and withdrawn is asked about again, as its next version', () => {
    const known = databases('cand-1', { status: 'withdrawn', version: 2 });
    const { fresh } = settled([found(databases('cand-1'))], { candidates: [known] });

    expect(fresh.map(({ candidate }) => candidate.version)).toEqual([3]);
  });
});

describe('contradictions', () => {
  it('are listed on both sides where one wants what the other warns of', () => {
    const { fresh, contradictions } = settled(
      [found(databases('cand-2', { resources: [CLAIM], avoided: [INSTANCE] }))],
      { candidates: [databases('cand-1', { resources: [INSTANCE], title: 'RDS' })] },
    );

    expect(fresh[0]?.candidate.contradictions[0]).toMatchObject({
      with: 'candidate',
      id: 'cand-1',
      reason: 'It wants instances.rds.example.org; this one warns of it.',
    });
    expect(contradictions.map(({ candidateId }) => candidateId)).toEqual(['cand-2', 'cand-1']);
  });

  it.each([
    ['Databases must run in eu-west-1', 'It wants us-east-1; this one eu-west-1.'],
    ['Databases must not run in us-east-1', 'It wants us-east-1; this one forbids it.'],
  ])('with a policy are in the values of one subject: %s', (title, reason) => {
    const policy = aPolicy({ id: 'pol-1', sentence: 'Databases must run in us-east-1' });
    const { fresh } = settled([found(rule('cand-1', title))], { policies: [policy] });

    expect(fresh[0]?.candidate.contradictions).toEqual([
      { with: 'policy', id: 'pol-1', title: policy.sentence, reason },
    ]);
  });

  it('with a pattern are other resources for the very same', () => {
    const pattern = aPattern({ id: 'pat-1', triggers: ['database'], resources: [INSTANCE] });
    const { fresh } = settled([found(databases('cand-1'))], { patterns: [pattern] });

    expect(fresh[0]?.candidate.contradictions.map(({ reason }) => reason)).toEqual([
      'For the same it uses instances.rds.example.org; this one sqlclaims.toolkit.example.org.',
    ]);
  });

  it('are none between rules of different things, or with what is decided', () => {
    const policy = aPolicy({ sentence: 'Buckets must run in us-east-1' });
    const decided = databases('cand-9', { resources: [INSTANCE], status: 'rejected' });
    const { contradictions } = settled(
      [
        found(rule('cand-1', 'Databases must run in eu-west-1')),
        found(databases('cand-2', { avoided: [INSTANCE] })),
      ],
      { candidates: [decided], policies: [policy] },
    );

    expect(contradictions).toEqual([]);
  });

  it('are added to a known candidate once', () => {
    const contradiction = { with: 'candidate', id: 'cand-2', title: 'x', reason: 'y' } as const;
    const next = contradictedBy(databases('cand-1'), [contradiction]);

    expect(next).toMatchObject({ version: 2, contradictions: [contradiction] });
    expect(next && contradictedBy(next, [contradiction])).toBe(undefined);
  });
});
