import { describe, expect, it } from 'vitest';
import { aContext, aPolicyWork, aReview } from '../../../test/policy-work.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import { Failure, type FailureKind } from '../../domain/failure.ts';
import type { Asking, LanguageModel } from '../../ports/language-model.ts';
import { TRIGGERS_MAX } from '../../workflows/policy/state.ts';

const FIND = { type: 'find-words' } as const;
const WRITE = { type: 'write-rationale' } as const;

/** A hosted model that always fails so, beside the built-in rules. */
function aFailingModel(kind: FailureKind) {
  const offline = createOfflineModel();
  const asked: (Asking['by'] | 'hosted')[] = [];
  const model: LanguageModel = {
    name: 'claude',
    async ask(task, input, asking) {
      asked.push(asking?.by ?? 'hosted');
      if (asking?.by !== 'offline') throw new Failure(kind, 'It does not answer.');
      return offline.ask(task, input, asking);
    },
  };
  return { model, asked };
}

describe('looking for words and namespaces', () => {
  it('suggests further words, none that is kept already, and tells the system namespaces', async () => {
    const { activities, artifacts } = aPolicyWork();
    const state = await aReview(artifacts, { triggers: ['RDS', 'Aurora'] });
    const event = await activities['find-words'](FIND, aContext(state));
    const words = event?.suggested.map((word) => word.toLowerCase()) ?? [];

    expect(words.length).toBeGreaterThan(0);
    expect(words).not.toContain('aurora');
    expect(event).toMatchObject({
      type: 'words-found',
      namespaces: ['a-team', 'b-team', 'kube-system'],
      systemNamespaces: ['kube-system'],
    });
  });

  it('takes no namespace that the sentence names for a thing that it is about', async () => {
    const { activities, artifacts } = aPolicyWork();
    const sentence = 'Databases in the a-team namespace must be encrypted';
    const state = await aReview(artifacts, { triggers: [], sentence });
    const event = await activities['find-words'](FIND, aContext(state));

    expect(event?.suggested).toContain('rds');
    expect(event?.suggested).not.toContain('tenant');
    expect(event?.suggested).not.toContain('project');
  });

  it('suggests nothing where there is no room', async () => {
    const { activities, artifacts } = aPolicyWork();
    const triggers = Array.from({ length: TRIGGERS_MAX }, (_, index) => `word ${index}`);
    const event = await activities['find-words'](
      FIND,
      aContext(await aReview(artifacts, { triggers })),
    );

    expect(event?.suggested).toEqual([]);
  });

  it('waits for the cluster', async () => {
    const { activities, artifacts, cluster } = aPolicyWork();
    const context = aContext(await aReview(artifacts));
    cluster.setDown(true);

    await expect(activities['find-words'](FIND, context)).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});

describe('a model that is in trouble', () => {
  it.each(['model-unavailable', 'bad-model-output'] as const)(
    'is stood in for by the built-in rules: %s',
    async (kind) => {
      const { model, asked } = aFailingModel(kind);
      const { activities, artifacts } = aPolicyWork({ over: { model } });
      const context = aContext(await aReview(artifacts));
      const words = await activities['find-words'](FIND, context);
      const rationale = await activities['write-rationale'](WRITE, context);

      expect(words?.suggested.length).toBeGreaterThan(0);
      expect(rationale).toMatchObject({ type: 'rationale-written', by: 'offline' });
      expect(rationale?.text.length).toBeGreaterThan(20);
      expect(asked).toEqual(['hosted', 'offline', 'hosted', 'offline']);
    },
  );

  it('is not stood in for where the conversation was called off, or by a bug', async () => {
    const { model, asked } = aFailingModel('model-unavailable');
    const off = aPolicyWork({ over: { model } });
    const context = aContext(await aReview(off.artifacts), { signal: AbortSignal.abort() });
    await expect(off.activities['write-rationale'](WRITE, context)).rejects.toMatchObject({
      kind: 'model-unavailable',
    });
    const broken = aFailingModel('unavailable');
    const work = aPolicyWork({ over: { model: broken.model } });
    const other = aContext(await aReview(work.artifacts));
    await expect(work.activities['write-rationale'](WRITE, other)).rejects.toThrow(Failure);

    expect([...asked, ...broken.asked]).toEqual(['hosted', 'hosted']);
  });
});

describe('a rationale that is written for somebody', () => {
  it('names who wrote it, also before the namespaces are chosen', async () => {
    const { activities, artifacts } = aPolicyWork();
    const state = await aReview(artifacts, { scope: undefined, rationale: undefined });
    const event = await activities['write-rationale'](WRITE, aContext(state));

    expect(event).toMatchObject({ type: 'rationale-written', by: 'offline' });
    expect(event?.text.trim()).not.toBe('');
  });
});
