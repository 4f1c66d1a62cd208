import { afterEach, describe, expect, it } from 'vitest';
import { startApiServer } from '../../../test/recordings-server.ts';
import type { Answerer, ApiServer } from '../../../test/recordings-server.ts';
import type { ResourceKind } from '../../domain/kind.ts';
import { findAccessProblem } from './access.ts';
import { readIdentity } from './identity.ts';
import { readNamespaces } from './namespaces.ts';
import { listObjects, readOne, removeObject, writeObject } from './objects.ts';
import { createTransport } from './transport.ts';
import type { Transport } from './transport.ts';

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
});

async function serving(answer: Answerer): Promise<{ api: ApiServer; transport: Transport }> {
  server = await startApiServer(answer);
  return { api: server, transport: createTransport(server.kubeConfig, 5_000) };
}

const thing: ResourceKind = {
  group: 'x.test',
  version: 'v1',
  kind: 'Thing',
  plural: 'things',
  namespaced: true,
};
const secret: ResourceKind = { ...thing, group: '', kind: 'Secret', plural: 'secrets' };
const reference = { ...thing, name: 'one', namespace: 'a-team' };

const object = {
  apiVersion: 'x.test/v1',
  kind: 'Thing',
  metadata: { name: 'one', namespace: 'a-team' },
  spec: { size: 'small' },
};

describe('writing', () => {
  it('applies on the server, strictly, as dotai, and never by force', async () => {
    const { api, transport } = await serving(() => ({ status: 201, body: object }));
    await writeObject(transport, { object, kind: thing, isDryRun: false });
    const [request] = api.requests;

    expect(request?.method).toBe('PATCH');
    expect(request?.path).toBe('/apis/x.test/v1/namespaces/a-team/things/one');
    expect(request?.header('content-type')).toBe('application/apply-patch+yaml');
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      fieldManager: 'dotai',
      fieldValidation: 'Strict',
    });
    expect(JSON.parse(request?.body ?? '')).toEqual(object);
  });

  it('asks for a dry run of everything', async () => {
    const { api, transport } = await serving(() => ({ body: object }));
    await writeObject(transport, { object, kind: thing, isDryRun: true });

    expect(api.requests[0]?.query.get('dryRun')).toBe('All');
  });

  it('passes warnings on and leaves out who manages which field', async () => {
    const managed = { ...object.metadata, managedFields: [{ manager: 'x' }] };
    const { transport } = await serving(() => ({
      headers: { warning: ['299 - "x.test/v1 is \\"old\\""', '299 - "a", 299 - "b"'] },
      body: { ...object, metadata: managed },
    }));
    const outcome = await writeObject(transport, { object, kind: thing, isDryRun: false });

    expect(outcome).toEqual({
      type: 'accepted',
      object,
      warnings: ['x.test/v1 is "old"', 'a', 'b'],
    });
  });

  it('writes a cluster-scoped object outside of any namespace', async () => {
    const { api, transport } = await serving(() => ({ body: object }));
    await writeObject(transport, {
      object,
      kind: { ...thing, namespaced: false },
      isDryRun: false,
    });

    expect(api.requests[0]?.path).toBe('/apis/x.test/v1/things/one');
  });

  it('sends nothing for a namespaced object without a namespace', async () => {
    const { api, transport } = await serving(() => undefined);
    const homeless = { ...object, metadata: { name: 'one' } };
    const outcome = await writeObject(transport, { object: homeless, kind: thing, isDryRun: true });

    expect(outcome).toMatchObject({
      because: 'schema',
      problems: [{ path: 'metadata.namespace' }],
    });
    expect(api.requests).toEqual([]);
  });

  it('says that the kind is gone when the server does not know the path', async () => {
    const { transport } = await serving(() => undefined);
    const outcome = await writeObject(transport, { object, kind: thing, isDryRun: true });

    expect(outcome).toEqual({
      type: 'refused',
      because: 'not-found',
      problems: [{ message: 'the cluster does not serve things.x.test v1' }],
    });
  });

  it('does not call a write judged when the server is overloaded', async () => {
    const { transport } = await serving(() => ({ status: 429, headers: { 'retry-after': '3' } }));
    const writing = writeObject(transport, { object, kind: thing, isDryRun: false });

    await expect(writing).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 3_000 });
  });
});

