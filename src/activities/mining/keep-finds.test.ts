import { describe, expect, it } from 'vitest';
import { createFakeCandidateBook } from '../../../test/fakes/candidate-book.ts';
import { createFakeEvidenceStore } from '../../../test/fakes/evidence-store.ts';
import { createFakePatternBook } from '../../../test/fakes/pattern-book.ts';
import { createFakePolicyBook } from '../../../test/fakes/policy-book.ts';
import { createFakeTaughtRecords } from '../../../test/fakes/taught-records.ts';
import { aCandidate, anEvidence, INTERNET_GATEWAY } from '../../../test/pattern-builders.ts';
import { Failure } from '../../domain/failure.ts';
import { evidenceUnder } from '../../domain/mining/assemble-candidates.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { sourceKey } from '../../domain/mining/evidence.ts';
import type { FoundCandidate } from '../../domain/mining/find.ts';
import { createCandidateBook, type CandidateBook } from './candidate-book.ts';
import { keepFinds } from './keep-finds.ts';

const [A, B] = ['cand-aaaaaaaaaaaa', 'cand-bbbbbbbbbbbb'] as const;
const READ_AT = '2026-11-02T09:00:00.000Z';

function found(id: string, message: string, over: Partial<Candidate> = {}): FoundCandidate {
  const candidate = aCandidate({ id, ...over });
  return { candidate, evidence: evidenceUnder(id, [anEvidence({ message })]) };
}

function keep(book: CandidateBook, finds: readonly FoundCandidate[], isRepeat = false) {
  const dependencies = {
    candidates: book,
    patterns: createFakePatternBook(),
    policies: createFakePolicyBook(),
    store: { sessions: async () => [] },
  };
  const finder = { askedBy: 'slack:T1:U1', since: '2026-11-01T00:00:00.000Z', isRepeat };
  const { signal } = new AbortController();
  return keepFinds(dependencies, finds, { ...finder, readAt: READ_AT, signal });
}

/** A book that stops at one call of `method`, before or after it did its work. */
function stopping(
  book: CandidateBook,
  stop: { method: 'save' | 'addEvidence'; call: number; when: 'before' | 'after' },
): CandidateBook {
  let calls = 0;
  async function at<Result>(
    method: typeof stop.method,
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (method === stop.method) calls += 1;
    const isHere = method === stop.method && calls === stop.call;
    if (isHere && stop.when === 'before') throw new Error('stopped');
    const result = await work();
    if (isHere) throw new Error('stopped');
    return result;
  }
  return {
    ...book,
    save: (...given) => at('save', () => book.save(...given)),
    addEvidence: (...given) => at('addEvidence', () => book.addEvidence(...given)),
  };
}

describe('what several jobs find at once', () => {
  it('is one candidate with the quotes of all, and none besides', async () => {
    const stores = { taught: createFakeTaughtRecords(), evidence: createFakeEvidenceStore() };
    const messages = ['1.1', '2.2', '3.3', '4.4'];
    const ids = [A, B, 'cand-cccccccccccc', 'cand-dddddddddddd'];
    const kept = await Promise.all(
      ids.map((id, at) => keep(createCandidateBook(stores), [found(id, messages[at] ?? '')])),
    );
    const book = createCandidateBook(stores);
    const all = await book.all();

    expect(all).toMatchObject([{ status: 'open', foundIn: 4 }]);
    expect(await book.evidence(all[0]?.id ?? '')).toHaveLength(4);
    const behind = await Promise.all(ids.map((id) => book.evidence(id)));
    expect(behind.flat()).toHaveLength(4);
    expect(kept.flatMap((one) => one.found)).toHaveLength(1);
    expect(kept.filter(({ strengthened }) => strengthened === 1)).toHaveLength(3);
  });

  it('is told of what it does not go together with once all of it is stored', async () => {
    const known = aCandidate({
      id: B,
      title: 'Open',
      triggers: ['x'],
      avoided: [INTERNET_GATEWAY],
      resources: [],
    });
    const book = createFakeCandidateBook([known], [anEvidence({ candidateId: B })]);
    let saves = 0;
    const busy: CandidateBook = {
      ...book,
      async save(candidate, saving) {
        saves += 1;
        if (saves === 2) await book.save({ ...known, version: 2, foundIn: 2 });
        await book.save(candidate, saving);
      },
    };
    await keep(busy, [found(A, '1.1', { triggers: ['y'] })]);

    expect(await book.get(B)).toMatchObject({
      version: 3,
      foundIn: 2,
      contradictions: [{ id: A }],
    });
  });
});

