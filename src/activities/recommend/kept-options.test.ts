import { describe, expect, it } from 'vitest';
import { withKeptOptions } from './kept-options.ts';
import { aQuestion } from '../../../test/recommend-builders.ts';
import { readAnswer } from '../../domain/configure/answers.ts';

function names(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const name = `team-${String(index).padStart(4, '0')}`;
    return { value: name, label: name };
  });
}

describe('options of a big cluster', () => {
  it('keeps a list of 150 whole, and closed', () => {
    const [namespace] = withKeptOptions([aQuestion({ id: 'namespace', options: names(150) })]);

    expect(namespace).toMatchObject({ isOpen: false, text: 'Which size?' });
    expect(namespace?.options).toHaveLength(150);
  });

  it('takes a name that was cut off the list, and says so', () => {
    const size = aQuestion();
    const asked = [aQuestion({ id: 'namespace', options: names(5_000) }), size];
    const [namespace, other] = withKeptOptions(asked);

    expect(other).toEqual(size);
    expect(JSON.stringify([namespace, other]).length).toBeLessThan(16_500);
    expect(namespace?.text).toContain('There are 5000');
    expect(namespace && readAnswer(namespace, 'team-4999')).toEqual({ value: 'team-4999' });
  });
});
