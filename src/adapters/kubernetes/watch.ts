import { setTimeout as sleep } from 'node:timers/promises';
import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { apiVersionOf } from '../../domain/kind.ts';
import type { KubernetesObject, ObjectReference } from '../../domain/manifest.ts';
import { collectionPath, withQuery } from './api-path.ts';
import { ObjectList, readObject } from './object.ts';
import { acceptFor } from './objects.ts';
import { answerFailure, parseJson, readBody } from './status.ts';
import type { Transport } from './transport.ts';

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
      .looseObject({ name: z.string().optional(), resourceVersion: z.string().optional() })
      .default({}),
  }),
});

export interface WatchTask {
  readonly transport: Transport;
  readonly object: ObjectReference;
  readonly onChange: (object: KubernetesObject | undefined) => void;
  readonly signal: AbortSignal;
  /** The first wait before a new connection; it doubles up to half a minute. */
  readonly reconnectDelayMs: number;
}

/**
 * Lists, then watches from there; reconnects where it left off, and lists again when the server has
 * forgotten that place. Waits longer after each connection in a row that told nothing. Resolves once
 * the signal is aborted; throws when the bot may not watch or the kind is not served.
 */
export async function watchObject(task: WatchTask): Promise<void> {
  const { signal, reconnectDelayMs } = task;
  const report = createReporter(task.onChange);
  const position: Position = { resourceVersion: undefined, hasAdvanced: false };
  let delayMs = reconnectDelayMs;
  while (!isAborted(signal)) {
    try {
      position.hasAdvanced = false;
      position.resourceVersion ??= await reportCurrent(task, report);
      await followChanges(task, position, report);
    } catch (error) {
      if (isAborted(signal)) return;
      if (!(error instanceof Failure) || error.kind !== 'unavailable') throw error;
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

type Report = (object: KubernetesObject | undefined) => void;

/** A relist repeats what was told already: the same state is told once. */
function createReporter(onChange: Report): Report {
  let last: string | undefined;
  return (object) => {
    const state = object ? `${object.metadata.uid}/${object.metadata.resourceVersion}` : 'gone';
    if (state === last) return;
    last = state;
    onChange(object);
  };
}

/** Tells how the object is now, and returns the place from where to watch. */
async function reportCurrent(task: WatchTask, report: Report): Promise<string> {
  const { transport, object, signal } = task;
  const response = await transport.send({
    method: 'GET',
    path: collectionOf(object, {}),
    accept: acceptFor(object, 'list'),
    signal,
  });
  if (response.status === 404) throw notServed(object);
  const { items, metadata } = readBody(ObjectList, response);
  const item = items?.find(({ metadata: { name } }) => name === object.name);
  report(item && readObject(item, { apiVersion: apiVersionOf(object), kind: object.kind }));
  return metadata.resourceVersion;
}

/** Resolves when the server ends the connection, as it does every few minutes. */
async function followChanges(task: WatchTask, position: Position, report: Report): Promise<void> {
  const { transport, object } = task;
  const silence = AbortSignal.timeout(CONNECTION_SECONDS * 1_000 + GRACE_MS);
  const stream = await transport.stream({
    method: 'GET',
    path: collectionOf(object, {
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: position.resourceVersion ?? '',
      timeoutSeconds: String(CONNECTION_SECONDS),
    }),
    accept: acceptFor(object, 'object'),
    signal: AbortSignal.any([task.signal, silence]),
  });
  if (stream.status === 410) {
    position.resourceVersion = undefined;
    return;
  }
  if (stream.status === 404) throw notServed(object);
  if (stream.status !== 200) throw answerFailure(stream, { message: '' });
  for await (const line of linesOf(stream.chunks)) {
    const event = WatchEvent.safeParse(parseJson(Buffer.from(line)));
    if (!event.success || event.data.type === 'ERROR') {
      // Mostly 410: the server no longer remembers that place.
      position.resourceVersion = undefined;
      return;
    }
    const { type, object: changed } = event.data;
    position.resourceVersion = changed.metadata.resourceVersion ?? position.resourceVersion;
    position.hasAdvanced = true;
    if (type === 'BOOKMARK' || changed.metadata.name !== object.name) continue;
    const named = { apiVersion: apiVersionOf(object), kind: object.kind };
    report(type === 'DELETED' ? undefined : readObject(changed, named));
  }
}

function collectionOf(object: ObjectReference, query: Readonly<Record<string, string>>): string {
  const path = collectionPath(object, object.namespace);
  return withQuery(path, { fieldSelector: `metadata.name=${object.name}`, ...query });
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

function notServed(object: ObjectReference): Failure {
  const message = `The cluster does not serve ${object.kind} any more, so it cannot be watched.`;
  return new Failure('conflict', message);
}
