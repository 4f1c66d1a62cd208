import { describe, expect, it } from 'vitest';
import { createCandidateBook } from '../../src/activities/mining/candidate-book.ts';
import { createMinedChannels } from '../../src/activities/mining/mined-channels.ts';
import { createRedisEvidenceStore } from '../../src/adapters/redis/evidence-store.ts';
import { createRedisTaughtRecords } from '../../src/adapters/redis/taught-records.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteEvidenceStore } from '../../src/adapters/sqlite/evidence-store.ts';
import { createSqliteTaughtRecords } from '../../src/adapters/sqlite/taught-records.ts';
import { evidenceUnder } from '../../src/domain/mining/assemble-candidates.ts';
import { sourceKey } from '../../src/domain/mining/evidence.ts';
import type { MinedChannel } from '../../src/domain/mining/mined-channel.ts';
import type { EvidenceStore } from '../../src/ports/evidence-store.ts';
import type { TaughtRecords } from '../../src/ports/taught-records.ts';
import { createFakeEvidenceStore } from '../fakes/evidence-store.ts';
import { createFakeTaughtRecords } from '../fakes/taught-records.ts';
import { aCandidate, anEvidence } from '../pattern-builders.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';

const FOUND = aCandidate();
const OTHER = aCandidate({ id: 'cand-other', title: 'Backups for every database' });
const QUOTE = anEvidence();
const CONFLICT = expect.objectContaining({ kind: 'conflict' });

interface Stores {
  readonly taught: TaughtRecords;
  readonly evidence: EvidenceStore;
}

