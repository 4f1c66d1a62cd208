import { similarPatterns } from './compare-patterns.ts';
import type { PatternDependencies } from './dependencies.ts';
import {
  contentOf,
  differenceText,
  isStored,
  type PatternContent,
  patternOf,
} from './pattern-record.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { type CandidateNow, candidateNow } from '../candidate/check-candidate.ts';
import { markDecided } from '../candidate/mark-decided.ts';
import { roleProblem } from '../permissions.ts';
import { settleDraft } from '../taught/settle-draft.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import { isSameKind, resourceNameOf } from '../../domain/kind.ts';
import type { Pattern } from '../../domain/pattern/pattern.ts';
import { lostIn } from '../../workflows/pattern/losing.ts';
import {
  type PatternEffectOf,
  type PatternEventOf,
  PatternState,
} from '../../workflows/pattern/state.ts';

type Dependencies = Pick<PatternDependencies, 'patterns' | 'candidates' | 'cluster' | 'people'>;
type Stored = PatternEventOf<'pattern-stored' | 'storing-refused' | 'candidate-checked'>;

interface Storing {
  readonly state: PatternState;
  readonly content: PatternContent;
  readonly newest: Pattern | undefined;
}

/**
 * Stores what the conversation has come to: active where its author is a curator, else as a draft. Refused,
 * with nothing stored, where it is not as its author saw it: somebody changed the pattern, taught nearly the
 * same, a resource is gone, or what the candidate was read from. What this conversation stored before is left as it is.
 */
export function createStorePattern(
  dependencies: Dependencies,
): Activity<PatternEffectOf<'store-pattern'>, Stored> {
  const { patterns, cluster, people } = dependencies;
  return async (_effect, context) => {
    const state = PatternState.parse(context.session.state);
    const { id: clusterId } = await cluster.identity();
    const content = contentOf(state, clusterId);
    const newest = await patterns.get(content.id);
    const storing = { state, content, newest };
    if (newest && isStored(newest, storing)) return told(dependencies, newest, { state, context });
    const refused = await refusal(dependencies, storing);
    if (refused !== undefined) return { ...refused, at: context.now() };
    const now = await candidateOf(dependencies, state);
    if (now && lostIn(state, now)) return { ...now, type: 'candidate-checked', at: context.now() };
    const problem = await roleProblem(people, { actor: state.author, role: 'curators' });
    const status = problem === undefined ? 'active' : 'draft';
    const pattern = patternOf(content, { state, before: newest, status, at: context.now() });
    await context.checkTurn();
    try {
      await patterns.save(pattern);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'conflict') throw error;
      const other = await patterns.get(content.id);
      return { ...changedMeanwhile(content, other), at: context.now() };
    }
    return told(dependencies, pattern, { state, context, seen: now?.candidate?.version });
  };
}

async function told(
  dependencies: Dependencies,
  { status }: Pattern,
  storing: {
    readonly state: PatternState;
    readonly context: ActivityContext;
    readonly seen?: number | undefined;
  },
): Promise<Stored> {
  const { state, context } = storing;
  if (status === 'active') await acceptCandidate(dependencies, { ...storing, by: state.author });
  return { type: 'pattern-stored', at: context.now(), status };
}

type Refused = Omit<PatternEventOf<'storing-refused'>, 'at'>;

async function refusal(
  { patterns, cluster }: Dependencies,
  { state, content, newest }: Storing,
): Promise<Refused | undefined> {
  const { baseVersion, similar } = state;
  if ((newest?.version ?? 0) !== baseVersion) return changedMeanwhile(content, newest);
  const [served, known] = await Promise.all([cluster.kinds(), patterns.all()]);
  const gone = content.resources.filter(
    (kind) => !served.some((one) => isSameKind(one.kind, kind)),
  );
  if (gone.length > 0) {
    const names = gone.map((kind) => resourceNameOf(kind)).join(', ');
    return refusing(
      baseVersion,
      `The cluster does not serve ${names} any more. Change the resources.`,
    );
  }
  const seen = new Set(similar.map(({ id }) => id));
  const found = similarPatterns({ ...content, patternId: content.id }, known);
  const unseen = found.find(({ id, isSame }) => isSame && !seen.has(id));
  return (
    unseen && refusing(baseVersion, `Somebody taught “${unseen.name}” meanwhile. ${unseen.reason}`)
  );
}

/** The candidate that it was made of, if it was, as it is now. */
async function candidateOf(
  { candidates }: Pick<Dependencies, 'candidates'>,
  { input, patternId: became }: PatternState,
): Promise<CandidateNow | undefined> {
  return input.type === 'candidate'
    ? candidateNow(candidates, { id: input.candidateId, became })
    : undefined;
}

/** Whoever stores theirs over the other's has read what is different. */
function changedMeanwhile(content: PatternContent, newest: Pattern | undefined): Refused {
  const problem = newest
    ? `Somebody stored version ${newest.version} of this pattern meanwhile; different from yours is ${differenceText(newest, content)}. Stored now, yours follows it.`
    : 'Somebody deleted this pattern meanwhile. Stored now, it is there again.';
  return refusing(newest?.version ?? 0, problem);
}

function refusing(baseVersion: number, problem: string): Refused {
  return { type: 'storing-refused', problem, baseVersion };
}

/**
 * The candidate that it was made of, if it was, has become this pattern, or a part of one that was there
 * before. A repeat changes nothing. `seen`: its version as it was looked at last; what came to it since stays open.
 */
async function acceptCandidate(
  { candidates }: Pick<Dependencies, 'candidates'>,
  given: {
    readonly state: Pick<PatternState, 'input' | 'patternId' | 'baseVersion'>;
    readonly by: Actor;
    readonly context: Pick<ActivityContext, 'checkTurn' | 'now'>;
    readonly seen?: number | undefined;
  },
): Promise<void> {
  const { state, by, context, seen } = given;
  const { input, patternId: became, baseVersion } = state;
  if (input.type !== 'candidate') return;
  const status = baseVersion > 0 ? 'merged' : 'accepted';
  const verdict = { status, by: actorKey(by), at: context.now(), became, seen } as const;
  await context.checkTurn();
  await markDecided(candidates, input.candidateId, verdict);
}

/** A curator's decision about a draft, as `settleDraft` says. */
export function createSettleDraft(
  dependencies: Dependencies,
): Activity<PatternEffectOf<'settle-draft'>, never> {
  return async ({ actor, accepts }, context) => {
    const state = PatternState.parse(context.session.state);
    const { patternId: id, baseVersion } = state;
    const { checkTurn } = context;
    const decided = { accepts, by: actorKey(actor), at: context.now(), checkTurn };
    await settleDraft(dependencies.patterns, { id, baseVersion, ...decided });
    if (accepts) await acceptCandidate(dependencies, { state, by: actor, context });
    return undefined;
  };
}
