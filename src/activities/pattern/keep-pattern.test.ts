import { describe, expect, it } from 'vitest';
import {
  aCandidate,
  anEvidence,
  aPattern,
  INTERNET_GATEWAY,
  SQL_CLAIM,
} from '../../../test/pattern-builders.ts';
import {
  aPatternTalk,
  aSimilarPattern,
  candidateLoaded,
  compared,
  FOUND,
  patternLoaded,
  storingAsked,
  TO_REVIEW,
} from '../../../test/pattern-talk.ts';
import { aContext, aPatternWork, SERVED } from '../../../test/pattern-work.ts';
import { ANA, BEN } from '../../../test/recommend-builders.ts';
import type { Actor } from '../../chat/actor.ts';
import type { Pattern } from '../../domain/pattern/pattern.ts';
import type { PatternState } from '../../workflows/pattern/state.ts';

const STORE = { type: 'store-pattern' } as const;
const state = aPatternTalk([...TO_REVIEW, storingAsked]);
const CONFLICT = expect.objectContaining({ kind: 'conflict' });

type Work = Awaited<ReturnType<typeof aPatternWork>>;

function store({ activities }: Work, parts: Partial<PatternState> = {}) {
  return activities['store-pattern'](STORE, aContext({ ...state, ...parts }));
}

function settle(
  { activities }: Work,
  { accepts, by = BEN, of = state }: { accepts: boolean; by?: Actor; of?: PatternState },
) {
  const effect = { type: 'settle-draft', actor: by, accepts } as const;
  return activities['settle-draft'](effect, aContext(of));
}

/** What the conversation of `state` stored. */
function stored(parts: Partial<Pattern> = {}): Pattern {
  return aPattern({ id: state.patternId, ...parts });
}