/** What a candidate book does over the stores of a process. Each call opens empty ones. */
function candidateBookOver(open: () => Stores): void {
  it('gives the newest version of each, in every status', async () => {
    const stores = open();
    const [book, other] = [createCandidateBook(stores), createCandidateBook(stores)];
    await book.save(FOUND);
    await book.save(OTHER);
    expect(await other.all()).toEqual([FOUND, OTHER]);
    const rejected = { ...FOUND, version: 2, status: 'rejected' as const, reason: 'An accident.' };
    await book.save(rejected);

    expect(await other.all()).toEqual([rejected, OTHER]);
    expect(await other.get(FOUND.id)).toEqual(rejected);
    expect(await other.get('cand-none')).toBeUndefined();
  });

  it('lets one of two workers win, and takes the very same from both', async () => {
    const stores = open();
    const workers = [createCandidateBook(stores), createCandidateBook(stores)];
    await Promise.all(workers.map((book) => book.save(FOUND)));
    const ends = await Promise.allSettled(
      workers.map((book, at) => book.save({ ...FOUND, version: 2, foundIn: at + 2 })),
    );

    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: CONFLICT });
    expect(await createCandidateBook(stores).get(FOUND.id)).toMatchObject({ version: 2 });
  });

  it('keeps the versions that were decided about, and of the others the newest', async () => {
    const stores = open();
    const kept = createCandidateBook(stores);
    const decided = { status: 'accepted', decidedAt: FOUND.foundAt, decidedVersion: 4 } as const;
    await kept.save(FOUND);
    for (const version of [2, 3]) await kept.save({ ...FOUND, version, foundIn: version });
    await kept.save({ ...FOUND, version: 4, ...decided });
    for (const version of [5, 6]) await kept.save({ ...FOUND, version, ...decided });
    const versions = await stores.taught.versions('candidates', FOUND.id);

    expect(versions.map(({ version }) => version)).toEqual([3, 4, 6]);
    expect((await kept.known()).candidates).toEqual([{ ...FOUND, version: 6, ...decided }]);
  });

  it('saves what was found only where nobody found anything since', async () => {
    const stores = open();
    const [one, other] = [createCandidateBook(stores), createCandidateBook(stores)];
    await one.save(OTHER);
    const { revision: atRevision } = await one.known();
    await one.save(FOUND, { atRevision });
    await expect(other.save({ ...FOUND, id: 'cand-third' }, { atRevision })).rejects.toEqual(
      CONFLICT,
    );
    await other.save({ ...FOUND, id: 'cand-third' }, { atRevision: atRevision + 1 });

    expect((await one.known()).candidates).toHaveLength(3);
  });

  it('moves all quotes to another, which are as if they had been found for it', async () => {
    const stores = open();
    const kept = createCandidateBook(stores);
    const second = anEvidence({ id: 'evi-2', message: '1700000000.000200' });
    const own = evidenceUnder(OTHER.id, [QUOTE]);
    await kept.addEvidence([QUOTE, second, ...own]);
    const move = { from: FOUND.id, to: OTHER.id, quotes: [QUOTE, second], readAt: FOUND.foundAt };
    await kept.moveEvidence(move);
    await kept.moveEvidence({ ...move, quotes: [] });

    expect(await kept.evidence(FOUND.id)).toEqual([]);
    expect(await kept.evidence(OTHER.id)).toEqual(evidenceUnder(OTHER.id, [QUOTE, second]));
  });

  it('loses the quotes of a source, and says what is left', async () => {
    const book = createCandidateBook(open());
    const source = sourceKey(QUOTE.source);
    const second = anEvidence({ id: 'evi-2', message: '1700000000.000200' });
    const ofOther = anEvidence({ id: 'evi-3', candidateId: OTHER.id });
    await book.addEvidence([QUOTE, second, ofOther]);
    const lost = await book.removeSource(source);

    expect(lost).toEqual([
      { candidateId: FOUND.id, left: 1 },
      { candidateId: OTHER.id, left: 0 },
    ]);
    expect(await book.evidence(FOUND.id)).toEqual([second]);
    expect(await book.evidence(OTHER.id)).toEqual([]);
    expect(await book.removeSource(source)).toEqual([]);
  });

  it('keeps what an edited message still says', async () => {
    const book = createCandidateBook(open());
    const gone = anEvidence({ id: 'evi-2', quote: 'and every bucket, too' });
    await book.addEvidence([QUOTE, gone]);
    const stays = ({ quote }: { quote: string }): boolean => quote === QUOTE.quote;

    expect(await book.removeSource(sourceKey(QUOTE.source), stays)).toEqual([
      { candidateId: FOUND.id, left: 1 },
    ]);
    expect(await book.evidence(FOUND.id)).toEqual([QUOTE]);
    expect(await book.removeSource(sourceKey(QUOTE.source), stays)).toEqual([]);
  });

  it('withdraws a candidate with all its versions and quotes, and nothing else', async () => {
    const stores = open();
    const book = createCandidateBook(stores);
    await book.save(FOUND);
    await book.save({ ...FOUND, version: 2, foundIn: 2 });
    await book.save(OTHER);
    const ofOther = anEvidence({ id: 'evi-3', candidateId: OTHER.id });
    await book.addEvidence([QUOTE, ofOther]);
    await book.withdraw(FOUND.id);
    await book.withdraw(FOUND.id);

    expect(await book.all()).toEqual([OTHER]);
    expect(await stores.taught.versions('candidates', FOUND.id)).toEqual([]);
    expect(await book.evidence(FOUND.id)).toEqual([]);
    expect(await book.evidence(OTHER.id)).toEqual([ofOther]);
  });

  it('keeps nothing of what only a lost quote says, in no version and beside no other', async () => {
    const stores = open();
    const book = createCandidateBook(stores);
    const left = anEvidence({ id: 'evi-2', message: '1700000000.000200' });
    const lost = anEvidence({ quote: 'a wombat said so' });
    const rationale = 'Whatever is public in AWS needs it. A wombat said so.';
    await book.save({ ...FOUND, rationale });
    await book.save({ ...FOUND, rationale, version: 2, foundIn: 2 });
    const rule = { ...OTHER, type: 'policy' as const, title: 'A wombat said so.' };
    const contradiction = {
      with: 'candidate',
      id: rule.id,
      title: rule.title,
      reason: '',
    } as const;
    await book.save(rule);
    await book.save({ ...FOUND, id: 'cand-third', contradictions: [contradiction] });
    await book.addEvidence([lost, left, { ...lost, id: 'evi-3', candidateId: rule.id }]);
    await book.addEvidence([{ ...left, id: 'evi-4', candidateId: rule.id }]);

    expect(await book.removeSource(sourceKey(lost.source))).toEqual([
      { candidateId: FOUND.id, left: 1 },
      { candidateId: rule.id, left: 0 },
    ]);
    expect(await book.get(FOUND.id)).toMatchObject({
      version: 3,
      rationale: 'Whatever is public in AWS needs it.',
    });
    await book.withdraw(rule.id);
    const ids = [FOUND.id, rule.id, 'cand-third'];
    const kept = await Promise.all(ids.map((id) => stores.taught.versions('candidates', id)));
    expect(kept.map(({ length }) => length)).toEqual([2, 0, 2]);
    expect(JSON.stringify([kept, await book.evidence(rule.id)])).not.toMatch(/wombat/iu);
  });

  it('removes on a repeat the quotes that a killed try left', async () => {
    const { taught, evidence } = open();
    const killed = { ...evidence, remove: () => Promise.reject(new Error('killed')) };
    const book = createCandidateBook({ taught, evidence });
    await book.save(FOUND);
    await book.addEvidence([QUOTE]);
    const dying = createCandidateBook({ taught, evidence: killed });
    await expect(dying.withdraw(FOUND.id)).rejects.toThrow('killed');
    await book.withdraw(FOUND.id);

    expect(await book.evidence(FOUND.id)).toEqual([]);
    expect(await book.get(FOUND.id)).toBeUndefined();
  });

  it('keeps which channels were opened for mining', async () => {
    const channels = createMinedChannels(open());
    const opened: MinedChannel = {
      id: 'slack:T1:C1',
      version: 1,
      name: 'platform',
      isOn: true,
      changedBy: 'slack:T1:U1',
      changedAt: '2026-11-02T09:00:00.000Z',
    };
    const mined = { ...opened, version: 2, lastMinedAt: '2026-11-03T09:00:00.000Z' };
    await channels.save(opened);
    await channels.save(opened);
    await channels.save(mined);

    expect(await channels.get(opened.id)).toEqual(mined);
    expect(await channels.all()).toEqual([mined]);
    expect(await channels.get('slack:T1:C2')).toBeUndefined();
    await expect(channels.save({ ...mined, isOn: false })).rejects.toEqual(CONFLICT);
  });
}

