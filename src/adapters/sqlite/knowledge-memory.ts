import type { EmbedderIdentity } from '../../ports/embedder.ts';
import type { Cosines } from './knowledge-fusion.ts';
import type { Change, Filter, SearchedRow } from './knowledge-tables.ts';

/** What a search reads of every entry of a collection, so kept in memory: facets and vectors. */
export interface KnowledgeMemory {
  /** Whether the row is searched, and the filter admits it. */
  admits(row: number, filter: Filter): boolean;
  /** How near each entry that has a vector and is admitted lies to the question. */
  cosines(question: Float32Array, filter: Filter): Cosines;
  change(change: Change): void;
  putVector(passageHash: string, bytes: Uint8Array): void;
  dropVector(passageHash: string): void;
}

/** `embedder`: whose vectors it holds; undefined: of none. */
export function createKnowledgeMemory(embedder: EmbedderIdentity | undefined): KnowledgeMemory {
  const entries = new Map<number, SearchedRow>();
  const matrix = createMatrix(embedder?.dimensions ?? 0);
  /** The entries that have a vector, and where it is; made anew after a change. */
  let placed: readonly { readonly entry: SearchedRow; readonly slot: number }[] | undefined;

  function slotOf({ passageHash }: SearchedRow): number | undefined {
    return passageHash === null ? undefined : matrix.slotOf(passageHash);
  }

  function place() {
    return [...entries.values()].flatMap((entry) => {
      const slot = slotOf(entry);
      return slot === undefined ? [] : [{ entry, slot }];
    });
  }

  return {
    admits(row, filter) {
      const entry = entries.get(row);
      return entry !== undefined && isAdmitted(entry, filter);
    },
    cosines(question, filter) {
      const bySlot = matrix.times(unitOf(question));
      placed ??= place();
      const admitted = placed.filter(({ entry }) => isAdmitted(entry, filter));
      return {
        rows: admitted.map(({ entry }) => entry.row),
        values: admitted.map(({ slot }) => bySlot[slot] ?? 0),
        cosineOf(row) {
          const entry = entries.get(row);
          const slot = entry && slotOf(entry);
          return slot === undefined ? undefined : bySlot[slot];
        },
      };
    },
    change({ row, searched }) {
      placed = undefined;
      if (searched) entries.set(row, searched);
      else entries.delete(row);
    },
    putVector(passageHash, bytes) {
      placed = undefined;
      matrix.put(passageHash, bytes);
    },
    dropVector(passageHash) {
      placed = undefined;
      matrix.drop(passageHash);
    },
  };
}

/** Of length 1, so that a product is a cosine. What has no direction stays as it is. */
export function unitOf(values: Float32Array): Float32Array {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? values : values.map((value) => value / length);
}

function isAdmitted(entry: SearchedRow, { clusterId, group, provider }: Filter): boolean {
  return (
    (clusterId === undefined || entry.clusterId === clusterId) &&
    (group === undefined || entry.group === group) &&
    (provider === undefined || entry.providers.includes(` ${provider} `))
  );
}

const FIRST_CAPACITY = 64;

/** Vectors in one piece of memory, each in a slot of its own. */
function createMatrix(dimensions: number) {
  const slots = new Map<string, number>();
  const free: number[] = [];
  let values = new Float32Array(0);

  function grown(): Float32Array<ArrayBuffer> {
    const larger = new Float32Array(Math.max(values.length * 2, FIRST_CAPACITY * dimensions));
    larger.set(values);
    return larger;
  }

  return {
    slotOf: (key: string): number | undefined => slots.get(key),
    put(key: string, bytes: Uint8Array): void {
      const slot = slots.get(key) ?? free.pop() ?? slots.size;
      if ((slot + 1) * dimensions > values.length) values = grown();
      slots.set(key, slot);
      const at = slot * dimensions * values.BYTES_PER_ELEMENT;
      new Uint8Array(values.buffer).set(bytes, at);
    },
    drop(key: string): void {
      const slot = slots.get(key);
      if (slot === undefined) return;
      slots.delete(key);
      free.push(slot);
    },
    /** The product of the question with each slot's vector. */
    times(question: Float32Array): Float32Array {
      const products = new Float32Array(slots.size + free.length);
      for (let slot = 0; slot < products.length; slot += 1) {
        products[slot] = product(values, slot * dimensions, question);
      }
      return products;
    },
  };
}

/** Four sums side by side: the processor need not wait for one to begin the next. */
function product(values: Float32Array, from: number, question: Float32Array): number {
  const { length } = question;
  let one = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    one += (values[from + at] ?? 0) * (question[at] ?? 0);
    two += (values[from + at + 1] ?? 0) * (question[at + 1] ?? 0);
    three += (values[from + at + 2] ?? 0) * (question[at + 2] ?? 0);
    four += (values[from + at + 3] ?? 0) * (question[at + 3] ?? 0);
  }
  for (; at < length; at += 1) one += (values[from + at] ?? 0) * (question[at] ?? 0);
  return one + two + three + four;
}
