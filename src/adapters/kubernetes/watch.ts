import { Failure } from '../../domain/failure.ts';
import { apiVersionOf } from '../../domain/kind.ts';
import type { KubernetesObject, ObjectReference } from '../../domain/manifest.ts';
import { collectionPath, withQuery } from './api-path.ts';
import { ObjectList, readObject } from './object.ts';
import { acceptFor } from './objects.ts';
import { answerFailure, readBody } from './status.ts';
import type { ApiAnswer, Transport } from './transport.ts';
import { watchCollection } from './watch-collection.ts';

export interface WatchTask {
  readonly transport: Transport;
  readonly object: ObjectReference;
  readonly onChange: (object: KubernetesObject | undefined) => void;
  readonly signal: AbortSignal;
  /** The first wait before a new connection; it doubles up to half a minute. */
  readonly reconnectDelayMs: number;
}

/**
 * Tells how the object is, and each change of it, until the signal is aborted. Throws when the bot may
 * not watch or the kind is not served.
 */
export async function watchObject(task: WatchTask): Promise<void> {
  const { transport, object, signal, reconnectDelayMs } = task;
  const report = createReporter(task.onChange);
  const named = { apiVersion: apiVersionOf(object), kind: object.kind };
  await watchCollection({
    transport,
    signal,
    reconnectDelayMs,
    path: (query) => collectionOf(object, query),
    accept: acceptFor(object, 'object'),
    list: () => reportCurrent(task, report),
    heard(type, changed) {
      if (changed.metadata.name !== object.name) return;
      report(type === 'DELETED' ? undefined : readObject(changed, named));
    },
    refusal: (answer) => refusalOf(answer, object),
    survives: ({ kind }) => kind === 'unavailable',
  });
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

function collectionOf(object: ObjectReference, query: Readonly<Record<string, string>>): string {
  const path = collectionPath(object, object.namespace);
  return withQuery(path, { fieldSelector: `metadata.name=${object.name}`, ...query });
}

function refusalOf(answer: ApiAnswer, object: ObjectReference): Failure {
  return answer.status === 404 ? notServed(object) : answerFailure(answer, { message: '' });
}

function notServed(object: ObjectReference): Failure {
  const message = `The cluster does not serve ${object.kind} any more, so it cannot be watched.`;
  return new Failure('conflict', message);
}
