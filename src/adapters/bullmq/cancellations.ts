import type { Redis } from 'ioredis';
import { z } from 'zod';
import { openSubscriber } from './connections.ts';

const Ids = z.array(z.string());

export interface Cancellations {
  close(): void;
}

/**
 * Tells every process which effects shall not run on. Best effort: whoever does not hear it is stopped
 * by the record store, which is asked before every write outside.
 */
export async function tellCancelled(
  client: Redis,
  { channel, ids }: { readonly channel: string; readonly ids: readonly string[] },
): Promise<void> {
  await client.publish(channel, JSON.stringify(ids));
}

export function hearCancelled(from: {
  readonly url: string;
  readonly channel: string;
  readonly onCancelled: (ids: readonly string[]) => void;
}): Cancellations {
  const subscriber = openSubscriber(from.url);
  subscriber.on('message', (_channel, message) => {
    const ids = Ids.safeParse(parsed(message));
    if (ids.success) from.onCancelled(ids.data);
  });
  subscriber.subscribe(from.channel).catch(() => undefined); // only when it is closed before
  return { close: () => subscriber.disconnect() };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
