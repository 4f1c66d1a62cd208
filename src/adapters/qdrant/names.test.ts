import { describe, expect, it } from 'vitest';
import { namesOf, pointIdOf, vectorNameOf } from './names.ts';

describe('names in Qdrant', () => {
  it('say which embedder a collection is for', () => {
    const names = namesOf('dotai-', 'capabilities');

    expect(names.of({ name: 'minilm-l6-v2', dimensions: 384 })).toBe(
      'dotai-capabilities--minilm-l6-v2-384',
    );
    expect(names.owns('dotai-capabilities--words')).toBe(true);
    expect(names.owns('dotai-capabilities-of-others--words')).toBe(false);
  });

  it('are made of safe letters, and stay apart where only the others differ', () => {
    const [slash, colon] = ['openai/small', 'openai:small'].map((name) =>
      vectorNameOf({ name, dimensions: 2 }),
    );

    expect(slash).toMatch(/^openai-small-[0-9a-f]{8}-2$/u);
    expect(colon).toMatch(/^openai-small-[0-9a-f]{8}-2$/u);
    expect(slash).not.toBe(colon);
    expect(vectorNameOf({ name: 'x'.repeat(500), dimensions: 2 }).length).toBeLessThan(100);
  });

  it('refuse a collection that code would not name', () => {
    expect(() => namesOf('dotai-', 'a/b')).toThrow('not the name of a collection');
    expect(() => namesOf('dotai-', 'a--words')).toThrow('not the name of a collection');
  });

  it('make a UUID of an id, always the same', () => {
    expect(pointIdOf('a')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/u,
    );
    expect(pointIdOf('a')).toBe(pointIdOf('a'));
    expect(pointIdOf('a')).not.toBe(pointIdOf('b'));
  });
});
