import { actorKey } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import { canonicalJson, toJson } from '../../domain/json.ts';
import type { Pattern } from '../../domain/pattern/pattern.ts';
import type { PatternState } from '../../workflows/pattern/state.ts';

/** What a conversation has come to, without what only storing it decides. */
export type PatternContent = Omit<
  Pattern,
  'status' | 'createdBy' | 'createdAt' | 'changedBy' | 'changedAt'
>;

/**
 * The pattern as the conversation has it: the version after the one it began with. Throws
 * `Failure('conflict')` where something is missing still.
 */
export function contentOf(state: PatternState, clusterId: string): PatternContent {
  const { patternId: id, baseVersion, name, triggers, resources } = state;
  const { rationale = '', conditions, owner, candidates } = state;
  if (!conditions || owner === undefined || resources.length === 0) {
    throw new Failure('conflict', 'The pattern is not whole yet. Go on with the newest card.');
  }
  const version = baseVersion + 1;
  const said = { name, triggers, resources, rationale, conditions, owner, candidates };
  return { id, version, clusterId, ...said };
}

/** The content as a record: who made the first version is known from there, and of what it was made. */
export function patternOf(
  content: PatternContent,
  given: {
    readonly state: Pick<PatternState, 'author'>;
    readonly before: Pattern | undefined;
    readonly status: Pattern['status'];
    readonly at: string;
  },
): Pattern {
  const { state, before, status, at } = given;
  const changedBy = actorKey(state.author);
  return {
    ...content,
    status,
    candidates: [...new Set([...(before?.candidates ?? []), ...content.candidates])],
    createdBy: before?.createdBy ?? changedBy,
    createdAt: before?.createdAt ?? at,
    changedBy,
    changedAt: at,
  };
}

/** Whether a version is what the conversation came to, whoever looks at it and whenever it was stored. */
export function isStored(
  stored: Pattern,
  { content, state }: { content: PatternContent; state: Pick<PatternState, 'author'> },
): boolean {
  const { status, changedAt: at } = stored;
  const own = patternOf(content, { state, before: stored, status, at });
  return keyOf(own) === keyOf(stored);
}

function keyOf(value: object): string {
  return canonicalJson(toJson(value));
}

const FIELDS = [
  ['name', 'its name'],
  ['triggers', 'its words'],
  ['resources', 'its resources'],
  ['rationale', 'its reason'],
  ['conditions', 'when it applies'],
  ['owner', 'its owner'],
] as const;

/** What is different, in words: "its name and its resources". */
export function differenceText(one: PatternContent, other: PatternContent): string {
  const names = FIELDS.filter(
    ([field]) => keyOf({ value: one[field] }) !== keyOf({ value: other[field] }),
  ).map(([, name]) => name);
  const last = names.at(-1) ?? 'nothing that is asked for here';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
