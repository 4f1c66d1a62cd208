import { z } from 'zod';
import { vi } from 'vitest';
import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { CHANNEL, cards, titleOf } from './conversation.ts';
import type { FaultWorld } from './fault-world.ts';

/** Limits of patience: a process that died is missed after 13 s. */
export const PATIENCE = { timeout: 60_000, interval: 50 };

/** Who may scan. */
export const CURATOR = 'cleo';

const Point = z.object({
  passage: z.string().optional(),
  entry: z.object({
    kind: z.object({ kind: z.string(), group: z.string() }),
    source: z.string(),
  }),
});

/** A kind as Qdrant holds it now. */
export interface StoredKind {
  /** `Bucket.s3.example.org` */
  readonly name: string;
  readonly isByModel: boolean;
  /** It can be searched by its meaning. */
  readonly hasVector: boolean;
}

export function storedKinds({ records }: FaultWorld): readonly StoredKind[] {
  const collections = records.qdrant?.collections;
  if (!collections?.has(ALIAS)) return [];
  return [...collections.of(ALIAS).points.values()].map(({ payload, vectors }) => {
    const { kind, source } = Point.parse(payload).entry;
    return {
      name: kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`,
      isByModel: source.startsWith('describe-capabilities@'),
      hasVector: Object.values(vectors).some(Array.isArray),
    };
  });
}

const ALIAS = 'dotai-capabilities';

/** Names of the kinds that hold a model's words. */
export function describedKinds(world: FaultWorld): readonly string[] {
  return storedKinds(world)
    .filter(({ isByModel }) => isByModel)
    .map(({ name }) => name);
}

/** The card that a scan stands under in the channel, newest. */
export function scanCard(slack: LocalSlack): Message | undefined {
  return cards(slack).findLast((card) => /scan/iu.test(titleOf(card)));
}

/** Says it as the curator, and returns what that person alone is shown. */
export async function askPrivately(world: FaultWorld, words: string): Promise<Message> {
  const { slack } = world;
  const before = slack.ephemerals(CURATOR).length;
  await slack.as(CURATOR).command(CHANNEL, `/dotai ${words}`);
  return slack.waitFor(() => slack.ephemerals(CURATOR).slice(before).at(-1), {
    what: `the answer to "${words}"`,
    timeoutMs: PATIENCE.timeout,
  });
}

/** Cancels the scan with which every world begins. Resolves when none runs. */
export async function cancelFirstScan(world: FaultWorld): Promise<void> {
  await vi.waitFor(async () => {
    const shown = textOf(await askPrivately(world, 'capabilities cancel'));
    if (!shown.startsWith('The scan is cancelled')) throw new Error(shown);
  }, PATIENCE);
}

/** The amounts that a scan's card showed, one after the other: `30 of 160 kinds`. */
export function watchAmounts(slack: LocalSlack, title: RegExp) {
  const amounts: { done: number; total: number }[] = [];
  slack.onChange(() => {
    const card = scanCard(slack);
    const line =
      card &&
      textOf(card)
        .split('\n')
        .find((text) => title.test(text));
    const [, done, total] = /(\d+) of (\d+) kinds/u.exec(line ?? '') ?? [];
    if (done === undefined || total === undefined) return;
    amounts.push({ done: Number(done), total: Number(total) });
  });
  return amounts;
}

/** What the trail says of the newest scan that ended. */
export async function finishedScan({ records }: FaultWorld) {
  const entries = await records.audit();
  return entries.findLast(({ action }) => action === 'scan-finished');
}
