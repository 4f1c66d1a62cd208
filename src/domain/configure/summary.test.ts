import { describe, expect, it } from 'vitest';
import { aQuestion } from '../../../test/recommend-builders.ts';
import type { Json } from '../json.ts';
import { HIDDEN } from '../redaction.ts';
import { describeObjects } from './summary.ts';

const given = {
  questionId: 'size',
  by: 'ana',
  at: '2026-01-05T10:00:00.000Z',
  how: 'typed',
} as const;

function shown(value: Json, label = 'Schemas'): string | undefined {
  const [fact] = describeObjects({
    solution: { bindings: [] },
    questions: [aQuestion({ label })],
    answers: [{ ...given, value }],
  });
  return fact?.value;
}

describe('a value on a card', () => {
  it('shows what a list holds, SQL with its lines', () => {
    const sql = 'CREATE TABLE a (\n  id INT\n);\n';

    expect(shown([{ database: 'shop', sql }])).toBe(
      'database: shop\nsql: CREATE TABLE a (\n  id INT\n);',
    );
    expect(
      shown([
        { name: 'http', port: 80 },
        { name: 'https', port: 443 },
      ]),
    ).toBe('name=http, port=80\nname=https, port=443');
    expect(shown(['one', 'two'])).toBe('one, two');
  });

  it('is cut to a few lines, and to what a card has room for', () => {
    const lines = Array.from({ length: 9 }, (_, index) => `line ${index}`);
    const long = Array.from({ length: 9 }, () => 'x'.repeat(500));

    expect(shown(lines.join('\n'))).toBe(`${lines.slice(0, 5).join('\n')}\n…`);
    expect(shown(long.join('\n'))?.length).toBeLessThanOrEqual(240);
    expect(shown('y'.repeat(500))?.length).toBeLessThanOrEqual(120);
  });

  it('hides secrets, by their name and before it is cut', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'k\n'.repeat(40)}-----END PRIVATE KEY-----`;

    expect(shown([{ user: 'shop', password: 'correct horse' }])).not.toContain('horse');
    expect(shown(key)).toBe(HIDDEN);
    expect(shown('correct horse', 'Admin password')).toBe(HIDDEN);
    expect(shown("CREATE USER a IDENTIFIED BY 'correct horse';\nSELECT 1;")).not.toContain('horse');
  });

  it('is hidden where code knows it as a secret, whatever it is called', () => {
    const value = 'horsebattery';
    const extra = { address: { alias: 'database', path: 'spec.phrase' }, value, reason: 'said' };
    const facts = describeObjects({
      solution: { bindings: [] },
      questions: [aQuestion({ label: 'Phrase', isSecret: true }), aQuestion({ id: 'b' })],
      answers: [
        { ...given, value },
        { ...given, questionId: 'b', value, isSecret: true },
      ],
      extras: [{ ...extra, isSecret: true }],
    });

    expect(facts.map((fact) => fact.value)).toEqual([HIDDEN, HIDDEN, HIDDEN]);
  });
});
