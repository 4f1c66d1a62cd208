import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { apply, aWidget, call, WIDGET_PLATFORM, WIDGETS } from './cluster-caller.ts';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
const PARTIAL = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

let cluster: DemoCluster;
beforeEach(async () => {
  cluster = await startDemoCluster({ documents: WIDGET_PLATFORM });
  for (const name of ['a', 'b', 'c']) {
    await apply(
      cluster,
      `${WIDGETS}/${name}`,
      aWidget({ size: 'small' }, { name, labels: { of: name } }),
    );
  }
});
afterEach(() => cluster.close());

/** The first events of a watch, as `TYPE name`. */
async function watched(query: string, count: number): Promise<readonly string[]> {
  const response = await fetch(`${cluster.url}${WIDGETS}?watch=true${query}`, {
    headers: { authorization: `Bearer ${cluster.tokens['admin']}` },
  });
  const seen: string[] = [];
  if (!response.body) return seen;
  const input = Readable.fromWeb(response.body);
  for await (const line of createInterface({ input })) {
    const { type, object } = JSON.parse(line);
    seen.push(`${type} ${object.metadata.name ?? object.message}`);
    if (seen.length >= count) break;
  }
  input.destroy();
  return seen;
}

describe('discovery', () => {
  it('shows a type in every form', async () => {
    const groups = await call(cluster, '/apis', { accept: AGGREGATED });
    const list = await call(cluster, '/apis/shop.example/v1');
    const group = await call(cluster, '/apis/shop.example');

    expect(groups.headers.get('content-type')).toBe(
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    );
    expect(groups.text).toContain('"resource":"widgets","responseKind":{"group":"shop.example"');
    expect(list.text).toContain('{"name":"widgets/status"');
    expect(group.text).toContain('"preferredVersion":{"groupVersion":"shop.example/v1"');
    expect((await call(cluster, '/apis/nobody.example/v1')).text).toBe('404 page not found\n');
  });

  it('describes every type in its OpenAPI document, whose hash changes with it', async () => {
    const index = await call(cluster, '/openapi/v3');
    const { paths } = JSON.parse(index.text);
    const { serverRelativeURL } = paths['apis/shop.example/v1'];
    const document = JSON.parse((await call(cluster, serverRelativeURL)).text);
    const schemas = document.components.schemas;

    expect(index.headers.get('content-type')).toContain('text/plain');
    expect(schemas['example.shop.v1.Widget'].properties.spec.properties.size.enum).toEqual([
      'small',
      'large',
    ]);
    expect(schemas).toHaveProperty(['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta']);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['api/v1', 'apis/apps/v1', 'version']),
    );
  });
});

describe('lists', () => {
  it('come in pages that follow each other', async () => {
    const first = await call(cluster, `${WIDGETS}?limit=2`);
    const rest = await call(cluster, `${WIDGETS}?limit=2&continue=${first.body.metadata.continue}`);

    expect(first.body.items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(rest.body.items.map(({ metadata }) => metadata.name)).toEqual(['c']);
    expect(rest.body.metadata.continue).toBeUndefined();
  });

  it.each([
    ['labelSelector=of%3Db', ['b']],
    ['labelSelector=of!%3Db', ['a', 'c']],
    ['labelSelector=of%20in%20(a,c)', ['a', 'c']],
    ['labelSelector=!of', []],
    ['fieldSelector=metadata.name%3Dc', ['c']],
  ])('select by %s', async (query, names) => {
    const { body } = await call(cluster, `${WIDGETS}?${query}`);

    expect(body.items.map(({ metadata }) => metadata.name)).toEqual(names);
  });

  it('leave everything but metadata out when asked', async () => {
    const { body } = await call(cluster, WIDGETS, { accept: PARTIAL });

    expect(body.kind).toBe('PartialObjectMetadataList');
    expect(body.items[0]?.spec).toBeUndefined();
  });
});

describe('watches', () => {
  it('begin with what is there', async () => {
    expect(await watched('', 3)).toEqual(['ADDED a', 'ADDED b', 'ADDED c']);
  });

  it('go on after a version, with an object that left the selection deleted', async () => {
    const { body } = await call(cluster, WIDGETS);
    await apply(
      cluster,
      `${WIDGETS}/a`,
      aWidget({ size: 'small' }, { name: 'a', labels: { of: 'x' } }),
    );
    await call(cluster, `${WIDGETS}/b`, { method: 'DELETE' });

    const seen = await watched(
      `&resourceVersion=${body.metadata.resourceVersion}&labelSelector=of%20in%20(a,b)`,
      2,
    );

    expect(seen).toEqual(['DELETED a', 'DELETED b']);
  });

  it('mark the end of what was there', async () => {
    const seen = await watched('&sendInitialEvents=true&resourceVersionMatch=NotOlderThan', 4);

    expect(seen.at(-1)).toMatch(/^BOOKMARK/);
  });

  it('are told when their version is forgotten', async () => {
    cluster.forgetHistory();

    expect((await watched('&resourceVersion=2', 1))[0]).toMatch(
      /^ERROR too old resource version: 2/,
    );
  });
});

describe('access', () => {
  it('answers each user as its rights are', async () => {
    const object = aWidget({ size: 'small' }, { name: 'd' });
    const other = aWidget({ size: 'small' }, { name: 'd', namespace: 'b-team' });

    const own = await apply(cluster, `${WIDGETS}/d`, object, { user: 'dev' });
    const foreign = await apply(cluster, `${WIDGETS.replace('a-team', 'b-team')}/d`, other, {
      user: 'dev',
    });
    const reader = await apply(cluster, `${WIDGETS}/d`, object, { user: 'viewer' });
    const stranger = await call(cluster, WIDGETS, { user: 'of nobody' });

    expect([own, foreign, reader, stranger].map(({ status }) => status)).toEqual([
      201, 403, 403, 403,
    ]);
    expect(foreign.body.message).toBe(
      'widgets.shop.example "d" is forbidden: User "dev" cannot patch resource "widgets" in API group "shop.example" in the namespace "b-team"',
    );
    expect(stranger.body.message).toContain('User "system:anonymous" cannot list');
  });

  it('lets everybody ask what they may do', async () => {
    const review = (verb: string, namespace: string) => ({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb, namespace, group: 'shop.example', resource: 'widgets' } },
    });
    const ask = (verb: string, namespace: string) =>
      call(cluster, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        method: 'POST',
        user: 'dev',
        body: review(verb, namespace),
      });

    expect((await ask('patch', 'a-team')).body.status).toEqual({ allowed: true });
    expect((await ask('patch', 'b-team')).body.status).toEqual({ allowed: false });
  });
});

describe('faults', () => {
  it('hit the requests that they are meant for, as often as said', async () => {
    cluster.faults.next({ does: { status: 503 }, method: 'PATCH', times: 2 });
    const write = () => apply(cluster, `${WIDGETS}/a`, aWidget({ size: 'small' }, { name: 'a' }));

    expect((await call(cluster, WIDGETS)).status).toBe(200);
    const answers = [await write(), await write(), await write()];

    expect(answers.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('1');
  });

  it('lose an answer after the work was done', async () => {
    cluster.faults.next({ does: 'reset', when: 'after', method: 'PATCH' });

    await expect(
      apply(cluster, `${WIDGETS}/lost`, aWidget({ size: 'small' }, { name: 'lost' })),
    ).rejects.toThrow('fetch failed');
    expect((await call(cluster, `${WIDGETS}/lost`)).status).toBe(200);
  });
});
