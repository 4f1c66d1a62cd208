import { describe, expect, it } from 'vitest';
import { INTERNET_GATEWAY, SQL_CLAIM } from '../../../test/pattern-builders.ts';
import { readConditions } from '../../domain/pattern/conditions.ts';
import { conditionsText } from '../../domain/pattern/conditions-words.ts';
import { type WriteRationaleInput, writeRationale } from '../../prompts/write-rationale.ts';
import { solveWriteRationale } from './write-rationale.ts';

const gateway = { kind: INTERNET_GATEWAY, providers: ['aws'] };
const claim = { kind: SQL_CLAIM, providers: ['aws', 'azure'] };
const CASES = [
  ['AWS public services', gateway, 'Use it to connect a private network with the internet in AWS.'],
  ['AWS queues', gateway, 'Use it to connect a VPC with the internet.'],
  ['AWS networks', gateway, 'Use it to connect a private network with the internet in AWS.'],
  ['Internal AWS services', gateway, 'Use it for gateways.'],
  ['DevOps Toolkit DB', claim, 'Use it to get a database with backups in any cloud.'],
  ['PostgreSQL database', claim, 'Use it for databases when they must be public only.'],
  ['Datenbanken, nicht öffentlich', claim, ''],
  ['S3 and 3 more. Really?', claim, 'Use it for 99 things.'],
] as const;

describe('a rationale of a pattern, without a model', () => {
  it.each(CASES)('tells of its resources, and applies as its name says: %s', (name, known, use) => {
    const given = { name, triggers: [], rationale: '' };
    const conditions = readConditions(given, [known]);
    const input: WriteRationaleInput = {
      subject: 'pattern',
      sentence: name,
      triggers: [],
      resources: [{ name: known.kind.kind, use }],
      scope: conditionsText(conditions),
    };
    const output = solveWriteRationale(input);

    expect(writeRationale.output.safeParse(output).error).toBeUndefined();
    expect(writeRationale.verify(input, output)).toBeUndefined();
    expect(output.text).toContain(known.kind.kind);
    expect(output.text).toContain(conditionsText(conditions));
    expect(readConditions({ ...given, rationale: output.text }, [known])).toEqual(conditions);
  });

  it('says what its resources are for and that rules wrote it, and claims nothing of anybody', () => {
    const text = solveWriteRationale({
      subject: 'pattern',
      sentence: 'AWS public services',
      triggers: [],
      resources: [{ name: 'Gateway', use: 'Use it to connect a VPC with the internet.' }],
      scope: 'solutions that run natively in AWS',
    }).text;

    expect(text).toBe(
      'Gateway is there to connect a VPC with the internet. Gateway belongs to “AWS public services”. It applies to solutions that run natively in AWS. This was written by built-in rules from what is known of its resources.',
    );
  });

  it('stays within its length however much belongs together', () => {
    const resources = Array.from({ length: 8 }, (_, index) => ({
      name: `Kind${'x'.repeat(58)}${index}`,
      use: `Use it to ${'keep files '.repeat(10)}`,
    }));
    const scope = 'requests '.repeat(100);
    const input = { subject: 'pattern', triggers: [], resources, scope } as const;
    const whole = { ...input, triggers: [], resources, sentence: 'Name '.repeat(16) };
    const output = solveWriteRationale(whole);

    expect(writeRationale.output.safeParse(output).error).toBeUndefined();
    expect(writeRationale.verify(whole, output)).toBeUndefined();
    expect(output.text).toContain('and others');
  });
});

describe('a rationale of a policy, without a model', () => {
  const SENTENCES = [
    ['Databases in AWS should always run in the us-east-1 region', 'how far its data travels'],
    ['Buckets must be encrypted and must not be public', 'attacked from there'],
    ['All containers must have memory limits of at most 4Gi', 'everything else on its node'],
    ['Deployments must have the label team', 'whose it is'],
    ['Queues must be called like their owner.', 'found and changed later'],
    ['Services must be public', 'found and changed later'],
  ] as const;

  it.each(SENTENCES)('says what goes wrong without it, and no word twice: %s', (sentence, told) => {
    const scope = 'only a-team';
    const input = { subject: 'policy', sentence, triggers: [], resources: [], scope } as const;
    const asked = { ...input, triggers: [], resources: [] };
    const output = solveWriteRationale(asked);

    expect(writeRationale.output.safeParse(output).error).toBeUndefined();
    expect(writeRationale.verify(asked, output)).toBeUndefined();
    expect(output.text).toContain(told);
    // Both may change later, and stand beside it.
    expect(output.text).not.toContain(sentence);
    expect(output.text).not.toContain(scope);
  });

  it('says nothing of dangers that the sentence does not speak of', () => {
    const sentence = 'Services must be public';
    const input = { subject: 'policy', sentence, triggers: [], resources: [], scope: '' } as const;

    expect(solveWriteRationale({ ...input, triggers: [], resources: [] }).text).toBe(
      'Keeping to one way from the beginning is less work. What is set up in another way has to be found and changed later.',
    );
  });
});
