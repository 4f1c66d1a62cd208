import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { DescribeCapabilitiesInput } from '../../src/prompts/describe-capabilities.ts';
import { aServedKind, createFakeCluster } from '../fakes/cluster.ts';
import { createScanModel, createScanStage, type Whim } from './scan-stage.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });
const QUEUE = aServedKind({ group: 'sqs.aws.example.org', kind: 'Queue' });
const BY_NAME = { reason: 'asked' as const, names: ['Bucket'] };

/** A model that says the same of every kind. */
function saying(description: string): LanguageModel {
  const { model } = createScanModel();
  return {
    ...model,
    async ask(task, input, asking) {
      const { kinds } = DescribeCapabilitiesInput.parse(input);
      const answer = await model.ask(task, input, asking);
      const said = kinds.map(({ id, profile }) => ({ ...profile, id, description }));
      return { ...answer, output: task.output.parse({ kinds: said }) };
    },
  };
}

async function aScannedStage() {
  const stage = createScanStage();
  const cluster = createFakeCluster({ kinds: [BUCKET, QUEUE] });
  await stage.run(cluster, { dependencies: { model: saying('Nonsense.') } });
  return { stage, cluster };
}

describe('a kind that is named', () => {
  it('is described anew though it was described before, and no other is', async () => {
    const { stage, cluster } = await aScannedStage();

    const { state } = await stage.run(cluster, {
      input: BY_NAME,
      dependencies: { model: saying('It holds objects.') },
    });

    expect(state).toMatchObject({ stage: 'done', descriptions: { kinds: 1, described: 1 } });
    expect((await stage.stored(BUCKET))?.description).toBe('It holds objects.');
    expect((await stage.stored(QUEUE))?.description).toBe('Nonsense.');
    await stage.run(cluster, { dependencies: { model: saying('Whatever.') } });
    expect((await stage.stored(BUCKET))?.description).toBe('It holds objects.');
  });

  it('is asked for once, however often the work is cut off', async () => {
    const { stage, cluster } = await aScannedStage();
    const { model, asked } = createScanModel();
    const whims: Whim[] = ['works', 'works', 'dies-after', 'works', 'dies-after', 'dies-after'];

    const { state } = await stage.run(cluster, {
      input: BY_NAME,
      dependencies: { model },
      whim: () => whims.shift() ?? 'works',
    });

    expect(asked).toEqual([['Bucket']]);
    expect(state.descriptions).toMatchObject({ described: 1, failures: 0 });
  });

  it('keeps what was said of it where the model can say nothing else', async () => {
    const { stage, cluster } = await aScannedStage();
    const { model } = createScanModel(() => {
      throw new Failure('bad-model-output', 'Claude’s answer could not be used.');
    });

    const { state } = await stage.run(cluster, { input: BY_NAME, dependencies: { model } });

    expect(state.undescribed).toEqual([
      { kind: 'buckets.s3.aws.example.org', reason: 'Claude’s answer could not be used.' },
    ]);
    expect((await stage.stored(BUCKET))?.description).toBe('Nonsense.');
  });
});
