import { describe, expect, it } from 'vitest';
import { withoutRefused } from './refused-options.ts';

const address = { alias: 'db', path: "spec.selector.matchLabels['provider']" };

function factsWith(...values: readonly string[]) {
  const options = values.map((value) => ({ value, label: value }));
  return { namespaces: [], options: [{ address, options }] };
}

describe('withoutRefused', () => {
  it('neither offers what an intent refuses nor reads it as a wish', () => {
    const facts = factsWith('aws', 'azure', 'google');
    const { facts: left, intent } = withoutRefused({ facts, intent: 'a database, but not on GCP' });

    expect(left.options[0]?.options.map(({ value }) => value)).toEqual(['aws', 'azure']);
    expect(intent).toBe('a database');
  });

  it('leaves options that would be gone otherwise', () => {
    const from = { facts: factsWith('aws'), intent: 'anything but AWS' };

    expect(withoutRefused(from).facts).toEqual(from.facts);
  });

  it('changes nothing where nothing is refused', () => {
    const from = { facts: factsWith('aws', 'small'), intent: 'a small database in AWS' };

    expect(withoutRefused(from)).toBe(from);
  });
});
