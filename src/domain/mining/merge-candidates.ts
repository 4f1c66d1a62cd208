import { isSameKind, type ResourceKind } from '../kind.ts';
import { evidenceUnder, withoutRepeats } from './assemble-candidates.ts';
import type { Candidate, Contradiction } from './candidate.ts';
import { withinLimits } from './candidate-limits.ts';
import type { FoundCandidate } from './find.ts';
import { findsOf } from './joined-candidates.ts';
import { contradictionsOf } from './mined-contradictions.ts';
import { fieldOf, type KnownField, type KnownFind, placeOf } from './place-of-find.ts';
import { mayBeNamedIn } from './private-origins.ts';
import { type Strengthened, withOrigins } from './strengthened.ts';
import { createOutlines, type KnownTeachings, type Outlines } from './teaching-outlines.ts';

export interface SettledFinds {
  /** New ones to store and to be reviewed, with their contradictions; similar finds are one. */
  readonly fresh: readonly FoundCandidate[];
  /** The very same find of the same conversation once more, still open: nothing changes by storing it again. */
  readonly repeated: readonly FoundCandidate[];
  /** See `strengthenedBy`: what is read twice counts once. */
  readonly strengthened: readonly Strengthened[];
  readonly known: readonly KnownFind[];
  /** Of fresh ones, and of known open ones that a fresh or a repeated one contradicts. */
  readonly contradictions: readonly CandidateContradiction[];
}

interface CandidateContradiction {
  readonly candidateId: string;
  readonly contradiction: Contradiction;
}

/**
 * Holds what was found against itself and against all that is known. Similar finds of several
 * conversations are one, known ones are strengthened, rejected ones are not asked about again, also in
 * somewhat other words. Contradictions are listed and never resolved. What a private conversation says
 * stays apart from what others see.
 */
export function settleFinds(found: readonly FoundCandidate[], known: KnownTeachings): SettledFinds {
  let settled: SettledFinds | undefined;
  for (const step of settling(found, known, createOutlines())) settled = step ?? settled;
  return settled ?? { fresh: [], repeated: [], strengthened: [], known: [], contradictions: [] };
}

/**
 * The same in small steps, the last of which gives what became of them, for whoever must not keep others waiting
 * (`inSlices`). The work for one find grows with what is near it, not with all that is known, once there are
 * outlines of that.
 */
export function* settling(
  found: readonly FoundCandidate[],
  known: KnownTeachings,
  outlines: Outlines,
): Generator<SettledFinds | undefined> {
  outlines.sweep();
  const field = yield* fieldOf(known, outlines);
  const placed = yield* placing(found, { field, outlines });
  yield yield* withContradictions(placed, { field, outlines });
}

interface Held {
  readonly field: KnownField;
  readonly outlines: Outlines;
}

type Placed = Omit<SettledFinds, 'contradictions'>;

function* placing(
  found: readonly FoundCandidate[],
  { field, outlines }: Held,
): Generator<undefined, Placed> {
  const repeated: FoundCandidate[] = [];
  const known: KnownFind[] = [];
  const strengthened = new Map<string, Strengthened>();
  let fresh: readonly FoundCandidate[] = [];
  for (const find of found) {
    const place = placeOf(find, { field, fresh, outlines });
    switch (place.type) {
      case 'repeated':
        repeated.push({ candidate: place.candidate, evidence: find.evidence });
        break;
      case 'strengthens': {
        const { id } = place.candidate;
        const evidence = evidenceUnder(id, find.evidence);
        const finds = [...(strengthened.get(id)?.finds ?? []), { ...find, evidence }];
        strengthened.set(id, { candidate: place.candidate, finds });
        break;
      }
      case 'known':
        known.push(place.known);
        break;
      case 'joins':
        fresh = fresh.map((one) => (one === place.fresh ? joined(one, find) : one));
        break;
      case 'fresh':
        fresh = [...fresh, { ...find, candidate: place.candidate }];
        break;
    }
    yield undefined;
  }
  return { fresh, repeated, strengthened: [...strengthened.values()], known };
}

