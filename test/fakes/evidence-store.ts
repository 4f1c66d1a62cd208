import { Failure } from '../../src/domain/failure.ts';
import { type Evidence, sourceKey } from '../../src/domain/mining/evidence.ts';
import type { EvidenceStore } from '../../src/ports/evidence-store.ts';

export interface FakeEvidenceStore extends EvidenceStore {
  /** While down, every call throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
}

/** Quotes behind candidates, in memory. */
export function createFakeEvidenceStore(initial: readonly Evidence[] = []): FakeEvidenceStore {
  const stored = new Map<string, Evidence>();
  let isDown = false;

  function put(evidence: readonly Evidence[]): void {
    for (const one of evidence) stored.set(one.id, structuredClone(one));
  }
  function matching(isMeant: (one: Evidence) => boolean): Evidence[] {
    if (isDown) throw new Failure('unavailable', 'The records are not answering.');
    return structuredClone([...stored.values()].filter(isMeant));
  }
  put(initial);

  return {
    async add(evidence) {
      matching(() => false);
      put(evidence);
    },
    of: async (candidateId) => matching((one) => one.candidateId === candidateId),
    from: async (source) => matching((one) => sourceKey(one.source) === source),
    async remove(ids) {
      matching(() => false);
      for (const id of ids) stored.delete(id);
    },
    setDown(value) {
      isDown = value;
    },
  };
}
