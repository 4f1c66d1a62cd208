import { checkedConditions } from './given-conditions.ts';
import type { GivenField, PatternEventOf, PatternState } from './state.ts';
import {
  PATTERN_NAME_MAX,
  PATTERN_RATIONALE_MAX,
  PATTERN_RESOURCES_MAX,
  PATTERN_TRIGGER_MAX,
} from '../../domain/pattern/pattern.ts';
import {
  type Checked,
  checkedOwner,
  checkedRationale,
  checkedTriggers,
} from '../wizard/checked-fields.ts';
import { hiddenProblem } from '../wizard/hidden-words.ts';
import { distinct } from '../wizard/words.ts';

/** Longest name of a resource as somebody says it, in characters. */
const RESOURCE_MAX = 200;

interface CheckedFields {
  readonly changes: Partial<PatternState>;
  /** Resources as they were said: the cluster is asked which they are. */
  readonly said?: readonly string[];
  /** What was not taken, and why. */
  readonly problems: Partial<Record<GivenField, string>>;
}

type Given = PatternEventOf<'fields-given'>;

const NOTHING: CheckedFields = { changes: {}, problems: {} };

/** What of the given can be taken, in the shape in which it is kept. */
export function checkedFields(state: PatternState, given: Given): CheckedFields {
  const { name, triggers, resources, rationale, owner, conditions } = given;
  const parts = [
    name === undefined ? NOTHING : taken('name', checkedName(name)),
    triggers === undefined ? NOTHING : taken('triggers', words(state, given, triggers)),
    resources === undefined ? NOTHING : checkedResources(resources),
    rationale === undefined ? NOTHING : taken('rationale', reason(state, rationale)),
    owner === undefined
      ? NOTHING
      : taken('owner', spoken(owner, checkedOwner(state.author, owner))),
    conditions === undefined ? NOTHING : taken('conditions', checkedConditions(conditions)),
  ];
  return parts.reduce((all, part) => ({
    ...all,
    ...part,
    changes: { ...all.changes, ...part.changes },
    problems: { ...all.problems, ...part.problems },
  }));
}

function taken(field: GivenField, checked: Checked<Partial<PatternState>>): CheckedFields {
  return 'problem' in checked
    ? { changes: {}, problems: { [field]: checked.problem } }
    : { changes: checked.changes, problems: {} };
}

function checkedName(given: string): Checked<{ name: string }> {
  const name = given.replaceAll(/\s+/gu, ' ').trim();
  const problem = nameProblem(name);
  return problem === undefined ? { changes: { name } } : { problem };
}

/** Undefined where a pattern can be called so. */
export function nameProblem(name: string): string | undefined {
  if (name.length > PATTERN_NAME_MAX) {
    return `Call it by at most ${PATTERN_NAME_MAX} characters (it has ${name.length}): why and when come later.`;
  }
  return hiddenProblem(name) ?? (holdsWords(name) ? undefined : NO_NAME);
}

const NO_NAME =
  'Say in a few words what it is for: “AWS public services”, “Database with backups”.';

/** None of their own: its name is the word by which it is found. */
function words(
  { name, ...state }: PatternState,
  given: Given,
  triggers: readonly string[],
): Checked<Partial<PatternState>> {
  const said = distinct(triggers);
  const silent = said.find((word) => !holdsWords(word));
  if (silent !== undefined) return { problem: 'Write words for kinds of infrastructure.' };
  const byName = (given.name ?? name).slice(0, PATTERN_TRIGGER_MAX);
  return checkedTriggers(state, said.length === 0 ? [byName] : said, PATTERN_TRIGGER_MAX);
}

function reason(state: PatternState, given: string): Checked<Partial<PatternState>> {
  const checked = checkedRationale(state, given, PATTERN_RATIONALE_MAX);
  return given.trim() === '' ? checked : spoken(given, checked);
}

/** Emoji alone say nothing that can be looked up later. */
function spoken<Changes>(given: string, checked: Checked<Changes>): Checked<Changes> {
  const isSaid = given.trim() === '' || holdsWords(given) || 'problem' in checked;
  return isSaid ? checked : { problem: 'Say it in words.' };
}

function holdsWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function checkedResources(given: readonly string[]): CheckedFields {
  const said = distinct(given);
  const problem = resourcesProblem(said);
  return problem === undefined
    ? { changes: {}, said, problems: {} }
    : { changes: {}, problems: { resources: problem } };
}

function resourcesProblem(said: readonly string[]): string | undefined {
  if (said.length === 0) {
    return 'Resources are what a pattern is made of: name at least one, “Deployment” for example.';
  }
  if (said.length > PATTERN_RESOURCES_MAX) return TOO_MANY;
  const long = said.find((name) => name.length > RESOURCE_MAX);
  return (
    hiddenProblem(...said) ??
    (long === undefined ? undefined : `“${long.slice(0, 60)}…” is too long for a resource’s name.`)
  );
}

export const TOO_MANY = `At most ${PATTERN_RESOURCES_MAX} resources make a pattern. Make two patterns of more.`;
