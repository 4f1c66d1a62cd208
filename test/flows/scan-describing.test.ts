import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { SCAN_ASKER } from '../../src/ports/language-model.ts';
import { aFieldTable, aServedKind, createFakeCluster } from '../fakes/cluster.ts';
import { aRow } from '../tables.ts';
import { createScanEmbedder, createScanModel, createScanStage, PROMPT } from './scan-stage.ts';

/** Kinds of groups of growing size: 1, 2, 3, … kinds. */
function manyKinds(count: number) {
  let group = 0;
  let left = 0;
  return Array.from({ length: count }, (_, number) => {
    if (left === 0) left = group += 1;
    left -= 1;
    return aServedKind({ group: `g${group}.example.org`, kind: `Thing${number}` });
  });
}

const KINDS = manyKinds(28);
const awayNow = () => new Failure('model-unavailable', 'Claude is not answering.');
const unusable = () => new Failure('bad-model-output', 'Claude’s answer could not be used.');
const refused = () =>
  new Failure('model-unavailable', 'Claude is not set up right.', { reason: 'operator' });
const notWellMade = () =>
  new Failure('model-unavailable', 'The question was not well made.', {
    reason: 'operator',
    isOfQuestion: true,
  });
const overBudget = () =>
  new Failure('model-unavailable', 'Today’s budget of scans is spent.', { reason: 'budget' });

describe('a model', () => {
  it('describes every kind once, in batches of at most ten, spending what is a scan’s', async () => {
    const stage = createScanStage();
    const { model, asked, askings } = createScanModel();

    const { state } = await stage.run(createFakeCluster({ kinds: KINDS }), {
      dependencies: { model },
    });

    expect(state).toMatchObject({ stage: 'done', known: 28, knownByModel: 28 });
    expect(state.descriptions).toMatchObject({ kinds: 28, described: 28, failures: 0 });
    expect(asked.flat().toSorted()).toEqual(KINDS.map(({ kind }) => kind.kind).toSorted());
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(10);
    expect(askings.every(({ actor }) => actor === SCAN_ASKER)).toBe(true);
    const [first] = KINDS;
    expect(first && (await stage.stored(first))).toMatchObject({ source: PROMPT, role: 'primary' });
  });

  it('is not there: the stage is passed over', async () => {
    const { effects, state } = await createScanStage().run(createFakeCluster({ kinds: KINDS }));

    expect(effects.map(({ type }) => type)).toEqual([
      'list-documents',
      'profile-kinds',
      'sweep-kinds',
    ]);
    expect(state).toMatchObject({ stage: 'done', known: 28, knownByModel: 0 });
  });

  it('is not asked again of what did not change, and nothing is embedded again', async () => {
    const stage = createScanStage();
    const cluster = createFakeCluster({ kinds: KINDS });
    const { model, asked } = createScanModel();
    const { embedder, embedded } = createScanEmbedder();
    const dependencies = { model, embedder };
    await stage.run(cluster, { dependencies });
    const before = { asked: asked.length, embedded: embedded.length };
    const upserts = stage.knowledge.upserts();

    const { state } = await stage.run(cluster, { dependencies });

    expect(before.asked).toBeGreaterThan(0);
    expect(before.embedded).toBe(28);
    expect({ asked: asked.length, embedded: embedded.length }).toEqual(before);
    expect(stage.knowledge.upserts()).toBe(upserts);
    expect(state).toMatchObject({ stage: 'done', known: 28, knownByModel: 28 });
  });

  it('is asked of a schema once, whatever cluster has it', async () => {
    const stage = createScanStage();
    const { model, asked } = createScanModel();
    await stage.run(createFakeCluster({ kinds: KINDS }), { dependencies: { model } });
    const before = asked.length;
    const identity = async () => ({ id: 'other', name: 'other', version: 'v1.36.0' });
    const other = { ...createFakeCluster({ kinds: KINDS }), identity };

    const { state } = await stage.run(other, { dependencies: { model } });

    expect(asked.length).toBe(before);
    expect(state).toMatchObject({ clusterId: 'other', known: 28, knownByModel: 28 });
    const [first] = KINDS;
    expect(first && (await stage.stored(first, 'other'))?.source).toBe(PROMPT);
  });

  it('is asked of a kind whose schema changed, and of no other', async () => {
    const stage = createScanStage();
    const { model, asked } = createScanModel();
    await stage.run(createFakeCluster({ kinds: KINDS }), { dependencies: { model } });
    asked.length = 0;
    const table = aFieldTable({ description: 'New.', rows: [aRow('spec.size')] });
    const changed = createFakeCluster({
      kinds: KINDS,
      tables: { 'thing5s.g3.example.org': table },
    });

    const { state } = await stage.run(changed, { dependencies: { model } });

    expect(asked).toEqual([['Thing5']]);
    expect(state.knownByModel).toBe(28);
  });
});

