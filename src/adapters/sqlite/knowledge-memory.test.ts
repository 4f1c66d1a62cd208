import { array, assert, float, integer, property } from 'fast-check';
import { expect, it } from 'vitest';
import { createKnowledgeMemory } from './knowledge-memory.ts';

it('gives each entry the cosine of its own vector, whatever their number and length', () => {
  const sizes = { dimensions: integer({ min: 1, max: 9 }), count: integer({ min: 0, max: 9 }) };
  const number = float({ min: -1, max: 1, noNaN: true });
  const numbers = array(number, { minLength: 100, maxLength: 100 });
  assert(
    property(sizes.dimensions, sizes.count, numbers, (dimensions, count, drawn) => {
      const memory = createKnowledgeMemory({ name: 'toy', dimensions });
      const vectors = Array.from({ length: count + 1 }, (_, at) =>
        Float32Array.from(drawn.slice(at * dimensions, (at + 1) * dimensions)),
      );
      const [question = new Float32Array(), ...stored] = vectors;
      for (const [row, vector] of stored.entries()) {
        const searched = { row, clusterId: null, group: '', providers: ' ', passageHash: `${row}` };
        memory.change({ row, searched, earlierHash: undefined });
        memory.putVector(`${row}`, new Uint8Array(vector.buffer));
      }

      const cosines = memory.cosines(question, {});

      for (const [row, vector] of stored.entries()) {
        expect(cosines.cosineOf(row)).toBeCloseTo(productOf(vector, unit(question)), 5);
      }
      const near = stored.flatMap((_, row) => ((cosines.cosineOf(row) ?? 0) >= 0.25 ? [row] : []));
      expect(cosines.rows).toEqual(near);
      expect(cosines.values).toEqual(near.map((row) => cosines.cosineOf(row)));
    }),
  );
});

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function productOf(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}
