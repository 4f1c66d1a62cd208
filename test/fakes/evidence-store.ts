import { Failure } from '../../src/domain/failure.ts';
import {
  channelPrefix,
  type Evidence,
  keysOfSource,
  messageOfKey,
} from '../../src/domain/mining/evidence.ts';
import { CHANGES_KEPT_MS, type EvidenceStore } from '../../src/ports/evidence-store.ts';

export interface FakeEvidenceStore extends EvidenceStore {
  /** While down, every call throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
}

/** Quotes behind candidates, in memory. */
export function createFakeEvidenceStore(initial: readonly Evidence[] = []): FakeEvidenceStore {
  const stored = new Map<string, Evidence>();
  const changed = new Map<string, string>();
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
    async add(evidence, reading) {
      matching(() => false);
      const since = reading?.readAt;
      const added = evidence.filter(
        ({ source }) =>
          since === undefined ||
          keysOfSource(source).every((key) => (changed.get(key) ?? '') < since),
      );
      put(added);
      return added;
    },
    async noteChanged(source, at) {
      matching(() => false);
      const known = changed.get(source) ?? '';
      changed.set(source, known < at ? at : known);
      const forgotten = new Date(Date.parse(at) - CHANGES_KEPT_MS).toISOString();
      for (const [key, when] of changed) if (when < forgotten) changed.delete(key);
    },
    of: async (candidateId) => matching((one) => one.candidateId === candidateId),
    from: async (source) => matching((one) => keysOfSource(one.source).includes(source)),
    async messagesIn(channel) {
      const keys = matching(() => true).flatMap(({ source }) => keysOfSource(source));
      const there = keys.filter((key) => key.startsWith(channelPrefix(channel)));
      return [...new Set(there)].map((key) => messageOfKey(key));
    },
    async remove(ids) {
      matching(() => false);
      for (const id of ids) stored.delete(id);
    },
    setDown(value) {
      isDown = value;
    },
  };
}
