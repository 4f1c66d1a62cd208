import { setImmediate } from 'node:timers/promises';
import { askedOrByRules } from './asked-or-by-rules.ts';
import type { PolicyDependencies } from './dependencies.ts';
import { deriveRulesInput, draftOf, soundExpressions } from './derive-rules-draft.ts';
import { coverageLines, coverageText, isCovered, whyNoneIsReached } from './derive-rules-report.ts';
import { namedKinds } from './named-kinds.ts';
import { shownExpressions } from './shown-expressions.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { roleProblem } from '../permissions.ts';
import { candidatesInSlices } from '../../domain/policy/candidates.ts';
import { conflictsOf, duplicatesOf } from '../../domain/policy/conflicts.ts';
import { DerivedRules } from '../../domain/policy/derived-rules.ts';
import { expandDraft, type Expansion } from '../../domain/policy/expand.ts';
import { kindKey } from '../../domain/policy/expand-reach.ts';
import { newlyCovered } from '../../domain/policy/newly-covered.ts';
import { tellingWordsOf } from '../../domain/knowledge/words.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { RuleDraft } from '../../domain/policy/rule-draft.ts';
import { withoutNamespaces } from '../../domain/policy/said-namespaces.ts';
import { partsOf, type SentenceParts } from '../../domain/policy/sentence-parts.ts';
import type { ExpressionRule, Rule } from '../../domain/policy/rule.ts';
import { deriveRules } from '../../prompts/derive-rules.ts';
import {
  type PolicyEffectOf,
  type PolicyEvent,
  type PolicyEventOf,
  PolicyState,
} from '../../workflows/policy/state.ts';

/** As many as a conversation keeps. */
const NOTES_MAX = 10;
const CONFLICTS_MAX = 5;
const ADDED_MAX = 20;
const KINDS_MAX = 150;

type Dependencies = Pick<
  PolicyDependencies,
  'model' | 'artifacts' | 'policies' | 'catalog' | 'expressions' | 'people'
>;
type Kinds = Awaited<ReturnType<Dependencies['catalog']['kinds']>>['kinds'];

/** What a sentence was understood as. */
interface Understood {
  readonly draft: RuleDraft;
  readonly notes: readonly string[];
  readonly noneBecause?: string | undefined;
  /** `offline`, or the model's name. */
  readonly by: string;
}

/**
 * Understands the sentence once, by a model, and spreads it over every kind, by code. Where neither the
 * sentence nor the triggers changed since it was understood, no model is asked.
 */
export function createDeriveRules(
  dependencies: Dependencies,
): Activity<PolicyEffectOf<'derive-rules'>, PolicyEventOf<'rules-derived'>> {
  return async (_effect, context) => {
    const { artifacts, policies, catalog, people } = dependencies;
    const state = PolicyState.parse(context.session.state);
    const text = 'Looking through the fields of every kind of resource.';
    context.progress({ type: 'work-progressed', at: context.now(), text } satisfies PolicyEvent);
    const { clusterId, kinds } = await catalog.kinds(context.signal);
    const { input, sentence, triggers } = state;
    const before = input.type === 'new' ? undefined : await policies.get(input.policyId);
    const understood =
      (await understoodBefore(dependencies, state, before)) ??
      (await understand(dependencies, { state, kinds, context }));
    const { draft, by } = understood;
    const { expansion, named } = spreadOver(kinds, { draft, state, before });
    const others = (await policies.active()).filter(({ id }) => id !== state.policyId);
    const overlaps = overlapsOf(expansion.rules, { state, others });
    const { notes, noneBecause } = understood;
    const said = { sentence, triggers, notes: [...notes], noneBecause };
    const record = { clusterId, draft, ...expansion, said };
    const derived = {
      rules: await artifacts.put(JSON.stringify(DerivedRules.parse(record))),
      ...(await storedCoverage(dependencies, state, {
        expansion,
        expressions: record.expressions,
      })),
      lines: coverageLines(expansion.coverage),
      ...shownExpressions(record.expressions),
      leftOut: [...named.leftOut],
      ...(before && input.type === 'extend' ? { added: addedTo(before, expansion) } : {}),
      notes: [...named.notes, ...notes, ...expansion.notes, ...overlaps.notes].slice(0, NOTES_MAX),
      ...guidance(understood, expansion),
      conflicts: overlaps.conflicts,
      rest: restOf(sentence, understood),
      by,
    };
    const problem = await roleProblem(people, { actor: state.author, role: 'curators' });
    const isDraft = problem !== undefined;
    return { type: 'rules-derived', at: context.now(), derived, isDraft };
  };
}

/** Over every kind, but those that were left out: only code that sees them all knows what a typed name means. */
function spreadOver(
  kinds: Kinds,
  given: {
    readonly draft: RuleDraft;
    readonly state: PolicyState;
    readonly before: Policy | undefined;
  },
): { readonly expansion: Expansion; readonly named: ReturnType<typeof namedKinds> } {
  const { draft, state, before } = given;
  const { sentence, triggers, leftOut } = state;
  const expansion = expandDraft(draft, { kinds, triggers, leftOut, sentence });
  const named = namedKinds(leftOut, expansion.coverage, before?.leftOut);
  const isAsNamed = leftOut.join('\n') === named.leftOut.join('\n');
  if (isAsNamed) return { expansion, named };
  const again = expandDraft(draft, { kinds, triggers, leftOut: named.leftOut, sentence });
  return { expansion: again, named };
}

