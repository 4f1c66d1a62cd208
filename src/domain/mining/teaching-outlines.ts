import type { ResourceKind } from '../kind.ts';
import { stemsOf } from '../knowledge/words.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { type Looks, looksOf } from '../pattern/similar.ts';
import type { Policy } from '../policy/policy.ts';
import type { Candidate, Contradiction } from './candidate.ts';
import { demandOf, type SaidDemand } from './said-values.ts';
import { type Subject, subjectOfFind, withoutNames } from './subject.ts';

/** What finds are held against. */
export interface KnownTeachings {
  readonly candidates: readonly Candidate[];
  readonly patterns: readonly Pattern[];
  readonly policies: readonly Policy[];
}

/** What is compared of a candidate, a pattern or a policy, worked out once. */
export interface Outline {
  readonly with: Contradiction['with'];
  readonly id: string;
  readonly type: Candidate['type'];
  readonly title: string;
  readonly resources: readonly ResourceKind[];
  readonly avoided: readonly ResourceKind[];
  /** Stems of all words of its triggers. */
  readonly triggers: ReadonlySet<string>;
  readonly demand: SaidDemand;
  /** The values that it demands, as one text. */
  readonly values: string;
  readonly looks: Looks;
  readonly subject: Subject;
  /** What a candidate speaks of that names nothing to deploy: the same text for the same. */
  readonly warning: string | undefined;
  /** It names something to deploy that the cluster does not serve. */
  readonly wantsUnknown: boolean;
}

export interface Outlines {
  candidate(candidate: Candidate): Outline;
  pattern(pattern: Pattern): Outline;
  policy(policy: Policy): Outline;
  /** Forgets those that nobody asked for since the last time. */
  sweep(): void;
}

interface Given extends Pick<Candidate, 'type' | 'title' | 'triggers' | 'rationale'> {
  readonly with: Contradiction['with'];
  readonly id: string;
  readonly resources: readonly ResourceKind[];
  readonly avoided: readonly ResourceKind[];
  readonly unknownResources: readonly string[];
}

const NOTHING_NAMED = { resources: [], avoided: [], unknownResources: [] } as const;

/** Outlines, kept for as long as what they were made of says the same. */
export function createOutlines(): Outlines {
  let before = new Map<string, Kept>();
  let asked = new Map<string, Kept>();

  function kept(source: object, id: string, read: () => Given): Outline {
    const known = asked.get(id) ?? before.get(id);
    const given = known?.source === source ? undefined : read();
    const text = given === undefined ? (known?.text ?? '') : JSON.stringify(given);
    const isSame = known !== undefined && known.text === text;
    const outline = isSame ? known.outline : outlineOf(given ?? read());
    asked.set(id, { source, text, outline });
    return outline;
  }

  return {
    candidate: (one) => kept(one, one.id, () => givenOf(one)),
    pattern: (one) =>
      kept(one, one.id, () => {
        const { id, name: title, triggers, resources, rationale } = one;
        const own = { with: 'pattern', id, type: 'pattern', title, triggers, rationale } as const;
        return { ...own, ...NOTHING_NAMED, resources };
      }),
    policy: (one) =>
      kept(one, one.id, () => {
        const { id, sentence: title, triggers, rationale } = one;
        const own = { with: 'policy', id, type: 'policy', title, triggers, rationale } as const;
        return { ...own, ...NOTHING_NAMED };
      }),
    sweep() {
      before = asked;
      asked = new Map();
    },
  };
}

interface Kept {
  /** What it was made of, and that as a text. */
  readonly source: object;
  readonly text: string;
  readonly outline: Outline;
}

function givenOf(candidate: Candidate): Given {
  const { id, type, title, triggers, rationale } = candidate;
  const { resources, avoided, unknownResources } = candidate;
  const own = { with: 'candidate', id, type, title, triggers, rationale } as const;
  return { ...own, resources, avoided, unknownResources };
}

function outlineOf(given: Given): Outline {
  const { with: side, id, type, title, triggers, resources, avoided, rationale } = given;
  const demand = demandOf(type === 'policy' ? title : `${title}. ${rationale}`);
  const isNamed = resources.length > 0 || type === 'policy' || side !== 'candidate';
  return {
    with: side,
    id,
    type,
    title,
    resources,
    avoided,
    triggers: new Set(triggers.flatMap((trigger) => stemsOf(trigger))),
    demand,
    values: demand.values
      .map(({ about, value }) => `${about}:${value}`)
      .toSorted()
      .join(' '),
    looks: looksOf({ name: purposeOf(given), triggers, resources }),
    subject: subjectOfFind(given),
    warning: isNamed ? undefined : warningOf(given),
    wantsUnknown: given.unknownResources.length > 0,
  };
}

/** The names of a candidate's resources, which stand in its title as well, are compared as such. */
function purposeOf(given: Given): string {
  return given.with === 'candidate' ? withoutNames(given) : given.title;
}

function warningOf({ avoided, unknownResources }: Given): string {
  const kinds = avoided.map(({ group, kind }) => `${kind}.${group}`);
  return JSON.stringify([kinds.toSorted(), unknownResources.toSorted()]);
}
