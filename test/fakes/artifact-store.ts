import { Failure } from '../../src/domain/failure.ts';
import { sha256 } from '../../src/domain/json.ts';
import type { ArtifactStore } from '../../src/ports/artifact-store.ts';

/** Artifacts in memory. */
export function createFakeArtifactStore(): ArtifactStore {
  const contents = new Map<string, string>();
  return {
    async put(content) {
      contents.set(sha256(content), content);
      return sha256(content);
    },
    async get(hash) {
      const content = contents.get(hash);
      if (content === undefined) throw new Failure('unavailable', 'That document is not stored.');
      return content;
    },
  };
}
