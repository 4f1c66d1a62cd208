import { isSameKind, type ResourceKind } from '../kind.ts';
import { evidenceUnder, withoutRepeats } from './assemble-candidates.ts';
import type { Candidate, Contradiction, Origin } from './candidate.ts';
import type { Evidence } from './evidence.ts';
import type { FoundCandidate } from './find.ts';
import { contradictionsOf, type KnownTeachings, sayTheSame } from './mined-contradictions.ts';
import { alikeOf, patternAlike } from './mined-likeness.ts';
import { areForSameEyes, mayBeNamedIn } from './private-origins.ts';

/** A candidate that is known already, with further quotes for it. */
export interface Strengthened {
  /** As it was known. */
  readonly candidate: Candidate;
  /** Under its id. */
  readonly evidence: readonly Evidence[];
  readonly origins: readonly Origin[];
  /** How many finds said it again. */
  readonly finds: number;
}

/** A find that nobody is asked about. */
export interface KnownFind {
  readonly candidate: Candidate;
  /** What it says again. */
  readonly as: { readonly type: 'candidate' | 'pattern' | 'policy'; readonly id: string };
  /** "It was rejected before." */
  readonly note: string;
}

export interface SettledFinds {
  /** New ones to store and to be reviewed, with their contradictions; similar finds are one. */
  readonly fresh: readonly FoundCandidate[];
  /** The very same find of the same conversation once more, still open: nothing changes by storing it again. */
  readonly repeated: readonly FoundCandidate[];
  /** See `strengthenedBy`: what is read twice counts once. */
  readonly strengthened: readonly Strengthened[];
  readonly known: readonly KnownFind[];
  /** Of fresh ones, and of known open ones that a fresh one contradicts. */
  readonly contradictions: readonly {
    readonly candidateId: string;
    readonly contradiction: Contradiction;
  }[];
}

/**
 * Holds what was found against itself and against all that is known. Similar finds of several
 * conversations are one, known ones are strengthened, rejected ones are not asked about again, also in
 * somewhat other words. Contradictions are listed and never resolved. What a private conversation says
 * stays apart from what others see.
 */
export function settleFinds(found: readonly FoundCandidate[], known: KnownTeachings): SettledFinds {
  const repeated: FoundCandidate[] = [];
  const told: KnownFind[] = [];
  const strengthened = new Map<string, Strengthened>();
  let fresh: readonly FoundCandidate[] = [];
  for (const find of found) {
    const place = placeOf(find, { ...known, fresh });
    switch (place.type) {
      case 'repeated':
        repeated.push({ candidate: place.candidate, evidence: find.evidence });
        break;
      case 'strengthens':
        strengthened.set(
          place.candidate.id,
          withFind(strengthened.get(place.candidate.id), place.candidate, find),
        );
        break;
      case 'known':
        told.push(place.known);
        break;
      case 'joins':
        fresh = fresh.map((one) => (one === place.fresh ? joined(one, find) : one));
        break;
      case 'fresh':
        fresh = [...fresh, { ...find, candidate: place.candidate }];
        break;
    }
  }
  return {
    ...withContradictions(fresh, known),
    repeated,
    strengthened: [...strengthened.values()],
    known: told,
  };
}

/**
 * The candidate as it is with the further quotes, as its next version; undefined where it `had` all of
 * them, so that a page read twice changes nothing.
 */
export function strengthenedBy(
  { candidate, evidence, origins, finds }: Strengthened,
  had: readonly Evidence[],
): FoundCandidate | undefined {
  const ids = new Set(had.map(({ id }) => id));
  const further = evidence.filter(({ id }) => !ids.has(id));
  if (further.length === 0) return undefined;
  return {
    candidate: {
      ...candidate,
      version: candidate.version + 1,
      origins: withOrigins(candidate.origins, origins),
      foundIn: candidate.foundIn + finds,
    },
    evidence: further,
  };
}

/** An open candidate with contradictions that it did not list; undefined where it lists them all. */
export function contradictedBy(
  candidate: Candidate,
  contradictions: readonly Contradiction[],
): Candidate | undefined {
  const listed = new Set(candidate.contradictions.map(contradictionKey));
  const further = contradictions.filter((one) => !listed.has(contradictionKey(one)));
  if (further.length === 0) return undefined;
  return {
    ...candidate,
    version: candidate.version + 1,
    contradictions: [...candidate.contradictions, ...further],
  };
}

type PlaceOfFind =
  | { readonly type: 'repeated' | 'strengthens' | 'fresh'; readonly candidate: Candidate }
  | { readonly type: 'joins'; readonly fresh: FoundCandidate }
  | { readonly type: 'known'; readonly known: KnownFind };

function placeOf(
  { candidate }: FoundCandidate,
  known: KnownTeachings & { readonly fresh: readonly FoundCandidate[] },
): PlaceOfFind {
  const own = known.candidates.find(({ id }) => id === candidate.id);
  if (own?.status === 'open') return { type: 'repeated', candidate: own };
  const decided = known.candidates.filter((one) => isBeside(candidate, one));
  const earlier = own && own.status !== 'withdrawn' ? own : alikeOf(candidate, decided);
  if (earlier) return placeBeside(candidate, earlier, known);
  const taught = taughtAlike(candidate, known);
  if (taught) return taught;
  const [fresh] = known.fresh.filter(
    (one) =>
      areForSameEyes(candidate, one.candidate) && alikeOf(candidate, [one.candidate]) !== undefined,
  );
  if (fresh) return { type: 'joins', fresh };
  const version = own ? own.version + 1 : candidate.version;
  return { type: 'fresh', candidate: { ...candidate, version } };
}