/** Each fresh one lists its own; known open ones are told in `contradictions` alone. */
function* withContradictions(
  placed: Placed,
  { field, outlines }: Held,
): Generator<undefined, SettledFinds> {
  const fresh: FoundCandidate[] = [];
  const contradictions: CandidateContradiction[] = [];
  const held = { field, outlines, fresh: placed.fresh };
  for (const find of placed.fresh) {
    const { own, ofOthers } = contradictionsBeside(find.candidate, held);
    const candidate = withinLimits({ ...find.candidate, contradictions: own });
    fresh.push({ ...find, candidate });
    const { id: candidateId } = candidate;
    contradictions.push(...own.map((contradiction) => ({ candidateId, contradiction })));
    contradictions.push(...ofOthers);
    yield undefined;
  }
  for (const { candidate } of placed.repeated) {
    contradictions.push(...contradictionsBeside(candidate, held).ofOthers);
    yield undefined;
  }
  return { ...placed, fresh, contradictions };
}

/** What it does not go together with; open ones that are known are told of it, too. */
function contradictionsBeside(
  candidate: Candidate,
  { field, fresh, outlines }: Held & { readonly fresh: readonly FoundCandidate[] },
): { readonly own: Contradiction[]; readonly ofOthers: readonly CandidateContradiction[] } {
  const own = outlines.candidate(candidate);
  const near = field.near(own);
  const open = near.flatMap((outline) => {
    const other = outline.with === 'candidate' ? field.candidates.get(outline.id) : undefined;
    return other?.status === 'open' && other.id !== candidate.id ? [{ outline, other }] : [];
  });
  const found = fresh.map((one) => ({
    outline: outlines.candidate(one.candidate),
    other: one.candidate,
  }));
  const named = [...open, ...found].filter(({ other }) => mayBeNamedIn(other, candidate));
  const taught = near.filter((outline) => outline.with !== 'candidate');
  return {
    own: [...contradictionsOf(own, [...named.map(({ outline }) => outline), ...taught])],
    ofOthers: open
      .filter(({ other }) => mayBeNamedIn(candidate, other))
      .flatMap(({ outline, other }) =>
        contradictionsOf(outline, [own]).map((contradiction) => ({
          candidateId: other.id,
          contradiction,
        })),
      ),
  };
}

/** What the other says beside is kept; the words stay those that were found first. */
function joined(one: FoundCandidate, { candidate, evidence }: FoundCandidate): FoundCandidate {
  const own = one.candidate;
  const moved = evidenceUnder(own.id, evidence);
  const isNew = moved.some(({ id }) => one.evidence.every((had) => had.id !== id));
  const more = isNew
    ? { foundIn: own.foundIn + candidate.foundIn, finds: [...findsOf(own), candidate.id] }
    : {};
  return {
    candidate: withinLimits({
      ...own,
      ...more,
      triggers: [...new Set([...own.triggers, ...candidate.triggers])],
      unknownResources: [...new Set([...own.unknownResources, ...candidate.unknownResources])],
      avoided: withKinds(own.avoided, candidate.avoided).filter(
        (kind) => !isAmong(kind, own.resources),
      ),
      rationale: own.rationale === '' ? candidate.rationale : own.rationale,
      origins: withOrigins(own.origins, candidate.origins),
      hasHidden: own.hasHidden || candidate.hasHidden,
    }),
    evidence: withoutRepeats([...one.evidence, ...moved]),
  };
}

function withKinds(some: readonly ResourceKind[], more: readonly ResourceKind[]): ResourceKind[] {
  return [...some, ...more.filter((one) => !isAmong(one, some))];
}

function isAmong(kind: ResourceKind, kinds: readonly ResourceKind[]): boolean {
  return kinds.some((other) => isSameKind(kind, other));
}
