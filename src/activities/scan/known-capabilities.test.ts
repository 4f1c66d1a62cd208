import { expect, it } from 'vitest';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { aServedKind } from '../../../test/fakes/cluster.ts';
import { aKnownKind } from '../../../test/capability-stage.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import { knownCapabilities, knownIds } from './known-capabilities.ts';

const KINDS = Array.from({ length: 1_203 }, (_, number) =>
  aServedKind({ group: 'things.example.org', kind: `Thing${number}` }),
);

async function filled() {
  const knowledge = createFakeKnowledgeIndex();
  await knowledge.upsert(
    CAPABILITIES,
    KINDS.map((served) => aKnownKind(served)),
  );
  return knowledge;
}

it('reads no page before the one before it was used', async () => {
  const knowledge = await filled();
  let asked = 0;
  const counting = {
    list: (...given: Parameters<typeof knowledge.list>) => {
      asked += 1;
      return knowledge.list(...given);
    },
  };
  const sizes: number[] = [];

  for await (const page of knownCapabilities(counting, 'fake-cluster')) {
    sizes.push(page.length);
    expect(asked).toBe(sizes.length);
  }

  expect(sizes).toEqual([500, 500, 203]);
});

it('names each once, and none of another cluster', async () => {
  const knowledge = await filled();

  expect((await knownIds(knowledge, 'fake-cluster')).size).toBe(KINDS.length);
  expect((await knownIds(knowledge, 'another')).size).toBe(0);
});
