import type { OpeningPlan } from './command-answers.ts';
import { type PermissionDependencies, requireRole } from '../activities/permissions.ts';
import { type Actor, actorKey } from '../chat/actor.ts';
import { patternKey } from '../chat/pattern-key.ts';
import { Failure } from '../domain/failure.ts';
import { storedJson } from '../domain/json.ts';
import { type Pattern, PATTERN_NAME_MAX } from '../domain/pattern/pattern.ts';
import type { CommandQueries } from '../queries/commands.ts';
import type { PatternInput } from '../workflows/pattern/state.ts';
import type { RemovalTarget } from '../workflows/removal/state.ts';

interface Parts {
  readonly people: PermissionDependencies;
  readonly queries: Pick<CommandQueries, 'patterns'>;
}

/** Whoever may ask for recommendations may teach one: what no curator wrote waits as a draft. */
export function patternWriting(name: string): OpeningPlan {
  if (name.length > PATTERN_NAME_MAX) {
    const message = `That is ${name.length} characters. Give the pattern a name of at most ${PATTERN_NAME_MAX}, such as “AWS public services”; when it applies, and why, is asked for next.`;
    throw new Failure('invalid-input', message);
  }
  const input: PatternInput = { type: 'new', name };
  return { workflow: 'pattern', input: storedJson(input) };
}

/** Undefined where it is not clear which pattern is meant. */
export async function patternEditing(
  { people, queries }: Parts,
  name: string,
  actor: Actor,
): Promise<OpeningPlan | undefined> {
  const pattern = await onlyOne(queries, name);
  if (!pattern) return undefined;
  const isOwnDraft = pattern.status === 'draft' && pattern.createdBy === actorKey(actor);
  await requireRole(people, { actor, role: isOwnDraft ? 'requesters' : 'curators' });
  const input: PatternInput = { type: 'edit', patternId: pattern.id };
  return { workflow: 'pattern', input: storedJson(input), key: patternKey(pattern.id) };
}

/** Undefined where it is not clear which pattern is meant. */
export async function patternRemoval(
  { people, queries }: Parts,
  name: string,
  actor: Actor,
): Promise<OpeningPlan | undefined> {
  await requireRole(people, { actor, role: 'curators' });
  const pattern = await onlyOne(queries, name);
  if (!pattern) return undefined;
  const target: RemovalTarget = {
    type: 'pattern',
    patternId: pattern.id,
    version: pattern.version,
    name: pattern.name,
    owner: pattern.owner,
  };
  return { workflow: 'removal', input: storedJson(target), key: patternKey(pattern.id) };
}

async function onlyOne({ patterns }: Parts['queries'], name: string): Promise<Pattern | undefined> {
  const [pattern, ...others] = await patterns.named(name);
  return others.length === 0 ? pattern : undefined;
}