describe('reading', () => {
  it('lists page by page up to the limit, giving each item its type', async () => {
    const { api, transport } = await serving(({ query }) => ({
      body: {
        metadata: { continue: query.get('continue') === null ? 'more' : '' },
        items: [{ metadata: { name: `page-${query.get('continue') ?? 'first'}` } }],
      },
    }));
    const objects = await listObjects(transport, thing, 700);

    expect(objects).toEqual([
      { apiVersion: 'x.test/v1', kind: 'Thing', metadata: { name: 'page-first' } },
      { apiVersion: 'x.test/v1', kind: 'Thing', metadata: { name: 'page-more' } },
    ]);
    expect(api.requests.map(({ query }) => query.get('limit'))).toEqual(['500', '500']);
  });

  it.each([403, 404, 405])('lists nothing where the server answers %i', async (status) => {
    const { transport } = await serving(() => ({ status }));

    await expect(listObjects(transport, thing, 5)).resolves.toEqual([]);
  });

  it('never asks for what a Secret holds', async () => {
    const { api, transport } = await serving(({ path }) => ({
      body: path.endsWith('/one')
        ? { kind: 'PartialObjectMetadata', metadata: { name: 'one' } }
        : { metadata: {}, items: [] },
    }));
    await listObjects(transport, secret, 5);
    const read = await readOne(transport, { ...reference, ...secret });

    expect(api.requests.map((request) => request.header('accept'))).toEqual([
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    ]);
    expect(read).toEqual({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'one' } });
  });

  it('never lets out what a written Secret holds, even where the server sends it', async () => {
    const copy = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":"aHVudGVyMg=="}' };
    const { api, transport } = await serving(() => ({
      body: { metadata: { name: 'one', annotations: copy }, data: { pin: 'aHVudGVyMg==' } },
    }));
    const sent = { apiVersion: 'v1', kind: 'Secret', metadata: object.metadata };
    const outcome = await writeObject(transport, {
      object: { ...sent, stringData: { user: 'hunter' } },
      kind: secret,
      isDryRun: true,
    });

    expect(api.requests[0]?.header('accept')).toContain('as=PartialObjectMetadata;');
    expect(outcome).toMatchObject({ object: { stringData: { user: '[hidden]' } } });
    expect(JSON.stringify(outcome)).not.toMatch(/aHVudGVyMg|hunter"/u);
  });

  it('tells that it may not look from that there is nothing', async () => {
    const { transport } = await serving(() => ({ status: 403, body: { message: 'no' } }));

    await expect(readOne(transport, reference)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(readNamespaces(transport)).resolves.toEqual([]);
  });

  it('does not take nonsense for an object', async () => {
    const { transport } = await serving(() => ({ body: '<html>' }));

    await expect(readOne(transport, reference)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('removing', () => {
  it('binds the deletion to the UID', async () => {
    const { api, transport } = await serving(() => ({ status: 202 }));
    const isGone = await removeObject(transport, reference, 'u1');

    expect(isGone).toBe(true);
    expect(JSON.parse(api.requests[0]?.body ?? '')).toMatchObject({
      kind: 'DeleteOptions',
      preconditions: { uid: 'u1' },
    });
  });
});

describe('access', () => {
  it('asks for every verb that applying needs, and tells the reason in a sentence', async () => {
    const { api, transport } = await serving(({ body }) => ({
      status: 201,
      body: { status: { allowed: body.includes('"patch"'), reason: 'no role allows it' } },
    }));
    const problem = await findAccessProblem(transport, reference);

    expect(problem).toBe(
      'The bot may not create things.x.test in the namespace a-team: no role allows it',
    );
    expect(JSON.parse(api.requests[0]?.body ?? '')).toMatchObject({
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: { verb: 'patch', group: 'x.test', resource: 'things', name: 'one' },
      },
    });
  });
});

describe('identity', () => {
  it('is told by address and certificate where kube-system may not be read', async () => {
    const { transport } = await serving(({ path }) =>
      path === '/version' ? { body: { gitVersion: 'v1.36.2' } } : { status: 403 },
    );
    const identity = await readIdentity(transport, 'prod');

    expect(identity).toMatchObject({ name: 'prod', version: 'v1.36.2' });
    expect(identity.id).toMatch(/^[0-9a-f]{32}$/);
  });
});