async function understand(
  { model, expressions }: Dependencies,
  given: {
    readonly state: PolicyState;
    readonly kinds: Kinds;
    readonly context: ActivityContext;
  },
): Promise<Understood> {
  const { state, kinds, context } = given;
  const candidates = await candidatesInSlices(state, kinds, async () => {
    context.signal.throwIfAborted();
    await setImmediate();
  });
  const input = deriveRulesInput(state, candidates);
  const { output, by } = await askedOrByRules(model, { task: deriveRules, input }, context);
  const draft = draftOf(output, candidates);
  const { sound, notes } = soundExpressions(draft.expressions, expressions);
  // Where it holds is no matter of fields: the policy's scope says it.
  const isScope = (part: string): boolean =>
    tellingWordsOf(withoutNamespaces(part, state.namespaces)).length === 0;
  const others = output.unsaid.filter((part) => !isScope(part));
  const parts = partsOf(state.sentence);
  const unsaid = others.map((part) =>
    part === parts.rest ? twoInOne(parts) : `No field says “${part}”: that part is not checked.`,
  );
  const { noneBecause } = output;
  const unchecked = [...unsaid, ...notes];
  return {
    draft: { ...draft, expressions: sound, unsaid: unchecked },
    notes: unchecked,
    noneBecause,
    by,
  };
}

function twoInOne({ first, rest = '' }: SentenceParts): string {
  return `These are two policies in one sentence. Only “${first}” is read here: change the sentence to that, and make another policy of “${rest}”.`;
}

/** What another policy has to say; undefined where this one says it all. */
function restOf(sentence: string, { notes, noneBecause }: Understood): string | undefined {
  const parts = partsOf(sentence);
  return noneBecause !== undefined || notes.includes(twoInOne(parts)) ? parts.rest : undefined;
}

/** The words are the same as those of the stored policy, or of what this conversation came to before. */
async function understoodBefore(
  { artifacts }: Dependencies,
  { sentence, triggers, derived }: PolicyState,
  policy: Policy | undefined,
): Promise<Understood | undefined> {
  const isSame = (said: { readonly sentence: string; readonly triggers: readonly string[] }) =>
    said.sentence === sentence && said.triggers.join('\n') === triggers.join('\n');
  if (derived) {
    const { draft, said } = DerivedRules.parse(JSON.parse(await artifacts.get(derived.rules)));
    if (said && isSame(said)) return { ...said, draft, by: derived.by };
  }
  // Why nothing could be checked was not stored: it is asked again.
  const isEmpty = policy?.draft.checks.length === 0 && policy.draft.expressions.length === 0;
  if (!policy || isEmpty || !isSame(policy)) return undefined;
  return { draft: policy.draft, notes: policy.draft.unsaid ?? [], by: policy.by };
}

async function storedCoverage(
  { artifacts }: Dependencies,
  { sentence, policyId }: PolicyState,
  given: { readonly expansion: Expansion; readonly expressions: readonly ExpressionRule[] },
) {
  const { rules, coverage } = given.expansion;
  const covered = coverage.rows.filter(isCovered);
  const content = await artifacts.put(coverageText(sentence, coverage, given.expressions));
  return {
    coverage: await artifacts.put(JSON.stringify(coverage)),
    coverageFile: { name: `coverage-${policyId}.txt`, content },
    counts: {
      rules: rules.length,
      covered: covered.length,
      leftOut: coverage.rows.length - covered.length,
    },
    kinds: covered.slice(0, KINDS_MAX).map(({ kind }) => kindKey(kind)),
  };
}

/** Which policies cannot be kept beside it, and which say the same already. */
function overlapsOf(
  rules: readonly Rule[],
  { state, others }: { readonly state: PolicyState; readonly others: readonly Policy[] },
) {
  const { policyId, scope = { type: 'all' as const } } = state;
  const own = { policyId, scope, rules };
  const twice = new Map(duplicatesOf(own, others).map((one) => [one.policyId, one]));
  return {
    conflicts: [...conflictsOf(own, others)].slice(0, CONFLICTS_MAX),
    notes: [...twice.values()].map(
      ({ sentence, reason }) => `The policy “${sentence}” overlaps with it: ${reason}`,
    ),
  };
}

/** Kinds that the policy did not reach as it was stored, or not as they are served now. */
function addedTo(policy: Policy, { coverage }: Expansion): string[] {
  const rows = newlyCovered(policy, coverage).slice(0, ADDED_MAX);
  return rows.map(({ kind }) => kindKey(kind));
}

function guidance(
  { noneBecause }: Understood,
  { rules, expressions, coverage }: Expansion,
): { readonly guidanceBecause?: string } {
  if (rules.length + expressions.length > 0) return {};
  if (noneBecause !== undefined) return { guidanceBecause: noneBecause };
  return { guidanceBecause: whyNoneIsReached(coverage) };
}
