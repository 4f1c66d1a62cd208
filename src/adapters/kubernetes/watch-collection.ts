import { setTimeout as sleep } from 'node:timers/promises';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { parseJson } from './status.ts';
import type { ApiAnswer, Transport } from './transport.ts';

/** How long one connection is asked to last, and how much longer silence is believed. */
const CONNECTION_SECONDS = 240;
const GRACE_MS = 30_000;

const LONGEST_DELAY_MS = 30_000;

const WatchEvent = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.looseObject({
    code: z.number().optional(),
    message: z.string().default(''),
    metadata: z
      .looseObject({
        name: z.string().optional(),
        uid: z.string().optional(),
        generation: z.number().optional(),
        resourceVersion: z.string().optional(),
      })
      .default({}),
  }),
});
export type WatchedObject = z.infer<typeof WatchEvent>['object'];

export interface CollectionWatch {
  readonly transport: Transport;
  /** Path and query of the collection, with these parameters more. */
  readonly path: (query: Readonly<Record<string, string>>) => string;
  /** Of one object. */
  readonly accept: string;
  /** Tells how the collection is now, and returns the place from where to watch. */
  readonly list: () => Promise<string>;
  readonly heard: (type: 'ADDED' | 'MODIFIED' | 'DELETED', object: WatchedObject) => void;
  /** What an answer to the watch means that is neither 200 nor 410. */
  readonly refusal: (answer: ApiAnswer) => Failure;
  /** Whether to go on after that failure. */
  readonly survives: (failure: Failure) => boolean;
  readonly signal: AbortSignal;
  /** The first wait before a new connection; it doubles up to half a minute. */
  readonly reconnectDelayMs: number;
}

/**
 * Lists, then watches from there; reconnects where it left off, and lists again when the server has
 * forgotten that place. Waits longer after each connection in a row that told nothing. Resolves once
 * the signal is aborted; throws what it does not survive.
 */
export async function watchCollection(task: CollectionWatch): Promise<void> {
  const { signal, reconnectDelayMs } = task;
  const position: Position = { resourceVersion: undefined, hasAdvanced: false };
  let delayMs = reconnectDelayMs;
  while (!isAborted(signal)) {
    try {
      position.hasAdvanced = false;
      position.resourceVersion ??= await task.list();
      await followChanges(task, position);
    } catch (error) {
      if (isAborted(signal)) return;
      if (!(error instanceof Failure) || !task.survives(error)) throw error;
    }
    delayMs = position.hasAdvanced ? reconnectDelayMs : Math.min(delayMs * 2, LONGEST_DELAY_MS);
    await sleep(delayMs, undefined, { signal }).catch(() => {});
  }
}

/** How far the watch has come; it outlives connections. */
interface Position {
  /** Undefined: list again. */
  resourceVersion: string | undefined;
  /** The connection at hand brought an event. */
  hasAdvanced: boolean;
}

/** Resolves when the server ends the connection, as it does every few minutes. */
async function followChanges(task: CollectionWatch, position: Position): Promise<void> {
  const silence = AbortSignal.timeout(CONNECTION_SECONDS * 1_000 + GRACE_MS);
  const stream = await task.transport.stream({
    method: 'GET',
    path: task.path({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: position.resourceVersion ?? '',
      timeoutSeconds: String(CONNECTION_SECONDS),
    }),
    accept: task.accept,
    signal: AbortSignal.any([task.signal, silence]),
  });
  if (stream.status === 410) {
    position.resourceVersion = undefined;
    return;
  }
  if (stream.status !== 200) throw task.refusal(stream);
  for await (const line of linesOf(stream.chunks)) {
    const event = WatchEvent.safeParse(parseJson(Buffer.from(line)));
    if (!event.success || event.data.type === 'ERROR') {
      // Mostly 410: the server no longer remembers that place.
      position.resourceVersion = undefined;
      return;
    }
    const { type, object } = event.data;
    position.resourceVersion = object.metadata.resourceVersion ?? position.resourceVersion;
    position.hasAdvanced = true;
    if (type !== 'BOOKMARK') task.heard(type, object);
  }
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield line;
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
