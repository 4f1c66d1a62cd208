import { array, assert, asyncProperty, constantFrom, oneof, string, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSummary, databases, workloads } from '../../../test/capability-summaries.ts';
import { applyOpenRequirements, type OpenField } from '../../prompts/apply-open-requirements.ts';
import { assembleSolutions } from '../../prompts/assemble-solutions.ts';
import { clarifyIntent } from '../../prompts/clarify-intent.ts';
import { interpretReply, type AskedQuestion } from '../../prompts/interpret-reply.ts';
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

const WISHES = (
  'backups for 7 days , . ; and with not no never encrypted storage “retention” public publicly x a it ' +
  'must be at most 100 connections tier premium https://wiki.example/x <!channel> password: hunter2-x9 ' +
  'N/A it’s don’t … 日本語 Größe 50 GiB 2weeks &lt; [hidden] version 15.4 \n'
).split(' ');

const FIELDS: readonly OpenField[] = [
  { id: '1', path: 'spec.backupRetentionPeriod', type: 'integer', description: 'Days of backups.' },
  { id: '2', path: 'spec.storageEncrypted', type: 'boolean', description: 'Encrypts the storage.' },
  { id: '3', path: 'spec.tier', type: 'string', description: 'Tier.', enum: ['premium', 'free'] },
  { id: '4', path: 'spec.version', type: 'string', description: 'The version.' },
  { id: '5', path: 'spec.adminPassword', type: 'string', description: 'The password.' },
];

describe('whatever is wished at the end', () => {
  it('is set or said back within the contract: quotes are found in the text', async () => {
    const words = array(oneof(constantFrom(...WISHES), string({ maxLength: 6 })), {
      maxLength: 20,
    });
    await assert(
      asyncProperty(words, async (wishes) => {
        const text = wishes.join(' ');
        const { output } = await model.ask(applyOpenRequirements, { text, fields: [...FIELDS] });
        expect(output.values.length).toBeLessThanOrEqual(FIELDS.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

const REPLIES = (
  'call it my-db put in a-team namespace the size should be small large Medium please version 15 16 two ' +
  'replicas 3 none public not yes no true databases are orders and invoices , . ; : = region eu-west-1 ' +
  'instead of default name is x “y” ? in to for 1. 2)'
).split(' ');

function asked(id: string, type: AskedQuestion['type'], options: string[] = []): AskedQuestion {
  return { id, number: 1, label: id, text: `Which ${id}?`, type, options };
}

const QUESTIONS: readonly AskedQuestion[] = [
  asked('name', 'string'),
  asked('namespace', 'string', ['a-team', 'default']),
  asked('size', 'string', ['small', 'medium', 'large']),
  { ...asked('region', 'string', ['eu-west-1']), isOpen: true },
  asked('replicas', 'integer'),
  asked('version', 'int-or-string'),
  asked('public', 'boolean'),
  asked('databases', 'array'),
  asked('labels', 'map'),
];

describe('whatever is said in the thread', () => {
  it('is read within the contract: values are what a form would take', async () => {
    const words = array(constantFrom(...REPLIES), { maxLength: 14 });
    await assert(
      asyncProperty(words, async (said) => {
        const input = { questions: [...QUESTIONS], text: said.join(' ') };
        const { output } = await model.ask(interpretReply, input);
        expect(output.answers.length).toBeLessThanOrEqual(QUESTIONS.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

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
