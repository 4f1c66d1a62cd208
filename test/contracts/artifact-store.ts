import { expect, it } from 'vitest';
import { sha256 } from '../../src/domain/json.ts';
import type { ArtifactStore } from '../../src/ports/artifact-store.ts';

/** What every artifact store does. `open` gives an empty one. */
export function artifactStoreContract(open: () => ArtifactStore): void {
  it('gives a text back by its SHA-256, however often it was put', async () => {
    const store = open();
    const content = 'kind: Größe 🙂\n'.repeat(1_000);

    expect(await store.put(content)).toBe(sha256(content));
    expect(await store.put(content)).toBe(sha256(content));
    expect(await store.get(sha256(content))).toBe(content);
  });

  it('keeps the empty text', async () => {
    const store = open();

    expect(await store.get(await store.put(''))).toBe('');
  });

  it('says so when nothing with that hash is stored', async () => {
    await expect(open().get(sha256('never put'))).rejects.toMatchObject({ kind: 'unavailable' });
  });
}