describe('storing a pattern', () => {
  it('makes it count at once where its author is a curator', async () => {
    const work = await aPatternWork();

    expect(await store(work)).toMatchObject({ type: 'pattern-stored', status: 'active' });
    expect(await work.book.active()).toEqual([
      {
        id: state.patternId,
        version: 1,
        status: 'active',
        clusterId: 'fake-cluster',
        name: state.name,
        triggers: state.triggers,
        resources: [INTERNET_GATEWAY],
        rationale: state.rationale,
        conditions: state.conditions,
        owner: 'a-team',
        createdBy: 'slack:T1:UANA',
        createdAt: '2026-01-05T10:00:00.000Z',
        changedBy: 'slack:T1:UANA',
        changedAt: '2026-01-05T10:00:00.000Z',
        candidates: [],
      },
    ]);
  });

  it('keeps it as a draft, which changes nothing, where its author has no right to decide', async () => {
    const work = await aPatternWork({ curators: ['UCLEO'] });

    expect(await store(work)).toMatchObject({ status: 'draft' });
    expect(await work.book.active()).toEqual([]);
    expect(await work.book.all()).toHaveLength(1);
  });

  it('stores a version once, however often it is begun again', async () => {
    const work = await aPatternWork();
    await store(work);
    const [first] = await work.book.all();
    const later = aContext(state, { attempt: 1, now: () => '2026-01-05T11:00:00.000Z' });

    expect(await work.activities['store-pattern'](STORE, later)).toMatchObject({
      status: 'active',
    });
    expect(await work.book.all()).toEqual([first]);
  });

  it('makes the next version of one that there is, by whom and of what it was made first', async () => {
    const before = stored({ createdBy: 'slack:T1:UBEN', candidates: ['cand-old'] });
    const work = await aPatternWork({ patterns: [before] });
    await store(work, { baseVersion: 1, candidates: ['cand-new'] });

    expect(await work.book.get(before.id)).toMatchObject({
      version: 2,
      createdBy: 'slack:T1:UBEN',
      createdAt: before.createdAt,
      changedBy: 'slack:T1:UANA',
      candidates: ['cand-old', 'cand-new'],
    });
  });

  it.each([
    ['changed', [stored(), stored({ version: 2, rationale: 'Other.' })], 1, 2, 'version 2'],
    ['deleted', [], 1, 0, 'deleted'],
  ] as const)(
    'is refused with what is different where it was %s meanwhile, and possible then',
    async (_how, versions, baseVersion, newest, said) => {
      const work = await aPatternWork({ patterns: versions.slice(0, 1) });
      for (const version of versions.slice(1)) await work.book.save(version);
      const refused = await store(work, { baseVersion });

      expect(refused).toMatchObject({ type: 'storing-refused', baseVersion: newest });
      expect(JSON.stringify(refused)).toContain(said);
      expect((await work.book.get(state.patternId))?.version ?? 0).toBe(newest);
      expect(await store(work, { baseVersion: newest })).toMatchObject({ status: 'active' });
    },
  );

  it('is refused where nearly the same was taught meanwhile that its author did not see', async () => {
    const twin = aPattern({ id: 'pat-twin', triggers: state.triggers });
    const work = await aPatternWork({ patterns: [twin] });
    const refused = await store(work);

    expect(refused).toMatchObject({ type: 'storing-refused', baseVersion: 0 });
    expect(JSON.stringify(refused)).toContain(`Somebody taught “${twin.name}” meanwhile`);
    const seen = { similar: [aSimilarPattern({ id: 'pat-twin' })], isOwnWanted: true };
    expect(await store(work, seen)).toMatchObject({ status: 'active' });
  });

  it('is refused where a resource is gone', async () => {
    const work = await aPatternWork();
    work.cluster.setKinds(SERVED.slice(1));

    expect(JSON.stringify(await store(work))).toContain(
      'does not serve internetgateways.ec2.aws.example.org any more',
    );
    expect(await work.book.all()).toEqual([]);
  });

  it('waits while the records or the cluster are away, and for its turn', async () => {
    const work = await aPatternWork();
    const lost = aContext(state, {
      checkTurn: () => Promise.reject(new Error('another one has taken over')),
    });
    await expect(work.activities['store-pattern'](STORE, lost)).rejects.toThrow('taken over');
    expect(await work.book.all()).toEqual([]);
    work.book.setDown(true);

    await expect(store(work)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('refuses what is not whole', async () => {
    const work = await aPatternWork();

    for (const parts of [{ conditions: undefined }, { resources: [] }, { owner: undefined }]) {
      await expect(store(work, parts)).rejects.toEqual(CONFLICT);
    }
  });
});

describe('the candidate that it was made of', () => {
  const of = aPatternTalk([candidateLoaded, compared(), storingAsked], FOUND);
  const proposed = { candidates: [aCandidate()], quotes: [anEvidence()] };

  it('has become the pattern once that is stored, however often it is begun again', async () => {
    const work = await aPatternWork(proposed);
    await store(work, of);
    const first = await work.candidates.get(FOUND.candidateId);
    await store(work, of);

    expect(first).toMatchObject({
      status: 'accepted',
      became: of.patternId,
      decidedBy: 'slack:T1:UANA',
    });
    expect(await work.candidates.get(FOUND.candidateId)).toEqual(first);
  });

  it('stays open with a draft, until a curator accepts that', async () => {
    const work = await aPatternWork({ ...proposed, curators: ['UBEN'] });
    await store(work, of);
    expect(await work.candidates.get(FOUND.candidateId)).toEqual(aCandidate());
    await settle(work, { accepts: true, of });

    expect(await work.candidates.get(FOUND.candidateId)).toMatchObject({
      status: 'accepted',
      decidedBy: 'slack:T1:UBEN',
    });
  });

  it('is merged into a pattern that was there before', async () => {
    const before = aPattern({ id: 'pat-aaaaaaaaaaaa', resources: [SQL_CLAIM] });
    const work = await aPatternWork({ ...proposed, patterns: [before] });
    const input = { ...FOUND, intoPatternId: before.id };
    const both = patternLoaded({ pattern: before, candidate: aCandidate(), evidenceCount: 1 });
    await store(work, aPatternTalk([both, compared(), storingAsked], input));

    expect(await work.candidates.get(FOUND.candidateId)).toMatchObject({
      status: 'merged',
      became: before.id,
    });
  });

  it.each([
    ['it is gone', { candidates: [], quotes: [] }],
    ['it has no quote left', { candidates: [aCandidate()], quotes: [] }],
    [
      'somebody rejected it',
      { ...proposed, candidates: [aCandidate(), aCandidate({ version: 2, status: 'rejected' })] },
    ],
    [
      'its reason was taken back',
      { ...proposed, candidates: [aCandidate(), aCandidate({ version: 2, rationale: '' })] },
    ],
  ])('makes no pattern where %s', async (_how, setting) => {
    const work = await aPatternWork(setting);
    const { activities } = work;
    const check = { type: 'check-candidate', candidateId: FOUND.candidateId } as const;

    const refused = await store(work, of);
    expect(refused).toMatchObject({ type: 'candidate-checked' });
    expect(await activities['check-candidate'](check, aContext(of))).toEqual(refused);
    expect(await work.book.all()).toEqual([]);
  });

  it('makes one although more was found of it meanwhile', async () => {
    const quotes = [anEvidence(), anEvidence({ id: 'evi-1111111111111111', message: '1.2' })];
    const more = aCandidate({ version: 2, foundIn: 2, triggers: ['public services', 'ingress'] });
    const work = await aPatternWork({ candidates: [aCandidate(), more], quotes });

    expect(await store(work, of)).toMatchObject({ status: 'active' });
    expect(await work.candidates.get(FOUND.candidateId)).toMatchObject({ status: 'accepted' });
  });

  it('stays open where more came to it while the pattern was being stored', async () => {
    const more = aCandidate({ version: 2, triggers: ['public services', 'ingress'] });
    const work = await aPatternWork(proposed);
    const { activities, candidates } = work;
    const checkTurn = async () => {
      if ((await candidates.get(more.id))?.version === 1) await candidates.save(more);
    };

    const stored = await activities['store-pattern'](
      { type: 'store-pattern' },
      aContext(of, { checkTurn }),
    );
    expect(stored).toMatchObject({ status: 'active' });
    expect(await candidates.get(more.id)).toEqual(more);
  });
});

describe('settling a draft', () => {
  it('has an accepted one count, once', async () => {
    const work = await aPatternWork({ curators: ['UCLEO'] });
    await store(work);
    await settle(work, { accepts: true });
    const [accepted] = await work.book.active();
    await settle(work, { accepts: true });

    expect(accepted).toMatchObject({ version: 2, changedBy: 'slack:T1:UBEN', owner: 'a-team' });
    expect(await work.book.active()).toEqual([accepted]);
  });

  it('removes a declined one that follows nothing, and brings back what it followed', async () => {
    const alone = await aPatternWork({ curators: ['UCLEO'] });
    await store(alone);
    await settle(alone, { accepts: false, by: ANA });
    expect(await alone.book.all()).toEqual([]);

    const before = stored({ name: 'Before' });
    const work = await aPatternWork({ curators: ['UCLEO'], patterns: [before] });
    const of = { ...state, baseVersion: 1 };
    await store(work, of);
    expect(await work.book.active()).toEqual([before]);
    await settle(work, { accepts: false, of });
    expect(await work.book.active()).toMatchObject([{ name: 'Before', version: 3 }]);
  });

  it('accepts nothing that was changed meanwhile', async () => {
    const work = await aPatternWork({ curators: ['UCLEO'] });
    await store(work);
    await work.book.save(stored({ version: 2, name: 'Other' }));

    await expect(settle(work, { accepts: true })).rejects.toEqual(CONFLICT);
  });
});
