import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aMinableKind, aTalk } from '../../../test/mining-builders.ts';
import { loadPrompts, renderPrompt } from '../../prompts/prompt-file.ts';
import { minePatterns } from '../../prompts/mine-patterns.ts';
import { TASKS } from '../../prompts/tasks.ts';
import { z } from 'zod';
import { estimateTokens } from '../tokens.ts';
import { createKindMentions } from './kind-mentions.ts';
import { createMiningBatches } from './mining-batches.ts';

const KINDS = [
  aMinableKind('Deployment.apps'),
  aMinableKind('NetworkPolicy.networking.k8s.io', { tags: ['firewall'] }),
  aMinableKind('ParameterGroup.rds.example.org', { role: 'part' }),
  aMinableKind('Instance.rds.example.org', { tags: ['database'] }),
  aMinableKind('Instance.ec2.example.org', { tags: ['machine'] }),
];

function offered(...said: readonly string[]): readonly string[] {
  const [batch] = createMiningBatches(KINDS)([aTalk('1', ...said)]);
  return batch?.request.resources.map(({ name }) => name) ?? [];
}

describe('the resources that a call offers', () => {
  it.each([
    ['A: a network policy', ['networkpolicies.networking.k8s.io']],
    ['A: NetworkPolicies!', ['networkpolicies.networking.k8s.io']],
    ['A: `networkpolicies.networking.k8s.io`', ['networkpolicies.networking.k8s.io']],
    ['A: open the firewall', ['networkpolicies.networking.k8s.io']],
    ['A: これはDeploymentで', ['deployments.apps']],
    ['A: RDS-Instanzen', ['instances.rds.example.org', 'parametergroups.rds.example.org']],
    ['A: an rds instance', ['instances.rds.example.org']],
    ['A: good morning', []],
  ])('are those that its words may name: %s', (line, names) => {
    expect(offered(line)).toEqual(names);
  });

  it('are named surely before they are only tagged so', () => {
    expect(offered('A: a database behind a NetworkPolicy')).toEqual([
      'networkpolicies.networking.k8s.io',
      'instances.rds.example.org',
    ]);
  });

  it('of the clouds that are said come before those of others', () => {
    const kinds = ['aws', 'gcp'].map((cloud) =>
      aMinableKind(`Bucket.storage.${cloud}.example.org`, { providers: [cloud] }),
    );
    const [batch] = createMiningBatches(kinds)([aTalk('1', 'A: a Bucket in GCP')]);

    expect(batch?.request.resources.map(({ name }) => name)).toEqual([
      'buckets.storage.gcp.example.org',
      'buckets.storage.aws.example.org',
    ]);
  });

  it('are found in time that does not grow with the kinds', () => {
    const many = Array.from({ length: 3_000 }, (_, place) =>
      aMinableKind(`Kind${place}.example.org`),
    );
    const batches = createMiningBatches([...many, ...KINDS]);
    const talks = Array.from({ length: 50 }, (_, place) => aTalk(`${place}`, 'A: a NetworkPolicy'));

    expect(batches(talks).flatMap(({ request }) => request.resources)).toHaveLength(10);
  });
});

describe('calls', () => {
  it('read at most five conversations, in their order, and name them by their place', () => {
    const talks = Array.from({ length: 7 }, (_, place) => aTalk(`${place}`, `A: talk ${place}`));
    const batches = createMiningBatches(KINDS)(talks);

    expect(batches.map(({ conversations }) => conversations.length)).toEqual([5, 2]);
    expect(batches.flatMap(({ conversations }) => conversations)).toEqual(talks);
    expect(batches[1]?.request.conversations.map(({ id, lines }) => [id, lines[0]?.id])).toEqual([
      ['c1', 'm1'],
      ['c2', 'm1'],
    ]);
  });

  it('of several conversations cost at most 3,000 tokens', () => {
    const kinds = Array.from({ length: 200 }, (_, place) =>
      aMinableKind(`LongerKind${place}.group${place % 9}.example.org`, {
        tags: ['database', 'relational database', 'postgresql'],
      }),
    );
    const talks = Array.from({ length: 20 }, (_, place) =>
      aTalk(
        `${place}`,
        ...Array<string>(8).fill('A: For a database we use LongerKind7 and others.'),
      ),
    );
    const prompt = loadPrompts(join(import.meta.dirname, '../../../prompts'), TASKS).get(
      minePatterns.id,
    );
    if (!prompt) throw new Error('no prompt');
    const schema = estimateTokens(JSON.stringify(z.toJSONSchema(minePatterns.output)));
    const costs = createMiningBatches(kinds)(talks).map(({ request }) => {
      const input = minePatterns.input.parse(request);
      const { system, user } = renderPrompt(prompt, minePatterns.values(input));
      return estimateTokens(system + user) + schema;
    });

    expect(costs.length).toBeGreaterThan(1);
    expect(Math.max(...costs)).toBeLessThanOrEqual(3_000);
  });

  it('read a longer conversation alone', () => {
    const long = aTalk('long', ...Array<string>(40).fill(`A: ${'word '.repeat(40)}`));
    const batches = createMiningBatches(KINDS)([aTalk('1', 'A: x'), long, aTalk('2', 'A: y')]);

    expect(batches.map(({ conversations }) => conversations.map(({ id }) => id))).toEqual([
      ['1'],
      ['long'],
      ['2'],
    ]);
  });
});

it('names kinds where they stand, the longest name alone', () => {
  const mentionsIn = createKindMentions([
    { id: 'a', name: 'instances.rds.example.org', kind: 'Instance', words: [] },
    { id: 'b', name: 'clusters.rds.example.org', kind: 'Cluster', words: [] },
  ]);

  expect(mentionsIn('An RDS instance.')).toEqual([{ id: 'a', by: 'service', start: 3, end: 15 }]);
  expect(mentionsIn('rds').map(({ id }) => id)).toEqual(['a', 'b']);
  expect(mentionsIn('hundreds of birds')).toEqual([]);
});
