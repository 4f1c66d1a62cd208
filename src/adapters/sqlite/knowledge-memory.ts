import type { EmbedderIdentity } from '../../ports/embedder.ts';
import { COSINE_MIN, type Cosines } from './knowledge-fusion.ts';
import type { Change, Filter, SearchedRow } from './knowledge-tables.ts';

/** What a search reads of every entry of a collection, so kept in memory: facets and vectors. */
export interface KnowledgeMemory {
  /** Whether the row is searched, and the filter admits it. */
  admits(row: number, filter: Filter): boolean;
  /** How near the entries lie to the question that have a vector and are admitted. */
  cosines(question: Float32Array, filter: Filter): Cosines;
  change(change: Change): void;
  putVector(passageHash: string, bytes: Uint8Array): void;
  dropVector(passageHash: string): void;
}

interface Placed {
  readonly entries: readonly SearchedRow[];
  /** Of the entry at the same place. */
  readonly slots: Uint32Array;
}

/** `embedder`: whose vectors it holds; undefined: of none. */
export function createKnowledgeMemory(embedder: EmbedderIdentity | undefined): KnowledgeMemory {
  const entries = new Map<number, SearchedRow>();
  const matrix = createMatrix(embedder?.dimensions ?? 0);
  /** The entries that have a vector, and where it is; made anew after a change. */
  let placed: Placed | undefined;

  function slotOf({ passageHash }: SearchedRow): number | undefined {
    return passageHash === null ? undefined : matrix.slotOf(passageHash);
  }

  function place(): Placed {
    const inPlace = [...entries.values()].filter((entry) => slotOf(entry) !== undefined);
    return {
      entries: inPlace,
      slots: Uint32Array.from(inPlace, (entry) => slotOf(entry) ?? 0),
    };
  }

  return {
    admits(row, filter) {
      const entry = entries.get(row);
      return entry !== undefined && isAdmitted(entry, filter);
    },
    cosines(question, filter) {
      const bySlot = matrix.times(unitOf(question));
      placed ??= place();
      return {
        ...nearAmong(placed, { bySlot, filter }),
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

/** Few of thousands are near, and the others are not even looked at. */
function nearAmong(
  { entries, slots }: Placed,
  { bySlot, filter }: { readonly bySlot: Float32Array; readonly filter: Filter },
): Pick<Cosines, 'rows' | 'values'> {
  const rows: number[] = [];
  const values: number[] = [];
  for (let at = 0; at < slots.length; at += 1) {
    const value = bySlot[slots[at] ?? 0] ?? 0;
    if (value < COSINE_MIN) continue;
    const entry = entries[at];
    if (!entry || !isAdmitted(entry, filter)) continue;
    rows.push(entry.row);
    values.push(value);
  }
  return { rows, values };
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
      return productsOf(values, Float64Array.from(question), slots.size + free.length);
    },
  };
}

/**
 * Two vectors at a time, since a number of the question is then read once for both; and four sums for
 * each, so that the processor need not wait for one to begin the next. Half the time of one by one.
 */
function productsOf(values: Float32Array, question: Float64Array, count: number): Float32Array {
  const products = new Float32Array(count);
  const { length } = question;
  const inFours = length - (length % 4);
  for (let slot = 0; slot < count; slot += 2) {
    const other = Math.min(slot + 1, count - 1);
    const from = slot * length;
    const otherFrom = other * length;
    let [one, two, three, four] = [0, 0, 0, 0];
    let [otherOne, otherTwo, otherThree, otherFour] = [0, 0, 0, 0];
    for (let at = 0; at < inFours; at += 4) {
      const first = question[at] ?? 0;
      const second = question[at + 1] ?? 0;
      const third = question[at + 2] ?? 0;
      const fourth = question[at + 3] ?? 0;
      one += (values[from + at] ?? 0) * first;
      two += (values[from + at + 1] ?? 0) * second;
      three += (values[from + at + 2] ?? 0) * third;
      four += (values[from + at + 3] ?? 0) * fourth;
      otherOne += (values[otherFrom + at] ?? 0) * first;
      otherTwo += (values[otherFrom + at + 1] ?? 0) * second;
      otherThree += (values[otherFrom + at + 2] ?? 0) * third;
      otherFour += (values[otherFrom + at + 3] ?? 0) * fourth;
    }
    for (let at = inFours; at < length; at += 1) {
      one += (values[from + at] ?? 0) * (question[at] ?? 0);
      otherOne += (values[otherFrom + at] ?? 0) * (question[at] ?? 0);
    }
    products[slot] = one + two + three + four;
    products[other] = otherOne + otherTwo + otherThree + otherFour;
  }
  return products;
}
