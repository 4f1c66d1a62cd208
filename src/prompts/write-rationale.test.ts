import { describe, expect, it } from 'vitest';
import { solveWriteRationale } from '../adapters/offline/write-rationale.ts';
import { type WriteRationaleInput, writeRationale } from './write-rationale.ts';

const asked: WriteRationaleInput = {
  subject: 'policy',
  sentence: 'Databases in AWS should always run in the us-east-1 region',
  triggers: ['database'],
  resources: [],
  scope: 'all namespaces',
};

describe('a rationale that was written', () => {
  it('is 2 to 4 sentences that say no more than the sentence does', () => {
    const text = 'The data stays in one place, us-east-1. Elsewhere latency would grow.';

    expect(writeRationale.verify(asked, { text })).toBe(undefined);
  });

  it.each([
    ['a single sentence', 'It keeps data in one place.', /single/u],
    ['five sentences', 'A. B. C. D. E.', /5 sentences/u],
    ['a list', '- One thing.\n- Another thing.', /list/u],
    ['a number that nobody named', 'In 2019 it went wrong. Never again.', /2019/u],
    ['a link', 'Read https://evil.example now. It helps.', /a link/u],
  ])('is refused for %s', (_, text, fault) => {
    expect(writeRationale.verify(asked, { text })).toMatch(fault);
  });
});

describe('without a model', () => {
  it.each<Partial<WriteRationaleInput>>([
    { sentence: 'Databases in AWS should always run in the us-east-1 region' },
    { subject: 'pattern', sentence: 'Databases come with a backup. Always! Really?' },
    { sentence: `Use <!channel> 3 times. ${'long '.repeat(400)}`, scope: '' },
    { sentence: '1. first\n2. second' },
  ])('a truthful one is made of whatever the sentence is, case %#', (parts) => {
    const input = { ...asked, ...parts };
    const output = solveWriteRationale(input);

    expect(writeRationale.output.safeParse(output).error).toBe(undefined);
    expect(writeRationale.verify(input, output)).toBe(undefined);
    // The sentence stands beside its reason wherever that is shown.
    expect(output.text).not.toContain(input.sentence);
    expect(output.text).toMatch(/^[A-Z][^\n]{30,}\.$/u);
    expect(output.text).not.toContain('<!channel>');
  });
});
