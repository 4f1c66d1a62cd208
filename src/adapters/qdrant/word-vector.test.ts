import { describe, expect, it } from 'vitest';
import { matchedOf, queryVectorOf, stemLineOf, termsOf, wordVectorOf } from './word-vector.ts';

function aText(text: Partial<Parameters<typeof wordVectorOf>[0]>) {
  return { name: '', tags: '', description: '', fields: '', ...text };
}

function aQuestion(text: string, expansions: readonly string[] = []) {
  const weighted = expansions.map((term) => ({ term, weight: 0.5 }));
  return termsOf({ text, expansions: weighted, limit: 1 });
}

describe('words as a vector', () => {
  it('holds each stem and each pair of neighbours once', () => {
    const { indices, values } = wordVectorOf(aText({ name: 'queue queues topic' }));

    // queue, topic, "queue queue", "queue topic"
    expect(indices).toHaveLength(4);
    expect(new Set(indices).size).toBe(4);
    expect(values).toHaveLength(4);
    expect(indices.filter((index) => index < 0 || index > 0xffffffff)).toEqual([]);
  });

  it('lets a word count less in a long text than in a short one', () => {
    const [word = -1] = queryVectorOf(aQuestion('queue')).indices;
    const valueIn = (description: string): number => {
      const { indices, values } = wordVectorOf(aText({ description }));
      return values[indices.indexOf(word)] ?? 0;
    };

    expect(valueIn('queue')).toBeGreaterThan(valueIn(`queue ${'and more '.repeat(200)}`));
    expect(valueIn(`queue ${'and more '.repeat(200)}`)).toBeGreaterThan(0);
  });

  it('asks for the pairs of a long phrase, and sees afterwards whether it stands there whole', () => {
    const terms = aQuestion('', ['pod disruption budget']);

    expect(queryVectorOf(terms).values).toEqual([0.25, 0.25]);
    const whole = stemLineOf(aText({ description: 'a PodDisruptionBudget of yours' }));
    const half = stemLineOf(aText({ description: 'pod disruption and a budget' }));
    expect(matchedOf(whole, terms)).toEqual(['pod disruption budget']);
    expect(matchedOf(half, terms)).toEqual([]);
  });

  it('sees no phrase that begins in one text and ends in the next', () => {
    const line = stemLineOf(aText({ name: 'object', tags: 'storage' }));

    expect(matchedOf(line, aQuestion('', ['object storage']))).toEqual([]);
    expect(matchedOf(line, aQuestion('storage'))).toEqual(['storage']);
  });

  it('asks once for what is said twice, in the person’s own weight', () => {
    const terms = aQuestion('Queues queue', ['queue', 'topic']);

    expect(terms.map(({ word, weight }) => [word, weight])).toEqual([
      ['queue', 1],
      ['topic', 0.5],
    ]);
  });
});
