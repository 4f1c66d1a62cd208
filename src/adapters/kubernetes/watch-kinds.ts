import { z } from 'zod';
import type { Failure } from '../../domain/failure.ts';
import type { Logger } from '../../ports/logger.ts';
import { collectionPath, withQuery } from './api-path.ts';
import { answerFailure, readBody, statusOf } from './status.ts';
import type { ApiAnswer, Transport } from './transport.ts';
import { watchCollection } from './watch-collection.ts';

const PAGE_SIZE = 500;

const DEFINITIONS = collectionPath({
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
});

/**
 * Definitions are large, 3,000 of them hundreds of megabytes: of each the server sends its metadata
 * alone.
 *
 * Source: https://kubernetes.io/docs/reference/using-api/api-concepts/
 */
const ONE = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

const Definition = z.object({
  metadata: z.object({
    name: z.string(),
    uid: z.string().default(''),
    /** Raised by whatever changes the definition, and not by its status. */
    generation: z.number().default(0),
  }),
});

const DefinitionList = z.object({
  metadata: z.object({
    resourceVersion: z.string().default(''),
    continue: z.string().optional(),
  }),
  items: z.array(Definition).nullable().default([]),
});

export interface KindsWatch {
  readonly transport: Transport;
  readonly onChange: () => void;
  readonly signal: AbortSignal;
  readonly reconnectDelayMs: number;
  readonly logger: Logger;
}

/**
 * Calls back when a custom kind came, changed or went. Goes on through whatever may mend; resolves
 * where the bot may not list definitions, or there are none to list.
 */
export async function watchKinds(task: KindsWatch): Promise<void> {
  const { transport, reconnectDelayMs, logger, onChange } = task;
  const over = new AbortController();
  const signal = AbortSignal.any([task.signal, over.signal]);
  let known: Map<string, string> | undefined;
  let isInTrouble = false;

  function refusal(answer: ApiAnswer, failure: Failure): Failure {
    if (answer.status !== 403 && answer.status !== 404) return failure;
    logger.info('kinds are not watched: the cluster lists no definitions to the bot', {
      status: answer.status,
    });
    over.abort();
    return failure;
  }

  async function list(): Promise<string> {
    const { stamps, resourceVersion } = await listDefinitions({ transport, signal, refusal });
    // A cluster that was away at first was not read by whoever began then.
    if (known ? !isEqual(known, stamps) : isInTrouble) onChange();
    known = stamps;
    isInTrouble = false;
    return resourceVersion;
  }

  await watchCollection({
    transport,
    signal,
    reconnectDelayMs,
    path: (query) => withQuery(DEFINITIONS, query),
    accept: ONE,
    list,
    heard(type, object) {
      isInTrouble = false;
      const { name = '' } = object.metadata;
      const stamp = stampOf(object.metadata);
      if (type === 'DELETED' ? known?.delete(name) !== true : known?.get(name) === stamp) return;
      if (type !== 'DELETED') known?.set(name, stamp);
      onChange();
    },
    refusal: (answer) => refusal(answer, answerFailure(answer, { message: '' })),
    survives(failure) {
      // One line for one outage, not for each try.
      if (!isInTrouble) {
        logger.warn('kinds cannot be watched just now', { kind: failure.kind, error: failure });
      }
      isInTrouble = true;
      return true;
    },
  });
}

/** Throws `Failure('unavailable')` also where paging took so long that the server forgot it. */
async function listDefinitions(task: {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  readonly refusal: (answer: ApiAnswer, failure: Failure) => Failure;
}): Promise<{ readonly stamps: Map<string, string>; readonly resourceVersion: string }> {
  const { transport, signal, refusal } = task;
  const stamps = new Map<string, string>();
  let next = '';
  for (;;) {
    const query = { limit: String(PAGE_SIZE), ...(next !== '' && { continue: next }) };
    const path = withQuery(DEFINITIONS, query);
    const response = await transport.send({ method: 'GET', path, accept: LIST, signal });
    if (response.status !== 200) {
      throw refusal(response, answerFailure(response, statusOf(response)));
    }
    const { items, metadata } = readBody(DefinitionList, response);
    for (const { metadata: one } of items ?? []) stamps.set(one.name, stampOf(one));
    next = metadata.continue ?? '';
    if (next === '') return { stamps, resourceVersion: metadata.resourceVersion };
  }
}

/** Equal as long as the definition is the same; one deleted and made anew has another UID. */
function stampOf({
  uid = '',
  generation = 0,
}: {
  readonly uid?: string | undefined;
  readonly generation?: number | undefined;
}): string {
  return `${uid}/${generation}`;
}

function isEqual(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, stamp]) => other.get(name) === stamp);
}
