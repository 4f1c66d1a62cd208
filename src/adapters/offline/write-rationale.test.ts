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
