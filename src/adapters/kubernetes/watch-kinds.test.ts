import { afterEach, describe, expect, it } from 'vitest';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import {
  findRecordings,
  missingRecordings,
  startApiServer,
  startRecordingsServer,
  unpackRecordings,
} from '../../../test/recordings-server.ts';
import type { ApiServer, ReceivedRequest, Route } from '../../../test/recordings-server.ts';
import { createTransport } from './transport.ts';
import { watchKinds } from './watch-kinds.ts';

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
});

function definition(name: string, generation: number, over: object = {}) {
  const resourceVersion = String(generation);
  return { metadata: { name, uid: `uid-${name}`, generation, resourceVersion, ...over } };
}

function listed(resourceVersion: string, ...items: readonly object[]): Route {
  return { body: { metadata: { resourceVersion }, items } };
}

function events(...list: readonly (readonly [string, object])[]): Route {
  const lines = list.map(([type, object]) => JSON.stringify({ type, object }));
  return { body: `${lines.join('\n')}\n` };
}

const LAST = events(['DELETED', definition('last', 1)]);
const FIRST = [definition('a', 1), definition('last', 1)] as const;

/** Answers in the order of the script, then hangs; ends when `last` is gone, or by itself. */
async function watched(script: readonly Route[], enough: number) {
  const answers = [...script];
  const logger = createFakeLogger();
  const stop = new AbortController();
  server = await startApiServer(() => answers.shift() ?? true);
  let told = 0;
  await watchKinds({
    transport: createTransport(server.kubeConfig, 5_000),
    onChange() {
      told += 1;
      if (told === enough) stop.abort();
    },
    signal: stop.signal,
    reconnectDelayMs: 1,
    logger,
  });
  return { told, left: answers.length, requests: server.requests, logs: logger.entries };
}

function placeOf({ query }: ReceivedRequest): string {
  return query.get('watch') === 'true' ? `watch from ${query.get('resourceVersion')}` : 'list';
}

describe('watching kinds', () => {
  it('tells what comes, changes and goes, and nothing of the first list', async () => {
    const { told, requests } = await watched(
      [
        listed('5', ...FIRST),
        events(
          ['ADDED', definition('b', 1)],
          ['MODIFIED', definition('b', 2)],
          ['DELETED', definition('b', 2)],
        ),
      ],
      3,
    );

    expect(told).toBe(3);
    expect(requests[1]?.query.get('resourceVersion')).toBe('5');
    expect(requests[1]?.query.get('allowWatchBookmarks')).toBe('true');
  });

  it('tells that a cluster answers that was away at first: nobody has read it yet', async () => {
    const { told, left } = await watched([{ status: 503 }, listed('5', ...FIRST)], 1);

    expect({ told, left }).toEqual({ told: 1, left: 0 });
  });

  it('takes a new status of a definition for no change', async () => {
    const { told, left } = await watched(
      [
        listed('5', ...FIRST),
        events(
          ['MODIFIED', definition('a', 1, { resourceVersion: '6' })],
          ['DELETED', definition('last', 1)],
        ),
      ],
      1,
    );

    expect({ told, left }).toEqual({ told: 1, left: 0 });
  });

  it('asks for metadata alone, page by page', async () => {
    const page: Route = {
      body: { metadata: { continue: 'more' }, items: [definition('a', 1)] },
    };
    const { requests } = await watched([page, listed('5', definition('last', 1)), LAST], 1);

    expect(requests.map(({ query }) => query.get('continue'))).toEqual([null, 'more', null]);
    expect(requests[0]?.header('accept')).toContain('as=PartialObjectMetadataList');
    expect(requests[2]?.header('accept')).toMatch(/as=PartialObjectMetadata;/u);
  });

  it('goes on where it was when the server ends the connection', async () => {
    const { requests } = await watched(
      [
        listed('5', ...FIRST),
        events(['BOOKMARK', { metadata: { resourceVersion: '9' } }]),
        { status: 503 },
        LAST,
      ],
      1,
    );

    expect(requests.map((request) => placeOf(request))).toEqual([
      'list',
      'watch from 5',
      'watch from 9',
      'watch from 9',
    ]);
  });

  it.each([
    ['an event', events(['ERROR', { code: 410, message: 'too old resource version' }])],
    ['a status', { status: 410, body: { code: 410 } }],
  ])('lists again when its place is forgotten, told by %s', async (_, forgotten) => {
    const changed = [definition('a', 2), definition('c', 1)];
    const { told, requests } = await watched(
      [
        listed('5', ...FIRST),
        forgotten,
        listed('20', ...FIRST),
        forgotten,
        listed('30', ...changed),
      ],
      1,
    );

    expect(told).toBe(1);
    expect(requests.map((request) => placeOf(request))).toEqual([
      'list',
      'watch from 5',
      'list',
      'watch from 20',
      'list',
    ]);
  });

  it('begins its list again when the server forgot the next page', async () => {
    const page: Route = { body: { metadata: { continue: 'more' }, items: [definition('a', 1)] } };
    const { requests } = await watched([page, { status: 410 }, listed('5', ...FIRST), LAST], 2);

    expect(requests.map(({ query }) => query.get('continue'))).toEqual([null, 'more', null, null]);
  });

  it('lives through an outage, and says so once', async () => {
    const { told, logs } = await watched(
      [{ status: 503 }, { status: 500 }, { status: 401 }, listed('5', ...FIRST), LAST],
      1,
    );

    expect(told).toBe(1);
    expect(logs.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it.each([
    ['may not list them', [{ status: 403 }]],
    ['may list and not watch them', [listed('5'), { status: 403 }]],
    ['finds none to list', [{ status: 404 }]],
  ])('ends quietly, with a line in the log, where the bot %s', async (_, script: Route[]) => {
    const { told, left, logs } = await watched(script, 1);

    expect({ told, left }).toEqual({ told: 0, left: 0 });
    expect(logs).toHaveLength(1);
    expect(logs[0]).toMatchObject({ level: 'info' });
  });
});

describe.skipIf(missingRecordings())('with what a real cluster answers', () => {
  it('reads the list of definitions as it was recorded', async () => {
    const recordings = unpackRecordings(findRecordings() ?? '');
    const stop = new AbortController();
    server = await startRecordingsServer(recordings);
    const transport = createTransport(server.kubeConfig, 5_000);
    const logger = createFakeLogger();
    const answered = transport.stream.bind(transport);
    let told = 0;
    await watchKinds({
      transport: {
        ...transport,
        stream(request) {
          stop.abort();
          return answered(request);
        },
      },
      onChange: () => void (told += 1),
      signal: stop.signal,
      reconnectDelayMs: 1,
      logger,
    });
    recordings.remove();

    expect({ told, logs: logger.entries }).toEqual({ told: 0, logs: [] });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    ]);
  });
});
