import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { PastMessage } from '../../src/domain/mining/conversation.ts';
import { profile } from '../../src/domain/knowledge/profile.ts';
import { inSlices, type Turns } from '../../src/domain/mining/slices.ts';
import { segmentation } from '../../src/domain/mining/segment.ts';
import { isWorthALook } from '../../src/domain/mining/sift.ts';
import { type MiningVocabulary, miningVocabulary } from '../../src/domain/mining/vocabulary.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { aServedKind } from '../fakes/cluster.ts';
import { generatedDefinitions } from './generated-definitions.ts';
import { generatedTalk } from './mining-talk.ts';

const Definition = z.object({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string(), plural: z.string() }),
  }),
});

const PLACE = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;

function vocabularyOfLargeCluster() {
  const definitions = [...demoPlatform(), ...generatedDefinitions(1_000)];
  const kinds = definitions.flatMap((one) => {
    const { data } = Definition.safeParse(one);
    if (!data) return [];
    const { kind, ...served } = aServedKind({ group: data.spec.group, ...data.spec.names });
    const source = { kind, schemaHash: '', description: '', fields: [] };
    return [profile(source, served, { clusterId: 'c1', scannedAt: '2026-11-02T09:00:00.000Z' })];
  });
  return miningVocabulary(kinds);
}

/** Until code that runs often runs as fast as it will: else the smallest size would pay for all that. */
const WARM_UP_MESSAGES = 5_000;

/** Reads, hides and sifts so many messages in a process of its own, and prints what that took. */
async function main(count: number): Promise<void> {
  const vocabulary = vocabularyOfLargeCluster();
  await sifted(generatedTalk(WARM_UP_MESSAGES).messages, vocabulary);
  const { messages } = generatedTalk(count);
  console.log(JSON.stringify(await sifted(messages, vocabulary)));
}

async function sifted(messages: readonly PastMessage[], vocabulary: MiningVocabulary) {
  const counts = { conversations: 0, hidden: 0, worth: 0 };
  const blocksMs: number[] = [];
  const before = process.cpuUsage();
  const startMs = performance.now();
  let backMs = startMs;
  const turns: Turns = {
    nowMs: () => performance.now(),
    async giveWay() {
      blocksMs.push(performance.now() - backMs);
      await setImmediate();
      backMs = performance.now();
    },
  };
  await inSlices(
    segmentation(messages, PLACE),
    (conversation) => {
      if (!conversation) return;
      counts.conversations += 1;
      counts.hidden += conversation.hidden;
      if (isWorthALook(conversation, vocabulary)) counts.worth += 1;
    },
    new AbortController().signal,
    turns,
  );
  const { user, system } = process.cpuUsage(before);
  return {
    messages: messages.length,
    ...counts,
    tookMs: performance.now() - startMs,
    processorMs: (user + system) / 1_000,
    blocksMs,
    peakMb: process.resourceUsage().maxRSS / 1_024,
  };
}

await main(Number(process.argv[2]));
