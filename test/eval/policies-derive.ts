import { deriveRulesInput, draftOf } from '../../src/activities/policy/derive-rules-draft.ts';
import { type CatalogKind, candidatesFor } from '../../src/domain/policy/candidates.ts';
import { expandDraft, type Expansion } from '../../src/domain/policy/expand.ts';
import { kindKey } from '../../src/domain/policy/expand-reach.ts';
import type { RuleDraft } from '../../src/domain/policy/rule-draft.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import { deriveRules, type DeriveRulesOutput } from '../../src/prompts/derive-rules.ts';
import type { PolicyClusterName } from './policies-clusters.ts';
import type { PolicyLabel } from './policies-labels.ts';

/** What a sentence came to on one cluster. */
export interface DerivedLabel extends Expansion {
  readonly output: DeriveRulesOutput;
  readonly draft: RuleDraft;
}

/** As the policy conversation does: candidates by code, checks by the model, rules by code. */
export async function deriveLabel(
  model: LanguageModel,
  { sentence, triggers }: Pick<PolicyLabel, 'sentence' | 'triggers'>,
  kinds: readonly CatalogKind[],
): Promise<DerivedLabel> {
  const candidates = candidatesFor({ sentence, triggers }, kinds);
  const { output } = await model.ask(
    deriveRules,
    deriveRulesInput({ sentence, triggers }, candidates),
  );
  const draft = draftOf(output, candidates);
  return { output, draft, ...expandDraft(draft, { kinds, triggers, sentence, leftOut: [] }) };
}

/** What is not as the label wants it, one line each. */
export function faultsOf(
  { covers, demands = [], leavesOut, note, none }: PolicyLabel,
  derived: DerivedLabel,
  cluster: PolicyClusterName,
): readonly string[] {
  const { coverage, notes, output } = derived;
  if (none) {
    const said = output.noneBecause ?? 'something is checked';
    return none.test(said) ? [] : [`nothing should be checked: ${said}`];
  }
  const covered = coverage.rows
    .filter(({ leftOut }) => leftOut === undefined)
    .map(({ kind }) => kindKey(kind));
  const wanted = covers?.[cluster];
  const said = coverage.rows.map((row) => row.note).join('\n');
  return [
    ...(wanted ?? []).filter((key) => !covered.includes(key)).map((key) => `misses ${key}`),
    ...(wanted ? covered : [])
      .filter((key) => wanted?.includes(key) === false)
      .map((key) => `covers ${key}`),
    ...(wanted ? demands : [])
      .filter((demand) => cluster === 'platform' && !said.includes(demand))
      .map((demand) => `does not say: ${demand}`),
    ...(leavesOut?.[cluster] ?? []).flatMap(([key, reason]) => {
      const row = coverage.rows.find(({ kind }) => kindKey(kind) === key);
      return row?.leftOut === reason ? [] : [`${key} is ${row?.leftOut ?? 'not'} left out`];
    }),
    ...(note && !notes.some((one) => note.test(one)) ? [`no note: ${notes.join(' ')}`] : []),
  ];
}
