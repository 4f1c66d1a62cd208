import { describe, expect, it } from 'vitest';
import { createFakeEmbedder } from '../../../test/fakes/embedder.ts';
import { createRememberedEmbedder } from './remembered-embedder.ts';

describe('a remembered embedder', () => {
  it('asks for a question once', async () => {
    const fake = createFakeEmbedder();
    const embedder = createRememberedEmbedder(fake);

    const first = await embedder.embed(['a bucket']);
    const second = await embedder.embed(['a bucket']);

    expect(second).toEqual(first);
    expect(fake.texts).toEqual(['a bucket']);
  });

  it('answers equal texts of one call alike, asking for each once', async () => {
    const fake = createFakeEmbedder();
    const embedder = createRememberedEmbedder(fake);

    const vectors = await embedder.embed(['a', 'b', 'a', 'b'], { isBackground: true });

    expect(fake.texts).toEqual(['a', 'b']);
    expect(vectors).toEqual([vectors[0], vectors[1], vectors[0], vectors[1]]);
    expect(vectors).toHaveLength(4);
  });

  it('does not fill up with passages of the background', async () => {
    const fake = createFakeEmbedder();
    const embedder = createRememberedEmbedder(fake);

    await embedder.embed(['a passage'], { isBackground: true });
    await embedder.embed(['a passage'], { isBackground: true });

    expect(fake.texts).toEqual(['a passage', 'a passage']);
  });

  it('keeps three hundred questions, those that were asked last', async () => {
    const fake = createFakeEmbedder();
    const embedder = createRememberedEmbedder(fake);
    await embedder.embed(['often']);
    for (let number = 0; number < 299; number += 1) await embedder.embed([`question ${number}`]);
    await embedder.embed(['often']);
    await embedder.embed(['one too many']);
    const before = fake.texts.length;

    await embedder.embed(['often', 'question 1', 'one too many']);
    expect(fake.texts).toHaveLength(before);
    await embedder.embed(['question 0']);
    expect(fake.texts.at(-1)).toBe('question 0');
  });

  it('remembers no failure', async () => {
    const fake = createFakeEmbedder();
    const embedder = createRememberedEmbedder(fake);
    fake.setDown(true);
    await expect(embedder.embed(['a bucket'])).rejects.toMatchObject({ kind: 'unavailable' });
    fake.setDown(false);

    expect(await embedder.embed(['a bucket'])).toHaveLength(1);
  });
});