describe('a stop', () => {
  const known = aCandidate({ id: A });
  const stops = (['save', 'addEvidence'] as const).flatMap((method) =>
    ([1, 2] as const).flatMap((call) =>
      (['before', 'after'] as const).map((when) => ({ method, call, when })),
    ),
  );

  it.each(stops)('$when $method $call loses no count and no quote', async (stop) => {
    const quotes = evidenceUnder(A, [anEvidence()]);
    const finds = [
      found(B, '9.9'),
      found('cand-cccccccccccc', '8.8', {
        title: 'Other',
        triggers: ['other'],
        resources: [],
        avoided: [INTERNET_GATEWAY],
      }),
    ];
    const book = createFakeCandidateBook([known], quotes);
    await expect(keep(stopping(book, stop), finds)).rejects.toThrow('stopped');
    await keep(book, finds, true);
    const undisturbed = createFakeCandidateBook([known], quotes);
    await keep(undisturbed, finds);

    expect(await book.all()).toEqual(await undisturbed.all());
    expect(await book.get(A)).toMatchObject({ version: 3, foundIn: 2, finds: [A, B] });
    for (const id of [A, B, 'cand-cccccccccccc']) {
      expect(await book.evidence(id)).toEqual(await undisturbed.evidence(id));
    }
  });

  it('by somebody who was faster counts once, too', async () => {
    const book = createFakeCandidateBook([known], evidenceUnder(A, [anEvidence()]));
    let saves = 0;
    const overtaken: CandidateBook = {
      ...book,
      async save(candidate, saving) {
        saves += 1;
        if (saves === 1) throw new Failure('conflict', 'Somebody was faster.');
        await book.save(candidate, saving);
      },
    };
    const kept = await keep(overtaken, [found(B, '9.9')]);

    expect(kept).toMatchObject({ found: [], strengthened: 1 });
    expect(await book.get(A)).toMatchObject({ version: 2, foundIn: 2 });
    expect(await book.evidence(A)).toHaveLength(2);
  });
});

describe('what was taken back while it was read', () => {
  const said = found(A, '1.1', { rationale: 'A wombat said so. It is safe.' });
  const [quote] = evidenceUnder(A, [anEvidence({ message: '2.2', quote: 'A wombat said so.' })]);
  const finds = [{ ...said, evidence: [...said.evidence, ...(quote ? [quote] : [])] }];

  it('is not stored, nor what nobody else says', async () => {
    const evidence = createFakeEvidenceStore();
    const book = createCandidateBook({ taught: createFakeTaughtRecords(), evidence });
    await evidence.noteChanged(quote ? sourceKey(quote.source) : '', '2026-11-02T09:00:01.000Z');
    await keep(book, finds);

    expect(await book.get(A)).toMatchObject({ version: 1, rationale: 'It is safe.' });
    expect(await book.evidence(A)).toEqual(said.evidence);
  });

  it('leaves no candidate where it is all', async () => {
    const evidence = createFakeEvidenceStore();
    const book = createCandidateBook({ taught: createFakeTaughtRecords(), evidence });
    for (const { source } of finds[0]?.evidence ?? []) {
      await evidence.noteChanged(sourceKey(source), '2026-11-02T09:00:01.000Z');
    }
    const kept = await keep(book, finds);

    expect(kept.found).toEqual([]);
    expect(await book.all()).toEqual([]);
    expect(await book.evidence(A)).toEqual([]);
  });
});

it('keeps a strengthened candidate in one version, and lists the newest of what it is found in', async () => {
  const taught = createFakeTaughtRecords();
  const book = createCandidateBook({ taught, evidence: createFakeEvidenceStore() });
  await keep(book, [found(A, '1.1')]);
  for (let at = 0; at < 120; at += 1) {
    const origin = { type: 'document', label: `${at}.md` } as const;
    await keep(book, [
      found(`cand-${String(at).padStart(12, '0')}`, `2.${at}`, { origins: [origin] }),
    ]);
  }
  const candidate = await book.get(A);

  expect(candidate).toMatchObject({
    version: 121,
    foundIn: 121,
    unlisted: { origins: 81, finds: 21 },
  });
  expect(candidate?.origins.at(-1)?.label).toBe('119.md');
  expect(candidate?.origins).toHaveLength(40);
  expect(await taught.versions('candidates', A)).toHaveLength(1);
});