/** What was rejected is not asked again, wherever it is said. */
function isBeside(candidate: Candidate, other: Candidate): boolean {
  if (other.status === 'withdrawn') return false;
  return other.status === 'rejected' || areForSameEyes(candidate, other);
}

/** Where a similar candidate is known, decided or not; one that was merged is followed to what it became. */
function placeBeside(candidate: Candidate, earlier: Candidate, known: KnownTeachings): PlaceOfFind {
  const as = { type: 'candidate', id: earlier.id } as const;
  switch (earlier.status) {
    case 'open':
    case 'accepted':
      return { type: 'strengthens', candidate: earlier };
    case 'rejected':
      return { type: 'known', known: { candidate, as, note: 'It was rejected before.' } };
    case 'merged':
    case 'withdrawn': {
      const target = known.candidates.find(({ id }) => id === earlier.became);
      if (target?.status === 'open' || target?.status === 'accepted') {
        return { type: 'strengthens', candidate: target };
      }
      const note = `It was merged before: “${earlier.title}”.`;
      return { type: 'known', known: { candidate, as, note } };
    }
  }
}

function taughtAlike(candidate: Candidate, known: KnownTeachings): PlaceOfFind | undefined {
  const taught =
    candidate.type === 'pattern'
      ? patternAlike(candidate, known.patterns)
      : known.policies.find(({ sentence }) => sayTheSame(sentence, candidate.title));
  if (!taught) return undefined;
  const source = known.candidates.find(
    (one) =>
      one.status === 'accepted' &&
      areForSameEyes(candidate, one) &&
      (one.became === taught.id || ('candidates' in taught && taught.candidates.includes(one.id))),
  );
  if (source) return { type: 'strengthens', candidate: source };
  const title = 'name' in taught ? taught.name : taught.sentence;
  const note = `The ${candidate.type} “${title}” says it already.`;
  return { type: 'known', known: { candidate, as: { type: candidate.type, id: taught.id }, note } };
}

function withFind(
  before: Strengthened | undefined,
  candidate: Candidate,
  find: FoundCandidate,
): Strengthened {
  const evidence = evidenceUnder(candidate.id, find.evidence);
  return {
    candidate,
    evidence: withoutRepeats([...(before?.evidence ?? []), ...evidence]),
    origins: withOrigins(before?.origins ?? [], find.candidate.origins),
    finds: (before?.finds ?? 0) + find.candidate.foundIn,
  };
}

/** What the other says beside is kept; the words stay those that were found first. */
function joined(one: FoundCandidate, { candidate, evidence }: FoundCandidate): FoundCandidate {
  const own = one.candidate;
  const moved = evidenceUnder(own.id, evidence);
  const isNew = moved.some(({ id }) => one.evidence.every((had) => had.id !== id));
  return {
    candidate: {
      ...own,
      triggers: [...new Set([...own.triggers, ...candidate.triggers])],
      unknownResources: [...new Set([...own.unknownResources, ...candidate.unknownResources])],
      avoided: withKinds(own.avoided, candidate.avoided).filter(
        (kind) => !isAmong(kind, own.resources),
      ),
      rationale: own.rationale === '' ? candidate.rationale : own.rationale,
      origins: withOrigins(own.origins, candidate.origins),
      foundIn: own.foundIn + (isNew ? candidate.foundIn : 0),
      hasHidden: own.hasHidden || candidate.hasHidden,
    },
    evidence: withoutRepeats([...one.evidence, ...moved]),
  };
}

function withKinds(some: readonly ResourceKind[], more: readonly ResourceKind[]): ResourceKind[] {
  return [...some, ...more.filter((one) => !isAmong(one, some))];
}

function isAmong(kind: ResourceKind, kinds: readonly ResourceKind[]): boolean {
  return kinds.some((other) => isSameKind(kind, other));
}

function withOrigins(some: readonly Origin[], more: readonly Origin[]): Origin[] {
  const keyed = [...some, ...more].map(
    (one) => [JSON.stringify([one.type, one.label]), one] as const,
  );
  return [...new Map(keyed).values()];
}

/** Each fresh one lists its own; known open ones are told in `contradictions` alone. */
function withContradictions(
  fresh: readonly FoundCandidate[],
  known: KnownTeachings,
): Pick<SettledFinds, 'fresh' | 'contradictions'> {
  const candidates = [...known.candidates, ...fresh.map(({ candidate }) => candidate)];
  const listed = fresh.map(({ candidate, evidence }) => ({
    candidate: {
      ...candidate,
      contradictions: [
        ...contradictionsOf(candidate, {
          ...known,
          candidates: candidates.filter((other) => mayBeNamedIn(other, candidate)),
        }),
      ],
    },
    evidence,
  }));
  const own = listed.flatMap(({ candidate }) =>
    candidate.contradictions.map((contradiction) => ({ candidateId: candidate.id, contradiction })),
  );
  const ofKnown = known.candidates
    .filter(({ status }) => status === 'open')
    .flatMap((candidate) =>
      contradictionsOf(candidate, {
        candidates: fresh
          .map((one) => one.candidate)
          .filter((other) => mayBeNamedIn(other, candidate)),
        patterns: [],
        policies: [],
      }).map((contradiction) => ({ candidateId: candidate.id, contradiction })),
    );
  return { fresh: listed, contradictions: [...own, ...ofKnown] };
}

function contradictionKey({ with: side, id, reason }: Contradiction): string {
  return JSON.stringify([side, id, reason]);
}
