import { checkedScope, unusedProblem } from './scope.ts';
import {
  type GivenField,
  type PolicyEventOf,
  type PolicyState,
  RATIONALE_MAX,
  SENTENCE_MAX,
  TRIGGER_MAX,
} from './state.ts';
import { hiddenProblem } from '../wizard/hidden-words.ts';
import { distinct } from '../wizard/words.ts';
import {
  type Checked,
  checkedOwner,
  checkedRationale,
  checkedTriggers,
} from '../wizard/checked-fields.ts';
import { nearestOf } from '../../domain/nearest.ts';

/** How many kinds may be left out by name. */
const LEFT_OUT_MAX = 100;
const LEFT_OUT_CHARACTERS_MAX = 8_000;

interface CheckedFields {
  readonly changes: Partial<PolicyState>;
  /** What was not taken, and why. */
  readonly problems: Partial<Record<GivenField, string>>;
}

type Given = PolicyEventOf<'fields-given'>;

/** What of the given can be taken, in the shape in which it is kept. */
export function checkedFields(state: PolicyState, given: Given): CheckedFields {
  const parts = [
    given.sentence === undefined ? NOTHING : sentence(given.sentence),
    given.triggers === undefined
      ? NOTHING
      : shared('triggers', checkedTriggers(state, given.triggers, TRIGGER_MAX)),
    given.rationale === undefined
      ? NOTHING
      : shared('rationale', checkedRationale(state, given.rationale, RATIONALE_MAX)),
    given.owner === undefined ? NOTHING : shared('owner', checkedOwner(state.author, given.owner)),
    given.scope === undefined ? NOTHING : scope(state, given.scope, given.unusedNamespaces),
    given.leftOut === undefined ? NOTHING : leftOut(state, given.leftOut),
  ];
  return parts.reduce((all, part) => ({
    changes: { ...all.changes, ...part.changes },
    problems: { ...all.problems, ...part.problems },
  }));
}

const NOTHING: CheckedFields = { changes: {}, problems: {} };

function wrong(field: GivenField, problem: string): CheckedFields {
  return { changes: {}, problems: { [field]: problem } };
}

function taken(changes: Partial<PolicyState>): CheckedFields {
  return { changes, problems: {} };
}

/** Undefined where a sentence can be worked with. */
export function sentenceProblem(text: string): string | undefined {
  if (text.length > SENTENCE_MAX) {
    return `Say it in at most ${SENTENCE_MAX} characters (it has ${text.length}).`;
  }
  const hidden = hiddenProblem(text);
  if (hidden !== undefined) return hidden;
  const words = text.match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  return words.length < 2
    ? 'Say in a sentence what must be, and of what: “Databases in AWS run in us-east-1”.'
    : undefined;
}

function sentence(given: string): CheckedFields {
  const text = given.replaceAll(/\s+/gu, ' ').trim();
  const problem = sentenceProblem(text);
  return problem === undefined ? taken({ sentence: text }) : wrong('sentence', problem);
}

/** A field that other conversations ask for, too. */
function shared(field: GivenField, checked: Checked<Partial<PolicyState>>): CheckedFields {
  return 'problem' in checked ? wrong(field, checked.problem) : taken(checked.changes);
}

function scope(
  state: PolicyState,
  given: NonNullable<Given['scope']>,
  unused: readonly string[] = [],
): CheckedFields {
  const problem = unusedProblem(state, unused);
  if (problem !== undefined) return wrong('namespaces', problem);
  const checked = checkedScope(state, given);
  return 'problem' in checked ? wrong('namespaces', checked.problem) : taken(checked);
}

function leftOut(state: PolicyState, given: readonly string[]): CheckedFields {
  const names = distinct(given);
  if (names.length > LEFT_OUT_MAX || names.join('').length > LEFT_OUT_CHARACTERS_MAX) {
    return wrong(
      'kinds',
      `At most ${LEFT_OUT_MAX} kinds can be left out by name. Say in the sentence what it is about.`,
    );
  }
  const known = knownKinds(state);
  if (!known) return taken({ leftOut: names });
  const meant = names.map((name) => kindNamed(known, name) ?? name);
  const unknown = meant.find((name) => !known.includes(name));
  if (unknown === undefined) return taken({ leftOut: distinct(meant) });
  const near = nearestOf(unknown, known);
  const hint = near === undefined ? ' The coverage file names them all.' : ` Did you mean ${near}?`;
  return wrong('kinds', `It covers no kind ${unknown.slice(0, 200)}.${hint}`);
}

/** Every kind that can be left out; undefined where not all of them are known here. */
function knownKinds({ derived, leftOut: before }: PolicyState): readonly string[] | undefined {
  const { kinds = [], counts } = derived ?? {};
  return counts === undefined || kinds.length < counts.covered ? undefined : [...kinds, ...before];
}

/** `Instance` is enough where only one is called so. */
function kindNamed(known: readonly string[], said: string): string | undefined {
  const name = said.toLowerCase();
  const short = known.filter((one) => one.toLowerCase().split('.')[0] === name);
  const whole = known.find((one) => one.toLowerCase() === name);
  return whole ?? (short.length === 1 ? short[0] : undefined);
}
