import {
  type AssembledCandidates,
  candidatesFrom,
} from '../../src/domain/mining/assemble-candidates.ts';
import { sha256 } from '../../src/domain/json.ts';
import type { Conversation, PastMessage } from '../../src/domain/mining/conversation.ts';
import {
  createMiningBatches,
  type MinableKind,
  type MiningBatch,
} from '../../src/domain/mining/mining-batches.ts';
import { sectionsOf } from '../../src/domain/mining/sections.ts';
import { conversationsOf } from '../../src/domain/mining/segment.ts';
import { isWorthALook } from '../../src/domain/mining/sift.ts';
import { miningVocabulary } from '../../src/domain/mining/vocabulary.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { minePatterns } from '../../src/prompts/mine-patterns.ts';
import type { MiningLabel } from './labels/mining/label.ts';
import { openPolicyCluster } from './policies-clusters.ts';
import { NOW } from './stage.ts';

/** What a conversation goes through on its way to candidates, over the kinds of one cluster. */
export interface MiningStage {
  /** As a job cuts and hides it: a long message becomes several utterances, or conversations. */
  readonly conversationsOf: (label: MiningLabel) => readonly Conversation[];
  readonly isWorthALook: (conversation: Conversation) => boolean;
  readonly batchesOf: (conversations: readonly Conversation[]) => readonly MiningBatch[];
  readonly kinds: readonly MinableKind[];
}

export async function setMiningStage(): Promise<MiningStage> {
  const cluster = await openPolicyCluster('platform');
  await cluster.close();
  const known = cluster.kinds.flatMap(({ capability }) => capability ?? []);
  const vocabulary = miningVocabulary(known);
  return {
    conversationsOf: talkOf,
    isWorthALook: (conversation) => isWorthALook(conversation, vocabulary),
    batchesOf: createMiningBatches(known),
    kinds: known,
  };
}

/** What a model's answer to one call comes to. Throws as the model does. */
export async function minedOf(
  model: LanguageModel,
  batch: MiningBatch,
): Promise<AssembledCandidates> {
  const { conversations, resources } = batch.request;
  const input = minePatterns.input.parse({ conversations, resources });
  const { output, by } = await model.ask(minePatterns, input);
  return candidatesFrom(output, {
    ...batch,
    clusterId: 'c1',
    origin: { type: 'channel', label: '#platform' },
    askedBy: 'slack:T1:U1',
    by,
    at: NOW,
  });
}

const PLACE = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
const BEGAN_MS = Date.parse('2026-01-05T08:00:00.000Z');

function talkOf({ name, talk }: MiningLabel): readonly Conversation[] {
  if (talk.every((line) => line.startsWith(': '))) {
    const text = talk.map((line) => line.slice(2)).join('\n\n');
    return sectionsOf({ name: `${name}.md`, text, digest: sha256(text) });
  }
  const messages = talk.map((line, place): PastMessage => {
    const [, speaker = '', text = ''] = /^(\w*): (.*)$/su.exec(line) ?? [];
    return {
      id: messageId(place),
      at: new Date(BEGAN_MS + place * 60_000).toISOString(),
      author: `U${speaker}`,
      isBot: false,
      text,
      ...(place > 0 && { thread: messageId(0) }),
      replyCount: place > 0 ? 0 : talk.length - 1,
      files: [],
    };
  });
  return conversationsOf(messages, PLACE);
}

/** The place of a line of the label in the ids of its messages. */
export function messageId(place: number): string {
  return `${BEGAN_MS / 1_000 + place * 60}.000100`;
}
