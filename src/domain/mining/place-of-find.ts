import type { Pattern } from '../pattern/pattern.ts';
import type { Candidate } from './candidate.ts';
import type { FoundCandidate } from './find.ts';
import { alikeOf } from './mined-likeness.ts';
import { createNearTeachings } from './near-teachings.ts';
import { areForSameEyes } from './private-origins.ts';
import type { KnownTeachings, Outline, Outlines } from './teaching-outlines.ts';

/** A find that nobody is asked about. */
export interface KnownFind {
  readonly candidate: Candidate;
  /** What it says again. */
  readonly as: { readonly type: 'candidate' | 'pattern' | 'policy'; readonly id: string };
  /** "It was rejected before." */
  readonly note: string;
}

type PlaceOfFind =
  | { readonly type: 'repeated' | 'strengthens' | 'fresh'; readonly candidate: Candidate }
  | { readonly type: 'joins'; readonly fresh: FoundCandidate }
  | { readonly type: 'known'; readonly known: KnownFind };

/** What finds are held against, so that only what is near is compared. */
export interface KnownField {
  readonly candidates: ReadonlyMap<string, Candidate>;
  /** Of an accepted candidate: by what it became. */
  readonly accepted: ReadonlyMap<string, readonly Candidate[]>;
  readonly patterns: ReadonlyMap<string, Pattern>;
  near(outline: Outline): readonly Outline[];
}

/** Made in small steps. */
export function* fieldOf(
  known: KnownTeachings,
  outlines: Outlines,
): Generator<undefined, KnownField> {
  const teachings = createNearTeachings();
  for (const outline of outlinesOf(known, outlines)) {
    teachings.add(outline);
    yield undefined;
  }
  const accepted = known.candidates.filter(({ status }) => status === 'accepted');
  return {
    candidates: new Map(known.candidates.map((one) => [one.id, one])),
    accepted: Map.groupBy(accepted, ({ became = '' }) => became),
    patterns: new Map(known.patterns.map((one) => [one.id, one])),
    near: (outline) => teachings.near(outline),
  };
}

function* outlinesOf(
  { candidates, patterns, policies }: KnownTeachings,
  outlines: Outlines,
): Generator<Outline> {
  for (const one of candidates) yield outlines.candidate(one);
  for (const one of patterns) yield outlines.pattern(one);
  for (const one of policies) yield outlines.policy(one);
}

export function placeOf(
  { candidate }: FoundCandidate,
  {
    field,
    fresh,
    outlines,
  }: {
    readonly field: KnownField;
    /** New ones of the same go. */
    readonly fresh: readonly FoundCandidate[];
    readonly outlines: Outlines;
  },
): PlaceOfFind {
  const known = field.candidates.get(candidate.id);
  if (known?.status === 'open') return { type: 'repeated', candidate: known };
  const own = outlines.candidate(candidate);
  const near = field.near(own);
  const earlier =
    known && known.status !== 'withdrawn' ? known : earlierOf(candidate, { own, near, field });
  if (earlier) return placeBeside(candidate, earlier, field);
  const taught = taughtAlike(candidate, { own, near, field });
  if (taught) return taught;
  const joins = fresh.find(
    (one) =>
      areForSameEyes(candidate, one.candidate) &&
      alikeOf(own, [outlines.candidate(one.candidate)]) !== undefined,
  );
  if (joins) return { type: 'joins', fresh: joins };
  const version = known ? known.version + 1 : candidate.version;
  return { type: 'fresh', candidate: { ...candidate, version } };
}

interface Beside {
  readonly own: Outline;
  readonly near: readonly Outline[];
  readonly field: KnownField;
}

/** What was rejected is not asked again, wherever it is said. */
function earlierOf(candidate: Candidate, { own, near, field }: Beside): Candidate | undefined {
  const others = near.filter((one) => {
    const other = one.with === 'candidate' ? field.candidates.get(one.id) : undefined;
    if (!other || other.status === 'withdrawn') return false;
    return other.status === 'rejected' || areForSameEyes(candidate, other);
  });
  const alike = alikeOf(own, others);
  return alike && field.candidates.get(alike.id);
}

/** Where a similar candidate is known, decided or not; one that was merged is followed to what it became. */
function placeBeside(candidate: Candidate, earlier: Candidate, field: KnownField): PlaceOfFind {
  const as = { type: 'candidate', id: earlier.id } as const;
  switch (earlier.status) {
    case 'open':
    case 'accepted':
      return { type: 'strengthens', candidate: earlier };
    case 'rejected':
      return { type: 'known', known: { candidate, as, note: 'It was rejected before.' } };
    case 'merged':
    case 'withdrawn': {
      const target = mergedInto(earlier, field);
      if (target?.status === 'open' || target?.status === 'accepted') {
        return { type: 'strengthens', candidate: target };
      }
      const note = `It was merged before: “${earlier.title}”.`;
      return { type: 'known', known: { candidate, as, note } };
    }
  }
}

/** One may have been merged into another that was merged itself. */
function mergedInto(candidate: Candidate, { candidates }: KnownField): Candidate | undefined {
  const passed = new Set<string>();
  let target: Candidate | undefined = candidate;
  while (target?.status === 'merged' && !passed.has(target.id)) {
    passed.add(target.id);
    target = candidates.get(target.became ?? '');
  }
  return target;
}

function taughtAlike(candidate: Candidate, { own, near, field }: Beside): PlaceOfFind | undefined {
  const isBare = candidate.type === 'pattern' && candidate.resources.length === 0;
  const others = near.filter((one) => one.with === candidate.type);
  const taught = isBare ? undefined : alikeOf(own, others);
  if (!taught) return undefined;
  const { id, title } = taught;
  const madeOf = (field.patterns.get(id)?.candidates ?? []).flatMap(
    (one) => field.candidates.get(one) ?? [],
  );
  const source = [...(field.accepted.get(id) ?? []), ...madeOf].find(
    (one) => one.status === 'accepted' && areForSameEyes(candidate, one),
  );
  if (source) return { type: 'strengthens', candidate: source };
  const note = `The ${candidate.type} “${title}” says it already.`;
  return { type: 'known', known: { candidate, as: { type: candidate.type, id }, note } };
}