describe('a candidate book in memory', () => {
  candidateBookOver(() => ({
    taught: createFakeTaughtRecords(),
    evidence: createFakeEvidenceStore(),
  }));

  it('stops while the records are away, and at what it cannot read', async () => {
    const [taught, evidence] = [createFakeTaughtRecords(), createFakeEvidenceStore()];
    const book = createCandidateBook({ taught, evidence });
    const record = { collection: 'candidates' as const, id: FOUND.id, version: 1, at: '' };
    await taught.save({ ...record, body: { id: FOUND.id } });
    await expect(book.all()).rejects.toThrow(/candidate cand-0123456789ab was stored by another/u);
    await book.withdraw(FOUND.id);
    expect(await book.all()).toEqual([]);
    taught.setDown(true);

    await expect(book.all()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('a candidate book in SQLite', () => {
  candidateBookOver(() => {
    const parts = { database: openDatabase(':memory:'), lease: { check: () => undefined } };
    return {
      taught: createSqliteTaughtRecords(parts),
      evidence: createSqliteEvidenceStore(parts),
    };
  });
});

describe.skipIf(missingRedis())('a candidate book in Redis', () => {
  const redis = useRedis();
  candidateBookOver(() => ({
    taught: createRedisTaughtRecords({ connection: redis() }),
    evidence: createRedisEvidenceStore({ connection: redis() }),
  }));
});