describe('what a model cannot describe', () => {
  it('is found by halving, and listed alone', async () => {
    const stage = createScanStage();
    const { model } = createScanModel((kinds) => {
      if (kinds.includes('Thing7')) throw unusable();
    });

    const { state } = await stage.run(createFakeCluster({ kinds: KINDS }), {
      dependencies: { model },
    });

    expect(state).toMatchObject({ stage: 'done', knownByModel: 27 });
    expect(state.undescribed).toEqual([
      { kind: 'thing7s.g4.example.org', reason: 'Claude’s answer could not be used.' },
    ]);
  });

  it('is a kind that a question cannot be well made of: the others are asked for', async () => {
    const odd = new Set(['Thing2', 'Thing7', 'Thing20']);
    const { model } = createScanModel((kinds) => {
      if (kinds.some((kind) => odd.has(kind))) throw notWellMade();
    });
    const cluster = createFakeCluster({ kinds: KINDS });

    const { state } = await createScanStage().run(cluster, { dependencies: { model } });

    expect(state).toMatchObject({ stage: 'done', knownByModel: 25 });
    expect(state.modelProblem).toBeUndefined();
    expect(new Set(state.undescribed.map(({ kind }) => kind.split('.')[0]))).toEqual(
      new Set(['thing2s', 'thing7s', 'thing20s']),
    );
  });

  it('is listed once a budget is spent; the profile stands, and the next scan goes on', async () => {
    const stage = createScanStage();
    let left = 1;
    const poor = createScanModel(() => {
      if (left === 0) throw overBudget();
      left -= 1;
    });
    const cluster = createFakeCluster({ kinds: KINDS });

    const first = await stage.run(cluster, { dependencies: { model: poor.model } });
    const rich = createScanModel();
    const second = await stage.run(cluster, { dependencies: { model: rich.model } });

    expect(first.state.stage).toBe('done');
    expect(first.state.known).toBe(28);
    expect(first.state.descriptions.failures).toBe(28 - first.state.knownByModel);
    expect(first.state.undescribed[0]?.reason).toBe('Today’s budget of scans is spent.');
    expect(first.state.undescribed.length).toBeLessThanOrEqual(20);
    expect(second.state.knownByModel).toBe(28);
    expect([...poor.asked.flat(), ...rich.asked.flat()].toSorted()).toEqual(
      KINDS.map(({ kind }) => kind.kind).toSorted(),
    );
  });

  it('is asked for again while the model is away, and described once it is back', async () => {
    const stage = createScanStage();
    let outages = 5;
    const { model } = createScanModel(() => {
      outages -= 1;
      if (outages >= 0) throw awayNow();
    });

    const { state } = await stage.run(createFakeCluster({ kinds: KINDS }), {
      dependencies: { model },
    });

    expect(state).toMatchObject({ stage: 'done', knownByModel: 28 });
  });

  it('ends the stage all the same while the model stays away', async () => {
    const { model } = createScanModel(() => {
      throw awayNow();
    });

    const { state, effects } = await createScanStage().run(createFakeCluster({ kinds: KINDS }), {
      dependencies: { model },
    });

    expect(state).toMatchObject({ stage: 'done', known: 28, knownByModel: 0 });
    expect(state.descriptions).toMatchObject({ described: 0, failures: 28 });
    expect(effects.filter(({ type }) => type === 'end-batch').length).toBe(
      state.descriptions.batches,
    );
  });
});

describe('however batches end, repeat or fail', () => {
  it('the scan ends, and each kind is counted once', async () => {
    const faults = [
      'none',
      'none',
      'none',
      'unusable',
      'away',
      'refused',
      'budget',
      'index',
      'bug',
    ] as const;
    const fates = ['works', 'works', 'works', 'dies-before', 'dies-after'] as const;
    const plan = record({
      kinds: integer({ min: 1, max: 35 }),
      faults: array(constantFrom(...faults), { maxLength: 40 }),
      fates: array(constantFrom(...fates), { maxLength: 60 }),
      picks: array(integer({ min: 0, max: 9 }), { maxLength: 60 }),
    });
    await assert(
      asyncProperty(plan, async (given) => {
        const stage = createScanStage();
        const kinds = manyKinds(given.kinds);
        const waiting = given.faults.values();
        const { model } = createScanModel(() => {
          const fault = waiting.next().value ?? 'none';
          stage.knowledge.setDown(false);
          if (fault === 'unusable') throw unusable();
          if (fault === 'away') throw awayNow();
          if (fault === 'refused') throw refused();
          if (fault === 'budget') throw overBudget();
          if (fault === 'bug') throw new Failure('invalid-input', 'Nobody expects this.');
          if (fault === 'index') stage.knowledge.setDown(true);
        });
        const picks = given.picks.values();
        const lives = given.fates.values();
        let turns = 0;

        const { state } = await stage.run(createFakeCluster({ kinds }), {
          dependencies: { model },
          pick: (count) => (picks.next().value ?? 0) % count,
          whim: () => {
            turns += 1;
            // An index that is down comes back by itself, some time.
            if (turns % 5 === 0) stage.knowledge.setDown(false);
            return lives.next().value ?? 'works';
          },
        });

        const { descriptions, knownByModel } = state;
        expect(state.stage).toBe('done');
        expect(descriptions.described + descriptions.failures).toBe(given.kinds);
        // Counted as failed, then cut off and asked once more: it may be described all the same.
        expect(knownByModel).toBeGreaterThanOrEqual(descriptions.described);
        expect(knownByModel).toBeLessThanOrEqual(given.kinds);
        expect(state.known).toBe(given.kinds);
      }),
      { numRuns: 150 },
    );
  });
});
