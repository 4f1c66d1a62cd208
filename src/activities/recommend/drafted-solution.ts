import type { Shown } from './found-patterns.ts';
import type { Drafted } from './pattern-verdict.ts';
import type { Capability } from '../../domain/capability.ts';
import { digestOf } from '../../domain/json.ts';
import type { Solution, SolutionResource } from '../../domain/solution.ts';
import type { SolutionDraft } from '../../prompts/assemble-solutions.ts';

/** A solution in the drafter's words, with what it is made of. */
export interface WordedDraft extends Drafted, Pick<Solution, 'title' | 'reasons' | 'lacks'> {}

/** A draft with what its ids mean. Undefined where they mean nothing. */
export function wordedDraft(draft: SolutionDraft, shown: Shown): WordedDraft | undefined {
  const { title, provider, match, reasons, lacks } = draft;
  const [primary, ...others] = draft.capabilityIds.flatMap(
    (id) => shown.capabilityOf.get(id) ?? [],
  );
  if (!primary) return undefined;
  const claimed = draft.patternIds.flatMap((id) => shown.patternOf.get(id)?.pattern.id ?? []);
  const capabilities: WordedDraft['capabilities'] = [primary, ...others];
  return { title, provider, match, reasons, lacks, capabilities, claimed: new Set(claimed) };
}

/**
 * A solution's id says what it is made of, so that a button of an earlier search never chooses another
 * solution that has the same rank now.
 */
export function solutionId(provider: string | undefined, capabilityIds: readonly string[]): string {
  return `sol-${digestOf([provider ?? '', ...capabilityIds.toSorted()]).slice(0, 12)}`;
}

/** `service`, and `service-2` where two kinds of one solution share a name. */
export function resourceOf(
  { id, kind, schemaHash, useCase }: Capability,
  others: readonly SolutionResource[],
): SolutionResource {
  const name = kind.kind.toLowerCase();
  const same = others.filter((other) => other.kind.kind === kind.kind).length;
  const alias = same === 0 ? name : `${name}-${same + 1}`;
  return { alias, capabilityId: id, kind, schemaHash, purpose: useCase };
}
