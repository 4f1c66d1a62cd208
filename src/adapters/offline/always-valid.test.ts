import { array, assert, asyncProperty, constantFrom, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSummary, databases, workloads } from '../../../test/capability-summaries.ts';
import { assembleSolutions } from '../../prompts/assemble-solutions.ts';
import { clarifyIntent } from '../../prompts/clarify-intent.ts';
import { createOfflineModel } from './language-model.ts';

const model = createOfflineModel();

const WORDS = (
  'create a postgresql database in aws azure with and for publicly accessible exposed to users web ' +
  'application backups every night cluster instance job not without managed in this cluster schema ' +
  'management autoscale monitor policy internal . , ? yes no 3 replicas rds secret pooler'
).split(' ');

/** Kinds that lean on each other, share names, or come twice. */
const awkward = [
  aSummary({ kind: 'Pooler', group: 'postgresql.example.io', fields: ['cluster.name'] }),
  aSummary({
    kind: 'Cluster',
    group: 'rds.aws.example.org',
    providers: ['aws'],
    tags: ['database'],
  }),
  aSummary({
    kind: 'ClusterInstance',
    group: 'rds.aws.example.org',
    providers: ['aws'],
    tags: ['database', 'postgresql'],
    fields: ['clusterIdentifier', 'publiclyAccessible'],
  }),
  aSummary({ kind: 'Secret', group: '', abstraction: 'core', tags: ['secret', 'policy'] }),
  aSummary({ kind: 'Policy', role: 'setup', tags: ['policy', 'schema'] }),
];

describe('whatever is asked of whatever is found', () => {
  it('is answered within the contract', async () => {
    const capabilities = subarray([...databases, ...workloads, ...awkward]);
    const intents = array(constantFrom(...WORDS), { maxLength: 14 });
    await assert(
      asyncProperty(intents, capabilities, async (words, found) => {
        const intent = words.join(' ');
        const base = { intent, capabilities: found };
        const clarified = await model.ask(clarifyIntent, base);
        const assembled = await model.ask(assembleSolutions, {
          ...base,
          clarifications: clarified.output.questions.flatMap(({ text, options }) =>
            options.slice(0, 1).map(({ label }) => ({ question: text, answer: label })),
          ),
          patterns: [],
        });
        expect(assembled.output.solutions.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 300 },
    );
  });

  it('is answered at once, even for the longest intent', async () => {
    const intent = 'a publicly accessible database, exposed to users and '.repeat(80);

    const { output } = await model.ask(clarifyIntent, {
      intent: intent.slice(0, 4_000),
      capabilities: [...databases, ...workloads],
    });

    expect(output.questions.length).toBeLessThanOrEqual(5);
  });
});
