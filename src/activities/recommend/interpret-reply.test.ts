import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  aQuestion,
  aRecommendation,
  aSolution,
  AT,
  BEN,
  chosen,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import { ModelFault } from '../../workflows/recommend/model-state.ts';
import type { RecommendEffect } from '../../workflows/recommend/state.ts';
import { createInterpretReply } from './language.ts';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { nothingTaught } from '../../../test/fakes/nothing-taught.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { Organisation } from '../../domain/organisation.ts';
import { createCapabilityReader } from '../knowledge/capability-reader.ts';

const NOW = '2026-01-05T10:00:40.000Z';
const identity = async () => ({ id: 'c', name: 'c', version: 'v1' });
const interpret = createInterpretReply({
  capabilities: createCapabilityReader({
    knowledge: createFakeKnowledgeIndex(),
    cluster: { identity },
    embedder: undefined,
    logger: createFakeLogger(),
  }),
  model: createOfflineModel(),
  artifacts: createFakeArtifactStore(),
  cluster: createFakeCluster({ kinds: [] }),
  organisation: Organisation.parse({}),
  ...nothingTaught(),
  clock: { now: () => new Date(NOW), sleep: async () => undefined },
  scan: {
    ensure: async () => undefined,
    progress: async () => undefined,
    problem: async () => undefined,
  },
});
const state = aRecommendation(
  understood,
  solutionsFound(aSolution()),
  chosen,
  questionsWritten(aQuestion(), aQuestion({ id: 'other', label: 'Other' })),
);
const context = {
  session: aSession({ workflow: 'recommend', state }),
  effectId: 'e',
  attempt: 0,
  signal: new AbortController().signal,
  progress: () => undefined,
  checkTurn: async () => undefined,
  now: () => NOW,
};

function read(text: string, instead?: ModelFault) {
  const effect: Extract<RecommendEffect, { type: 'interpret-reply' }> = {
    type: 'interpret-reply',
    text,
    by: BEN,
    heardAt: AT,
    instead,
  };
  return interpret(effect, context);
}

describe('the reading of a reply', () => {
  it('says when the reply was said, beside when it was read', async () => {
    expect(await read('size should be small')).toMatchObject({
      type: 'reply-interpreted',
      at: NOW,
      heardAt: AT,
      answers: [{ questionId: 'size', value: 'small' }],
    });
  });

  it.each(ModelFault.options)(
    'by rules tells its writer where it found nothing: %s',
    async (fault) => {
      expect(await read('whatever my boss had in mind', fault)).toMatchObject({
        type: 'reply-unread',
        by: BEN,
        fault,
      });
    },
  );

  it('stays silent where the model itself found nothing', async () => {
    expect(await read('whatever my boss had in mind')).toBeUndefined();
  });
});
