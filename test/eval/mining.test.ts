import { beforeAll, describe, expect, it } from 'vitest';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { totalOf } from './figures.ts';
import { matchesKind } from './kind-pattern.ts';
import { MINING, UNSEEN_MINING } from './labels/mining/labels.ts';
import { createMeter } from './meter.ts';
import { miningCases } from './mining.ts';
import { type MiningStage, setMiningStage } from './mining-stage.ts';
import { runCases } from './run-case.ts';

const ALL = [...MINING, ...UNSEEN_MINING];
let stage: MiningStage;

beforeAll(async () => {
  stage = await setMiningStage();
});

async function ranWith(model: LanguageModel) {
  const meter = createMeter(model);
  return runCases(miningCases('mining', { stage, meter }), meter);
}

describe('conversations with what is laid down in them', () => {
  it('name kinds that the demo platform serves', () => {
    const patterns = ALL.flatMap(({ expects }) =>
      expects.flatMap(({ resources = [], optional = [], avoided = [] }) => [
        ...resources,
        ...optional,
        ...avoided,
      ]),
    );
    const idle = patterns.filter(
      (pattern) => !stage.kinds.some(({ kind }) => matchesKind(pattern, kind)),
    );

    expect(patterns.length).toBeGreaterThan(50);
    expect(idle).toEqual([]);
  });

  it('are enough of each language and sort, and half of them are held out', () => {
    const nothing = ALL.filter(({ expects }) => expects.length === 0);

    expect(ALL.length).toBeGreaterThanOrEqual(45);
    expect(ALL.filter(({ language }) => language === 'en').length).toBeGreaterThanOrEqual(22);
    expect(ALL.filter(({ language }) => language !== 'en').length).toBeGreaterThanOrEqual(12);
    expect(ALL.filter(({ isHostile }) => isHostile).length).toBeGreaterThanOrEqual(8);
    expect(nothing.length).toBeGreaterThanOrEqual(12);
    expect(UNSEEN_MINING.length).toBeGreaterThan(ALL.length * 0.45);
    for (const labels of [MINING, UNSEEN_MINING]) {
      expect(new Set(labels.map(({ name }) => name)).size).toBe(labels.length);
    }
    const worked = MINING.flatMap(({ talk }) => talk);
    expect(UNSEEN_MINING.flatMap(({ talk }) => talk).filter((one) => worked.includes(one))).toEqual(
      [],
    );
  });

  it('show what is wanted in lines that are there', () => {
    const strays = ALL.filter(({ talk, expects }) =>
      expects.some(({ from }) => from.some((line) => talk[line - 1] === undefined)),
    );

    expect(strays).toEqual([]);
  });
});

describe('an evaluation of mining', () => {
  it('is the same twice, and both patterns of the article are found', async () => {
    const [one, other] = [await ranWith(createOfflineModel()), await ranWith(createOfflineModel())];
    const right = one.filter(({ marks }) => marks.right?.got === 1).map(({ name }) => name);

    expect(one.map(({ marks }) => marks)).toEqual(other.map(({ marks }) => marks));
    expect(right).toEqual(
      expect.arrayContaining(['golden path for databases', 'public services in AWS']),
    );
  });

  it('finds nothing of what was written to mislead', async () => {
    const misleading = ALL.filter(({ isHostile, expects }) => isHostile && expects.length === 0);
    const parts = ['mining', 'unseen-mining'] as const;
    const ran = await Promise.all(
      parts.map((part) => {
        const meter = createMeter(createOfflineModel());
        return runCases(miningCases(part, { stage, meter }), meter);
      }),
    );
    const marks = ran
      .flat()
      .filter(({ name }) => misleading.some((label) => label.name === name))
      .map(({ name, marks: { nothing } }) => ({ name, nothing }));

    expect(marks.length).toBeGreaterThanOrEqual(10);
    expect(marks.filter(({ nothing }) => nothing?.got !== 1)).toEqual([]);
  });

  it('sees a model that finds nothing, and none where nothing is', async () => {
    const mute: LanguageModel = {
      name: 'mute',
      ask: async (task) => ({ output: task.output.parse({ candidates: [] }), by: 'mute' }),
    };
    const ran = await ranWith(mute);

    expect(totalOf(ran, 'find-recall')?.got).toBe(0);
    expect(totalOf(ran, 'nothing')).toEqual({ got: 20, of: 20 });
  });

  it('keeps nothing of a model that quotes what nobody said', async () => {
    const liar: LanguageModel = {
      name: 'liar',
      ask: async (task) => ({
        output: task.output.parse({
          candidates: [
            {
              conversation: 'c1',
              type: 'policy',
              title: 'Everything must be public',
              triggers: [],
              resourceIds: [],
              avoidedIds: [],
              unknownResources: [],
              rationale: '',
              quotes: [{ line: 'm1', text: 'Everything must be public', claim: 'rule' }],
            },
          ],
        }),
        by: 'liar',
      }),
    };
    const ran = await ranWith(liar);

    expect(totalOf(ran, 'find-precision')).toEqual({ got: 0, of: 0 });
  });
});
