import type { SummaryOf, Viewing } from './home-data.ts';
import { inTime } from './knowledge-data.ts';
import { type TaughtData, waitingDrafts } from './taught-data.ts';
import { isGuidance, type Policy } from '../../domain/policy/policy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RecordStore } from '../../ports/record-store.ts';

export interface PoliciesDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly policies: { all(): Promise<readonly Policy[]> };
  readonly clock: Clock;
}

export interface PolicyCounts {
  readonly active: number;
  /** Of the active ones. */
  readonly guidance: number;
  /** Of the active ones: something was applied to a cluster. */
  readonly enforced: number;
  readonly drafts: number;
}

export type PoliciesData = TaughtData<PolicyCounts>;

export async function policiesData(
  dependencies: PoliciesDependencies & { readonly summaryOf: SummaryOf },
  viewing: Viewing,
): Promise<PoliciesData> {
  const [counts, drafts] = await Promise.all([
    policyCounts(dependencies),
    waitingDrafts(dependencies, 'policy', viewing),
  ]);
  return { counts, drafts };
}

/** Undefined while the policies do not answer. */
export async function policyCounts(
  dependencies: Pick<PoliciesDependencies, 'policies' | 'clock'>,
): Promise<PolicyCounts | undefined> {
  const policies = await inTime(dependencies, () => dependencies.policies.all());
  if (!policies) return undefined;
  const active = policies.filter(({ status }) => status === 'active');
  return {
    active: active.length,
    guidance: active.filter((policy) => isGuidance(policy)).length,
    enforced: active.filter(({ enforcement }) => enforcement !== undefined).length,
    drafts: policies.length - active.length,
  };
}
