import { describe, expect, it } from 'vitest';
import {
  aSummary,
  awsDatabase,
  azureDatabase,
  clusterDatabase,
  databases,
  workloads,
} from '../../../test/capability-summaries.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import { clarifyIntent } from '../../prompts/clarify-intent.ts';
import { solveClarifyIntent } from './clarify-intent.ts';

function questionsFor(intent: string, capabilities: readonly CapabilitySummary[]) {
  const input = { intent, capabilities: [...capabilities] };
  const output = clarifyIntent.output.parse(solveClarifyIntent(input));
  expect(clarifyIntent.verify(input, output)).toBeUndefined();
  return output.questions;
}

function idsFor(intent: string, capabilities: readonly CapabilitySummary[]): string[] {
  return questionsFor(intent, capabilities).map(({ id }) => id);
}

describe('clarifying an intent', () => {
  it('asks for the cloud where several could be meant, and offers what is there', () => {
    const [place] = questionsFor('a PostgreSQL database', [
      awsDatabase,
      azureDatabase,
      clusterDatabase,
    ]);

    expect(place?.id).toBe('place');
    expect(place?.options.map(({ label }) => label)).toEqual([
      'In AWS',
      'In Azure',
      'In this cluster',
    ]);
  });

  it('offers no cloud that was refused', () => {
    const [place] = questionsFor('a PostgreSQL database, anything but Azure', [
      awsDatabase,
      azureDatabase,
      clusterDatabase,
    ]);

    expect(place?.options.map(({ value }) => value)).toEqual(['aws', 'in-cluster']);
  });

  it('asks where to keep what shall be queried, and not who may reach it where that was said', () => {
    const clouds = [awsDatabase, azureDatabase, clusterDatabase];

    expect(idsFor('our team must record its bookings and read them with SQL', clouds)).toContain(
      'place',
    );
    expect(idsFor('PostgreSQL in this cluster, only accessible from inside', clouds)).toEqual([]);
  });

  it('asks for access only to what others connect to', () => {
    const certificates = ['Certificate', 'Seal'].map((kind) =>
      aSummary({ kind, tags: ['certificate'], fields: kind === 'Seal' ? ['public'] : [] }),
    );

    expect(idsFor('a certificate', certificates)).toEqual([]);
  });

  it('asks for no access where a repository decides it', () => {
    expect(idsFor('deploy our web application from its repository', workloads)).toEqual([]);
  });

  it('asks who runs it where the cloud is named and both are possible', () => {
    expect(idsFor('a PostgreSQL database in AWS', [awsDatabase, clusterDatabase])).toContain(
      'hosting',
    );
    expect(idsFor('a managed PostgreSQL database in AWS', databases)).not.toContain('hosting');
  });

  it('asks nothing once the intent says everything', () => {
    const intent = 'managed PostgreSQL in AWS with schema management, publicly accessible';

    expect(idsFor(intent, databases)).toEqual([]);
  });

  it('understands its own options as answers', () => {
    const intent = 'a PostgreSQL database in AWS';
    const asked = questionsFor(intent, databases);
    const answered = [0, 1].map((choice) =>
      [intent, ...asked.map(({ options }) => options[choice]?.label ?? '')].join('. '),
    );

    expect(asked.map(({ id }) => id)).toEqual(['hosting', 'access', 'schema-management']);
    expect(answered.map((clear) => idsFor(clear, databases))).toEqual([[], []]);
  });

  it('asks whether a web application is for the outside, unless that was said', () => {
    expect(idsFor('a web application', workloads)).toEqual(['access']);
    expect(idsFor('a web application exposed to users', workloads)).toEqual([]);
    expect(idsFor('an internal web application', workloads)).toEqual([]);
  });

  it('asks nothing where nothing fits', () => {
    expect(idsFor('order a pizza', [...databases, ...workloads])).toEqual([]);
  });

  it('adds words to search with that the intent does not use', () => {
    const { searchWords } = solveClarifyIntent({
      intent: 'a web application with autoscaling',
      capabilities: [],
    });

    expect(searchWords).toContain('ingress');
    expect(searchWords).toContain('horizontal pod autoscaler');
    expect(searchWords).not.toContain('web');
  });
});
