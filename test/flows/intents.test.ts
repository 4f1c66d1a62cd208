import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { startWorld, type World } from '../world.ts';
import { approve } from './approve.ts';
import { lead } from './person.ts';
import { renamedPlatform } from './renamed-platform.ts';

const DATABASE = 'create a PostgreSQL database in AWS';
const IN_WORDS = 'a managed service, publicly accessible, with schema management';

const LENGTH_MAX = 4_000;
const LONG = `a small PostgreSQL database for our team. ${'It keeps the orders of the shop. '.repeat(130)}`;

describe('on the demo platform', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
  });

  afterAll(() => world.close());

  it('leads from a vague wish for PostgreSQL to the portable claim on AWS, applied', async () => {
    const outcome = await lead(world, { intent: DATABASE, clarified: IN_WORDS, name: 'orders' });

    expect(outcome).toMatchObject({ end: 'reviewed', refusals: 0 });
    expect(labels(outcome.asked)).toEqual(['Name', 'Namespace', 'Size', 'Region']);
    expect(outcome.asked.join('\n')).not.toMatch(/azure|google|gcp/iu);

    await approve(outcome.talk);
    const applied = objectNamed(world, 'orders');
    expect(applied).toMatchObject({
      spec: {
        size: 'small',
        region: 'us-east-1',
        crossplane: { compositionSelector: { matchLabels: { provider: 'aws' } } },
      },
    });
  });

  it('asks each shared value of a web application once, and links its objects', async () => {
    const intent = 'a web application from image nginx:1.27, exposed to users at shop.example.com';
    const outcome = await lead(world, { intent, choice: 2, name: 'shop' });

    expect(outcome).toMatchObject({ end: 'reviewed', refusals: 0 });
    expect(outcome.chosen).toMatch(/Deployment.*Service.*Ingress/u);
    expect(labels(outcome.asked)).toEqual([
      'Name',
      'Namespace',
      'Container image',
      'Container port',
      'Host name',
    ]);

    await approve(outcome.talk);
    const applied = world.cluster.objects().filter((object) => nameOf(object) === 'shop');
    expect(JSON.stringify(applied)).toContain('"host":"shop.example.com"');
    expect(JSON.stringify(applied)).toContain('"image":"nginx:1.27"');
    expect(kindsOf(applied)).toEqual(expect.arrayContaining(['Deployment', 'Service', 'Ingress']));
    const service = applied.find(({ kind }) => kind === 'Service');
    expect(service).toMatchObject({
      spec: { selector: { 'app.kubernetes.io/name': 'shop' }, ports: [{ targetPort: 8080 }] },
    });
  });

  it.each([
    ['a bucket for uploads in AWS', /Bucket|ObjectStore/u],
    ['object storage in Azure', /azure|ObjectStore/u],
    ['a redis cache', /Redis/u],
    ['a message queue', /Queue/u],
    ['a kafka topic', /KafkaTopic/u],
    ['send the report every night', /CronJob/u],
    ['self-hosted postgres with backups', /Cluster \(postgres/u],
    ['SSL cert for api.example.com', /Certificate/u],
    ['get a password out of the vault', /ExternalSecret/u],
    ['scale my workers with the load', /Scaler/u],
    ['alert me when my service is down', /AlertRule/u],
    ['deploy an app from its git repo', /Application \(gitops/u],
    ['10 GB disk for my app', /PersistentVolumeClaim/u],
    ['block traffic to my pods', /NetworkPolicy/u],
    ['postgress databse', /SqlDatabase/u],
    ['ich brauche eine Datenbank', /SqlDatabase/u],
    ['db', /SqlDatabase/u],
  ])('"%s" passes its dry run at the first attempt', async (intent, chosen) => {
    const outcome = await lead(world, { intent, name: `made-${nextNumber(world)}` });

    expect(outcome).toMatchObject({ end: 'reviewed', refusals: 0 });
    expect(outcome.chosen).toMatch(chosen);
    expect(new Set(labels(outcome.asked)).size).toBe(outcome.asked.length);
  });

  it('reads an intent as long as may be', async () => {
    const outcome = await lead(world, { intent: LONG.slice(0, LENGTH_MAX), name: 'long' });

    expect(outcome).toMatchObject({ end: 'reviewed', refusals: 0 });
    expect(outcome.chosen).toMatch(/SqlDatabase/u);
  });

  it.each(['something for reports', 'a quantum computer', 'flurble the wug', 'a graph database'])(
    'says honestly that it has nothing for "%s"',
    async (intent) => {
      const { end, talk } = await lead(world, { intent, name: 'nothing' });

      expect(end).toBe('nothing');
      expect(talk.text()).toContain('This cluster has nothing for that.');
    },
  );
});

describe('on the demo platform under other names', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ cluster: { documents: renamedPlatform(), pace: 1_000 } });
  });

  afterAll(() => world.close());

  it('leads to the same portable claim on AWS, applied', async () => {
    const outcome = await lead(world, { intent: DATABASE, clarified: IN_WORDS, name: 'orders' });

    expect(outcome).toMatchObject({ end: 'reviewed', refusals: 0 });
    expect(labels(outcome.asked)).toEqual(['Name', 'Namespace', 'Size', 'Region']);

    await approve(outcome.talk);
    expect(objectNamed(world, 'orders')).toMatchObject({
      spec: { crossplane: { compositionSelector: { matchLabels: { provider: 'aws' } } } },
    });
  });

  it.each([
    'a web application exposed to users',
    'a bucket in AWS',
    'a redis cache',
    'a TLS certificate for shop.example.com',
    'deploy an application from git',
  ])('"%s" passes its dry run at the first attempt', async (intent) => {
    const outcome = await lead(world, { intent, name: `made-${nextNumber(world)}` });

    expect(outcome).toMatchObject({ end: 'reviewed', refusals: 0 });
  });
});

function labels(asked: readonly string[]): string[] {
  return asked.map((question) => question.slice(0, question.indexOf(': ')));
}

function objectNamed({ cluster }: World, name: string): JsonObject | undefined {
  return cluster.objects().find((object) => nameOf(object) === name);
}

function nameOf({ metadata }: JsonObject): unknown {
  return isJsonObject(metadata) ? metadata['name'] : undefined;
}

function kindsOf(objects: readonly { readonly kind?: unknown }[]): unknown[] {
  return objects.map(({ kind }) => kind);
}

/** Unlike those before, so that conversations of one world never change each other's objects. */
function nextNumber({ slack }: World): number {
  return slack.messages('#platform').length;
}
