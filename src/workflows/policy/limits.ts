import type { Derived, PolicyState, Rehearsal } from './state.ts';
import { shortened } from '../../chat/shortened.ts';

/** What a state may grow to as JSON, in bytes: the runtime stores 65,536, the rest is for a trouble. */
const KEPT_MAX_BYTES = 62_000;

const LINE_MAX = 300;
const REASON_MAX = 600;

/** What was derived, with no line longer than a card shows: the file has them whole. */
export function bounded(derived: Derived): Derived {
  const { guidanceBecause, added, expressions } = derived;
  return {
    ...derived,
    lines: cut(derived.lines),
    notes: derived.notes.map((note) => shortened(note, REASON_MAX)),
    conflicts: derived.conflicts.map(({ policyId, sentence, reason }) => ({
      policyId,
      sentence: shortened(sentence, LINE_MAX),
      reason: shortened(reason, LINE_MAX),
    })),
    ...(expressions ? { expressions: expressions.map((one) => withShortTexts(one)) } : {}),
    ...(added ? { added: cut(added) } : {}),
    ...(guidanceBecause === undefined
      ? {}
      : { guidanceBecause: shortened(guidanceBecause, REASON_MAX) }),
  };
}

type ShownExpression = NonNullable<Derived['expressions']>[number];

function withShortTexts(shown: ShownExpression): ShownExpression {
  const { message, expression, accepts, refuses } = shown;
  return {
    message: shortened(message, REASON_MAX),
    expression: shortened(expression, REASON_MAX),
    accepts: shortened(accepts, REASON_MAX),
    refuses: shortened(refuses, REASON_MAX),
  };
}

export function boundedRehearsal(rehearsal: Rehearsal): Rehearsal {
  const { wrong, untried, live, dryRun, targets } = rehearsal;
  return {
    ...rehearsal,
    ...(untried ? { untried: { ...untried, first: cut(untried.first) } } : {}),
    wrong: cut(wrong),
    live: { ...live, first: cut(live.first), unseen: cut(live.unseen) },
    ...(dryRun ? { dryRun: withShortProblem(dryRun) } : {}),
    targets: targets.map((target) => withShortProblem(target)),
  };
}

function withShortProblem<Value extends { problem?: string | undefined }>(value: Value): Value {
  const { problem } = value;
  return problem === undefined ? value : { ...value, problem: shortened(problem, REASON_MAX) };
}

function cut(lines: readonly string[]): string[] {
  return lines.map((line) => shortened(line, LINE_MAX));
}

/**
 * The state with what can be spared left out until it can be stored, in the order of what is missed least:
 * lists to choose from, whose members can still be typed. Undefined where that is not enough.
 */
export function fitted(state: PolicyState): PolicyState | undefined {
  const { derived, request } = state;
  const withoutKinds = derived ? { derived: { ...derived, kinds: undefined } } : {};
  const withoutNamespaces = { namespaces: [], areNamespacesCut: true };
  const steps: Partial<PolicyState>[] = [
    {},
    withoutKinds,
    withoutNamespaces,
    request?.variants ? { request: { ...request, variants: request.variants.slice(0, 2) } } : {},
  ];
  let smaller = state;
  for (const step of steps) {
    smaller = { ...smaller, ...step };
    if (sizeBytes(smaller) <= KEPT_MAX_BYTES) return smaller;
  }
  return undefined;
}

function sizeBytes(state: PolicyState): number {
  return Buffer.byteLength(JSON.stringify(state));
}
