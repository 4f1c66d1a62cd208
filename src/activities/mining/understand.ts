import type { MiningDependencies } from './dependencies.ts';
import type { MiningKinds } from './mining-kinds.ts';
import type { ActivityContext } from '../activity.ts';
import { askedOrByRules } from '../policy/asked-or-by-rules.ts';
import { actorKey } from '../../chat/actor.ts';
import { candidatesFrom } from '../../domain/mining/assemble-candidates.ts';
import type { Origin } from '../../domain/mining/candidate.ts';
import type { Conversation } from '../../domain/mining/conversation.ts';
import type { FoundCandidate } from '../../domain/mining/find.ts';
import { SCAN_ASKER } from '../../ports/language-model.ts';
import { minePatterns } from '../../prompts/mine-patterns.ts';

interface Understood {
  readonly found: readonly FoundCandidate[];
  /** Quotes and finds that did not hold. */
  readonly dropped: number;
  /** Who read them, `offline` or a model's name; undefined where there was nothing to read. */
  readonly by: string | undefined;
}

interface Reading {
  readonly kinds: MiningKinds;
  readonly origin: Origin;
  readonly context: ActivityContext;
  /** A whole channel, say: spent from the scans' budget, not from a person's or a conversation's. */
  readonly isHeavy: boolean;
}

/** Has a few conversations at a time read; each call sees those and nothing else. */
export async function understand(
  { model }: Pick<MiningDependencies, 'model'>,
  conversations: readonly Conversation[],
  { kinds, origin, context, isHeavy }: Reading,
): Promise<Understood> {
  const { session } = context;
  const asking = isHeavy ? { ...context, session: { ...session, owner: SCAN_ASKER } } : context;
  const found: FoundCandidate[] = [];
  const readers = new Set<string>();
  let dropped = 0;
  for (const batch of kinds.batchesOf(conversations)) {
    context.signal.throwIfAborted();
    const input = minePatterns.input.parse(batch.request);
    const { output, by } = await askedOrByRules(model, { task: minePatterns, input }, asking);
    const assembled = candidatesFrom(output, {
      conversations: batch.conversations,
      kinds: batch.kinds,
      clusterId: kinds.clusterId,
      origin,
      askedBy: actorKey(session.owner),
      by,
      at: context.now(),
    });
    found.push(...assembled.found);
    dropped += assembled.dropped;
    readers.add(by);
  }
  return { found, dropped, by: readers.size === 0 ? undefined : [...readers].join(', ') };
}
