import type { StoredEffect } from '../../ports/record-store.ts';

/** What the lines need to know of an effect. */
export interface Queued {
  readonly effect: Pick<StoredEffect, 'streamId' | 'sequence'>;
}

interface Line<Item> {
  readonly items: Item[];
  isBusy: boolean;
}

/**
 * One line a stream, in order of `sequence`: the first of a line is handed out, the next one only
 * after it left. Lines take turns. The cost of each step does not grow with what waits elsewhere.
 */
export function createEffectLines<Item extends Queued>() {
  const lines = new Map<string, Line<Item>>();
  /** Lines whose first may be handed out, oldest claim first. */
  const ready = new Set<string>();

  function refresh(streamId: string): void {
    const line = lines.get(streamId);
    if (line?.items.length === 0) lines.delete(streamId);
    if (line && line.items.length > 0 && !line.isBusy) ready.add(streamId);
    else ready.delete(streamId);
  }

  return {
    join(item: Item): void {
      const { streamId, sequence } = item.effect;
      const line = lines.get(streamId) ?? { items: [], isBusy: false };
      lines.set(streamId, line);
      const before = line.items.findLastIndex((other) => other.effect.sequence < sequence);
      const place = line.isBusy ? Math.max(before, 0) : before;
      line.items.splice(place + 1, 0, item);
      refresh(streamId);
    },
    /** The first of the line whose turn it is; the line is busy until that one rests or leaves. */
    take(): Item | undefined {
      const [streamId] = ready;
      const line = streamId === undefined ? undefined : lines.get(streamId);
      if (streamId === undefined || !line) return undefined;
      line.isBusy = true;
      refresh(streamId);
      return line.items[0];
    },
    /** It may be handed out again; it kept its place meanwhile. */
    resume({ effect }: Item): void {
      const line = lines.get(effect.streamId);
      if (line) line.isBusy = false;
      refresh(effect.streamId);
    },
    leave(item: Item): void {
      const { streamId } = item.effect;
      const line = lines.get(streamId);
      const place = line?.items.indexOf(item) ?? -1;
      if (!line || place === -1) return;
      line.items.splice(place, 1);
      if (place === 0) line.isBusy = false;
      refresh(streamId);
    },
    hasReady: (): boolean => ready.size > 0,
  };
}
