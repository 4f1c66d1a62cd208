import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { loadRecordings } from '../../src/playground/cluster/recordings.ts';
import { findRecordings, missingRecordings } from '../recordings-server.ts';
import { startWorld, type World } from '../world.ts';
import { approve } from './approve.ts';
import { ask } from './at-the-wire.ts';
import { lead } from './person.ts';

/** What a platform team would have beside the recorded claim: one Composition for each cloud. */
const COMPOSITIONS = ['aws', 'azure', 'google'].map((provider) => ({
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
  metadata: { name: `${provider}-postgresql`, labels: { provider, db: 'postgresql' } },
  spec: {
    mode: 'Pipeline',
    compositeTypeRef: { apiVersion: 'devopstoolkit.live/v1beta1', kind: 'SQL' },
    pipeline: [{ step: 'compose', functionRef: { name: 'compose' } }],
  },
}));

describe.skipIf(missingRecordings())('on the recordings of a real cluster', () => {
  let folder: string;
  let world: World;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dotai-article-'));
    execFileSync('tar', ['-xJf', findRecordings() ?? '', '-C', folder]);
    const { server } = loadRecordings(join(folder, 'recordings'));
    world = await startWorld({
      cluster: { documents: COMPOSITIONS, recorded: server, pace: 1_000 },
    });
  });

  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  it('holds the conversation of the article, from a vague wish to an applied database', async () => {
    const talk = await ask(world, { intent: 'Create a PostgreSQL database in AWS.' });
    await talk.sees('A few questions first');
    await talk.say(
      'It should be managed PostgreSQL DB in AWS (RDS), there should be DB schema management, ' +
        'and it should be publicly accessible.',
    );
    expect(textOf(await talk.sees('Press a button'))).toMatch(/1\. SQL in AWS/u);
    await talk.say('1');

    const required = textOf(await talk.sees('Required settings'));
    expect(required).toContain('Options: a-team, b-team, default');
    expect(required).not.toMatch(/azure|google|upcloud/iu);
    await talk.say('1. my-db, 2. a-team, 3. small, 4. us-east-1');

    const basic = textOf(await talk.sees('Basic settings'));
    expect(numberOf(basic, 'Databases')).toBeDefined();
    await talk.say(`${numberOf(basic, 'Databases')}. db-01, db-02`);
    await talk.say('Write a sample schema for me');
    await talk.sees('written for you: look it over');
    await talk.say('skip');
    await talk.say('skip');
    await talk.say('N/A');
    await talk.sees('The cluster accepted this in a dry run');
    await approve(talk);

    const applied = world.cluster.objects().find(({ kind }) => kind === 'SQL');
    expect(applied).toMatchObject({
      metadata: { name: 'my-db', namespace: 'a-team' },
      spec: {
        size: 'small',
        region: 'us-east-1',
        databases: ['db-01', 'db-02'],
        crossplane: { compositionSelector: { matchLabels: { provider: 'aws' } } },
      },
    });
    expect(JSON.stringify(applied)).toContain('CREATE TABLE');
  });

  it.each([
    ['an S3 bucket in AWS', /Bucket \(s3\.aws/u],
    ['PostgreSQL in this cluster with backups', /Cluster \(postgresql/u],
    ['a web application exposed to users at shop.example.com', /Deployment.*Service.*Ingress/u],
    ['a TLS certificate for shop.example.com', /Certificate/u],
    ['sync a password from Vault into a secret', /ExternalSecret/u],
    ['run a job every night', /CronJob/u],
  ])('"%s" passes its dry run at the first attempt', async (intent, chosen) => {
    const name = `made-${world.slack.messages('#platform').length}`;
    const outcome = await lead(world, { intent, name });

    expect(outcome).toMatchObject({ end: 'reviewed', refusals: 0 });
    expect(outcome.chosen).toMatch(chosen);
  });

  it('has nothing for a graph database, and says so', async () => {
    const { talk } = await lead(world, { intent: 'a graph database like Neo4j', name: 'none' });

    expect(talk.text()).toContain('This cluster has nothing for that.');
  });
});

/** The number that a card gives a question. */
function numberOf(card: string, label: string): string | undefined {
  return new RegExp(`^(\\d+)\\. \\*?${label}`, 'mu').exec(card)?.[1];
}
