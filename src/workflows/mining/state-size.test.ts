import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { anActor, aPlace } from '../../../test/builders.ts';
import { NOTHING_MINED } from './progress.ts';
import { MiningEvent, MiningInput, MiningState } from './state.ts';
import { start, transition } from './transition.ts';

const AT = '2026-11-02T09:00:00.000Z';
const HASH = 'a'.repeat(64);
/** More than is stored of a session's state is refused. */
const STATE_BYTES_MAX = 65_536;

const Name = oneof(
  string({ unit: 'grapheme', minLength: 200, maxLength: 400 }),
  constantFrom(
    '設計'.repeat(200),
    '\u0001'.repeat(200),
    '"'.repeat(400),
    '🙂'.repeat(200),
    `\u3164${'ࠀ'.repeat(40)}`,
  ),
);

function partOf(part: number, name: string): MiningEvent {
  const ids = Array.from({ length: 20 }, (_, at) => part * 20 + at);
  const found = ids.map((id) => ({ candidateId: `cand-${String(id).padStart(12, '0')}` }));
  return MiningEvent.parse({
    type: 'part-mined',
    at: AT,
    counts: NOTHING_MINED,
    found,
    unread: [{ name, reason: name }],
    isLast: false,
    reviews: [],
  });
}

it('is stored whatever files are called, however many there are', () => {
  assert(
    property(array(Name, { minLength: 1, maxLength: 5 }), (names) => {
      const nameOf = (at: number): string => names[at % names.length] ?? '';
      const files = Array.from({ length: 100 }, (_, at) => ({
        id: HASH,
        name: nameOf(at),
        content: HASH,
      }));
      const input = MiningInput.parse({ type: 'documents', workspace: 'T1', files });
      const owner = anActor('U1');
      let { state } = start({ sessionId: HASH, owner, place: aPlace(), at: AT, input });
      const looked = { type: 'source-looked-at', at: AT, isOpen: true } as const;
      ({ state } = transition(state, looked));
      for (let part = 0; part < 40; part += 1) {
        ({ state } = transition(state, partOf(part, nameOf(part))));
        expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(STATE_BYTES_MAX);
      }

      expect(state.candidates).toHaveLength(500);
      expect(state.unread).toHaveLength(20);
      expect(MiningState.parse(state)).toEqual(state);
    }),
    // A smaller one says no more, and takes minutes to be found.
    { numRuns: 20, endOnFailure: true },
  );
});

it('holds a hundred files, and no more', () => {
  const file = { id: 'F1', name: 'runbook.md' };
  const input = (count: number) =>
    MiningInput.safeParse({
      type: 'documents',
      workspace: 'T1',
      files: Array.from({ length: count }, () => file),
    });

  expect(input(100).success).toBe(true);
  expect(input(101).success).toBe(false);
});
