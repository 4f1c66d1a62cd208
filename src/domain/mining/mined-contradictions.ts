import { isSameKind, type ResourceKind, resourceNameOf } from '../kind.ts';
import { stemsOf } from '../knowledge/words.ts';
import type { Pattern } from '../pattern/pattern.ts';
import type { Policy } from '../policy/policy.ts';
import type { Candidate, Contradiction } from './candidate.ts';
import { demandOf, likenessOf, type SaidDemand, sharedOf } from './said-values.ts';

/** What a candidate is held against. */
export interface KnownTeachings {
  readonly candidates: readonly Candidate[];
  readonly patterns: readonly Pattern[];
  readonly policies: readonly Policy[];
}

/** So much of the subject is shared by sentences that speak of one thing. */
const ONE_SUBJECT = 0.6;
/** So alike are the subjects of sentences that say the same. */
const SAME_SENTENCE = 0.75;

/**
 * What does not go together with it: one wants a resource that the other warns of, another for the same
 * purpose, or both name different values of the same thing. Listed only; people resolve it.
 */
export function contradictionsOf(
  candidate: Candidate,
  known: KnownTeachings,
): readonly Contradiction[] {
  const open = known.candidates.filter(
    ({ id, status }) => id !== candidate.id && status === 'open',
  );
  return [
    ...open.flatMap(({ id, title, ...other }) =>
      said(reasonAgainst(candidate, { title, ...other }), { with: 'candidate', id, title }),
    ),
    ...known.patterns.flatMap((pattern) =>
      said(reasonAgainst(candidate, { ...pattern, type: 'pattern', title: pattern.name }), {
        with: 'pattern',
        id: pattern.id,
        title: pattern.name,
      }),
    ),
    ...known.policies.flatMap((policy) =>
      said(
        reasonAgainst(candidate, {
          ...policy,
          type: 'policy',
          title: policy.sentence,
          resources: [],
        }),
        { with: 'policy', id: policy.id, title: policy.sentence },
      ),
    ),
  ];
}

/** Whether two sentences demand the same, if in somewhat other words: the same values, nothing turned round. */
export function sayTheSame(one: string, other: string): boolean {
  const [first, second] = [demandOf(one), demandOf(other)];
  const values = [first, second].map((demand) => valueKeys(demand).join(' '));
  return (
    first.forbids === second.forbids &&
    values[0] === values[1] &&
    likenessOf(first.subject, second.subject) >= SAME_SENTENCE
  );
}

type Teaching = Pick<Candidate, 'type' | 'title' | 'triggers' | 'resources' | 'rationale'> &
  Partial<Pick<Candidate, 'avoided'>>;

function reasonAgainst(one: Teaching, other: Teaching): string | undefined {
  if (one.type === 'pattern' && other.type === 'pattern') return patternReason(one, other);
  const isMixed = one.type !== other.type;
  if (isMixed && sharedOf(triggerStems(one), triggerStems(other)) === 0) return undefined;
  const [own, theirs] = [one, other].map((teaching) =>
    demandOf(
      teaching.type === 'policy' ? teaching.title : `${teaching.title}. ${teaching.rationale}`,
    ),
  );
  return own && theirs && demandReason(own, theirs, isMixed);
}

function patternReason(one: Teaching, other: Teaching): string | undefined {
  const warned = shared(one.resources, other.avoided ?? []);
  if (warned) return `It warns of ${resourceNameOf(warned)}; this one wants it.`;
  const wanted = shared(one.avoided ?? [], other.resources);
  if (wanted) return `It wants ${resourceNameOf(wanted)}; this one warns of it.`;
  const areForTheSame = likenessOf(triggerStems(one), triggerStems(other)) === 1;
  const [own, theirs] = [one, other].map(({ resources }) => resources.map(resourceNameOf));
  if (!areForTheSame || !own?.length || !theirs?.length) return undefined;
  return own.some((name) => theirs.includes(name))
    ? undefined
    : `For the same it uses ${theirs.join(' and ')}; this one ${own.join(' and ')}.`;
}

function shared(
  some: readonly ResourceKind[],
  others: readonly ResourceKind[],
): ResourceKind | undefined {
  return some.find((one) => others.some((other) => isSameKind(one, other)));
}

/** A pattern beside a policy speaks of the same only by its triggers: its values alone are compared. */
function demandReason(own: SaidDemand, theirs: SaidDemand, isMixed: boolean): string | undefined {
  if (!isMixed && sharedOf(own.subject, theirs.subject) < ONE_SUBJECT) return undefined;
  for (const { about } of own.values) {
    if (isMixed && about !== 'region') continue;
    const [mine, other] = [own, theirs].map(({ values }) =>
      values.filter((one) => one.about === about).map(({ value }) => value),
    );
    if (!mine || !other || other.length === 0) continue;
    const isShared = mine.some((value) => other.includes(value));
    const areOpposed = own.forbids !== theirs.forbids;
    if (isShared && areOpposed) {
      return theirs.forbids
        ? `It forbids ${other.join(', ')}; this one wants it.`
        : `It wants ${other.join(', ')}; this one forbids it.`;
    }
    if (!isShared && !areOpposed && !own.forbids) {
      return `It wants ${other.join(', ')}; this one ${mine.join(', ')}.`;
    }
  }
  const isTurned = !isMixed && own.forbids !== theirs.forbids;
  const areAlike = likenessOf(own.subject, theirs.subject) >= SAME_SENTENCE;
  if (!isTurned || !areAlike || own.values.length + theirs.values.length > 0) return undefined;
  return theirs.forbids ? 'It forbids what this one wants.' : 'It wants what this one forbids.';
}

function triggerStems({ triggers }: Pick<Candidate, 'triggers'>): ReadonlySet<string> {
  return new Set(triggers.flatMap((trigger) => stemsOf(trigger)));
}

function valueKeys({ values }: SaidDemand): readonly string[] {
  return values.map(({ about, value }) => `${about}:${value}`).toSorted();
}

function said(
  reason: string | undefined,
  other: Omit<Contradiction, 'reason'>,
): readonly Contradiction[] {
  return reason === undefined ? [] : [{ ...other, reason }];
}
