import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  apply,
  aWidget,
  WIDGET_PLATFORM,
  WIDGETS,
} from '../../../test/playground/cluster-caller.ts';
import { type Heard, listen } from '../../../test/playground/page-client.ts';
import { type PageWorld, startPageWorld } from '../../../test/playground/page-world.ts';
import { CHANGE_ANNOTATION } from '../../domain/change/digest.ts';
import type { JsonObject } from '../../domain/json.ts';
import { type DemoCluster, startDemoCluster } from '../cluster/demo-cluster.ts';
import type { ClusterOnPage, ObjectOnPage } from '../page-protocol.ts';

let nowMs: number;
let cluster: DemoCluster;
let world: PageWorld;
let stream: Heard<ClusterOnPage>;

beforeEach(async () => {
  nowMs = Date.parse('2026-01-01T00:00:00Z');
  cluster = await startDemoCluster({
    documents: WIDGET_PLATFORM,
    clock: { now: () => new Date(nowMs) },
  });
  world = await startPageWorld({ server: { cluster } });
  stream = await listen<ClusterOnPage>(world.server.url, '/playground/cluster');
});
afterEach(async () => {
  stream.close();
  await world.close();
  await cluster.close();
});

function latest(name: string): Promise<ObjectOnPage> {
  return stream.until((events) => events.at(-1)?.objects.find((object) => object.name === name));
}

it('shows nothing of what the platform began with', async () => {
  expect((await stream.until(([first]) => first)).objects).toEqual([]);
});

it('shows what was written, and how it becomes ready', async () => {
  const annotations = { [CHANGE_ANNOTATION]: 'chg-1' };
  const metadata = { name: 'one', namespace: 'a-team', annotations };
  await apply(cluster, `${WIDGETS}/one`, { ...aWidget({ size: 'small' }), metadata });
  const written = await latest('one');
  expect(written).toMatchObject({
    apiVersion: 'shop.example/v1',
    kind: 'Widget',
    namespace: 'a-team',
    createdAt: '2026-01-01T00:00:00Z',
    readiness: 'waiting',
    reason: expect.stringMatching(/\.$/u),
    changeId: 'chg-1',
  });
  expect(written.yaml).toMatch(/^apiVersion: shop.example\/v1\nkind: Widget\n/u);
  expect(written.yaml).not.toContain('managedFields');

  nowMs += 90_000;
  cluster.tick();
  const ready = await stream.until((events) =>
    events.at(-1)?.objects.find(({ readiness }) => readiness === 'ready'),
  );
  expect(ready.id).toBe(written.id);
  expect(ready.conditions).toContainEqual(
    expect.objectContaining({ type: 'Ready', status: 'True', since: expect.any(String) }),
  );
});

it('shows the platform’s own object once somebody writes to it', async () => {
  await apply(cluster, '/api/v1/namespaces/a-team', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'a-team', labels: { owner: 'ana' } },
  });

  expect(await latest('a-team')).toMatchObject({ kind: 'Namespace' });
});

it('shows of a secret only which values it has', async () => {
  const secret: JsonObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'login', namespace: 'a-team' },
    data: { password: Buffer.from('hunter2-hunter2').toString('base64') },
  };
  await apply(cluster, '/api/v1/namespaces/a-team/secrets/login', secret);
  const shown = await latest('login');

  expect(shown.yaml).toContain('password:');
  expect(JSON.stringify(stream.events)).not.toContain(
    Buffer.from('hunter2-hunter2').toString('base64'),
  );
  expect(shown.readiness).toBe('no-status');
});

it('leaves out what only says how others are run', async () => {
  const event: JsonObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'pulled', namespace: 'a-team' },
    involvedObject: { kind: 'Pod', name: 'one' },
  };
  const written = await apply(cluster, '/api/v1/namespaces/a-team/events/pulled', event);
  expect(written.status).toBe(201);
  await apply(cluster, `${WIDGETS}/one`, aWidget({ size: 'small' }));
  await latest('one');

  expect(stream.events.at(-1)?.objects.map(({ kind }) => kind)).toEqual(['Widget']);
});

it('is not there for a cluster that is the person’s own', async () => {
  const own = await startPageWorld();
  const heard = listen<ClusterOnPage>(own.server.url, '/playground/cluster');

  await expect(heard).rejects.toThrow('1008: The cluster is your own, not the demo’s.');
  await own.close();
});
