import { afterEach, describe, expect, it } from 'vitest';
import { startApiServer } from '../../../test/recordings-server.ts';
import type { ApiServer, ReceivedRequest, Route } from '../../../test/recordings-server.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { createTransport } from './transport.ts';
import { watchObject } from './watch.ts';

const reference = {
  group: 'x.test',
  version: 'v1',
  kind: 'Thing',
  plural: 'things',
  name: 'one',
  namespace: 'a-team',
};

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
});

function thing(resourceVersion: string, name = 'one') {
  return { metadata: { name, namespace: 'a-team', uid: 'u1', resourceVersion } };
}

function listed(resourceVersion: string, ...items: readonly object[]): Route {
  return { body: { kind: 'ThingList', metadata: { resourceVersion }, items } };
}

function events(...list: readonly (readonly [string, object])[]): Route {
  const lines = list.map(([type, object]) => JSON.stringify({ type, object }));
  return { body: `${lines.join('\n')}\n` };
}

/** Answers in the order of the script, then hangs; collects what is told until there is enough of it. */
async function watched(script: readonly Route[], enough: number) {
  const answers = [...script];
  server = await startApiServer(() => answers.shift() ?? true);
  const told: (string | undefined)[] = [];
  const stop = new AbortController();
  await watchObject({
    transport: createTransport(server.kubeConfig, 5_000),
    object: reference,
    onChange(object: KubernetesObject | undefined) {
      told.push(object?.metadata.resourceVersion);
      if (told.length >= enough) stop.abort();
    },
    signal: stop.signal,
    reconnectDelayMs: 1,
  });
  return { told, requests: server.requests };
}

function placeOf(request: ReceivedRequest | undefined): string {
  return request?.query.get('watch') === 'true'
    ? `watch from ${request.query.get('resourceVersion')}`
    : 'list';
}

describe('watch', () => {
  it('tells how the object is, then how it changes, then that it is gone', async () => {
    const { told, requests } = await watched(
      [listed('5', thing('3')), events(['MODIFIED', thing('6')], ['DELETED', thing('7')])],
      3,
    );

    expect(told).toEqual(['3', '6', undefined]);
    expect(requests[0]?.path).toBe('/apis/x.test/v1/namespaces/a-team/things');
    expect(requests[0]?.query.get('fieldSelector')).toBe('metadata.name=one');
    expect(requests[1]?.query.get('resourceVersion')).toBe('5');
    expect(requests[1]?.query.get('allowWatchBookmarks')).toBe('true');
  });

  it('tells of an object that is not there yet, and of its coming', async () => {
    const { told } = await watched([listed('5'), events(['ADDED', thing('6')])], 2);

    expect(told).toEqual([undefined, '6']);
  });

  it('gives each object its type, which servers leave out of lists', async () => {
    server = await startApiServer(() => listed('5', thing('3')));
    const stop = new AbortController();
    let seen: KubernetesObject | undefined;
    await watchObject({
      transport: createTransport(server.kubeConfig, 5_000),
      object: reference,
      onChange(object) {
        seen = object;
        stop.abort();
      },
      signal: stop.signal,
      reconnectDelayMs: 1,
    });

    expect(seen).toMatchObject({ apiVersion: 'x.test/v1', kind: 'Thing' });
  });

  it('goes on from the last event or bookmark when the server ends the connection', async () => {
    const { told, requests } = await watched(
      [
        listed('5', thing('3')),
        events(['MODIFIED', thing('6')], ['BOOKMARK', { metadata: { resourceVersion: '9' } }]),
        events(['MODIFIED', thing('10')]),
      ],
      3,
    );

    expect(told).toEqual(['3', '6', '10']);
    expect(requests.map((request) => placeOf(request))).toEqual([
      'list',
      'watch from 5',
      'watch from 9',
    ]);
  });

  it.each([
    ['an event', events(['ERROR', { code: 410, message: 'too old resource version' }])],
    ['a status', { status: 410, body: { code: 410 } }],
    ['a line that is no event', { body: 'oops\n' }],
  ])('lists again when the place is forgotten, told by %s', async (_, forgotten) => {
    const { told, requests } = await watched(
      [listed('5', thing('3')), forgotten, listed('20', thing('18'))],
      2,
    );

    expect(told).toEqual(['3', '18']);
    expect(requests.map((request) => placeOf(request))).toEqual(['list', 'watch from 5', 'list']);
  });

  it('tells the same state once, however often it is listed', async () => {
    const { told } = await watched(
      [
        listed('5', thing('3')),
        { status: 410 },
        listed('6', thing('3')),
        events(['MODIFIED', thing('7')]),
      ],
      2,
    );

    expect(told).toEqual(['3', '7']);
  });

  it('lives through a server that is down for a while', async () => {
    const { told } = await watched(
      [{ status: 503 }, listed('5', thing('3')), { status: 500 }, events(['MODIFIED', thing('8')])],
      2,
    );

    expect(told).toEqual(['3', '8']);
  });

  it('ignores other objects, should the server send some', async () => {
    const { told } = await watched(
      [
        listed('5', thing('4', 'two'), thing('3')),
        events(['MODIFIED', thing('6', 'two')], ['MODIFIED', thing('7')]),
      ],
      2,
    );

    expect(told).toEqual(['3', '7']);
  });

  it('puts characters together that come in two pieces', async () => {
    const line = Buffer.from(
      `${JSON.stringify({ type: 'MODIFIED', object: { ...thing('6'), note: 'é' } })}\n`,
    );
    const middle = line.indexOf(0xc3) + 1;
    server = await startApiServer(({ query }, response) => {
      if (query.get('watch') === null) return listed('5');
      response.write(line.subarray(0, middle), () => response.end(line.subarray(middle)));
      return true;
    });
    const stop = new AbortController();
    const notes: unknown[] = [];
    await watchObject({
      transport: createTransport(server.kubeConfig, 5_000),
      object: reference,
      onChange(object) {
        if (!object) return;
        notes.push(object['note']);
        stop.abort();
      },
      signal: stop.signal,
      reconnectDelayMs: 1,
    });

    expect(notes).toEqual(['é']);
  });

  it.each([
    [403, 'forbidden'],
    [401, 'forbidden'],
    [404, 'conflict'],
  ])('gives up on HTTP %i, which waiting does not mend', async (status, kind) => {
    await expect(watched([{ status }], 1)).rejects.toMatchObject({ name: 'Failure', kind });
  });

  it('asks for metadata alone when it watches a Secret', async () => {
    server = await startApiServer(() => listed('5', thing('3')));
    const stop = new AbortController();
    await watchObject({
      transport: createTransport(server.kubeConfig, 5_000),
      object: { ...reference, group: '', kind: 'Secret', plural: 'secrets' },
      onChange: () => stop.abort(),
      signal: stop.signal,
      reconnectDelayMs: 1,
    });

    expect(server.requests[0]?.header('accept')).toContain('as=PartialObjectMetadataList');
  });
});
