import type { Row, SummaryOf, Viewing } from './home-data.ts';
import { inTime, rowsOfSessions } from './knowledge-data.ts';
import { isGuidance, type Policy } from '../../domain/policy/policy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RecordStore } from '../../ports/record-store.ts';

/** Conversations looked through; of more than so many, the youngest are left for later. */
const DRAFTS_READ = 30;

export interface PoliciesDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly policies: { all(): Promise<readonly Policy[]> };
  readonly clock: Clock;
}

export interface PoliciesData {
  /** Undefined while the policies do not answer. */
  readonly counts:
    | {
        readonly active: number;
        /** Of the active ones. */
        readonly guidance: number;
        /** Of the active ones: something was applied to a cluster. */
        readonly enforced: number;
        readonly drafts: number;
      }
    | undefined;
  /** Conversations whose draft waits for a curator, oldest first; none for whoever is no curator. */
  readonly drafts: readonly Row[];
}

export async function policiesData(
  dependencies: PoliciesDependencies & { readonly summaryOf: SummaryOf },
  { mayScan: isCurator }: Viewing,
): Promise<PoliciesData> {
  const { store, policies, summaryOf } = dependencies;
  const [all, waiting] = await Promise.all([
    inTime(dependencies, () => policies.all()),
    isCurator
      ? store.sessions({
          workflow: 'policy',
          isOpen: true,
          awaits: 'approval',
          isOldestFirst: true,
          limit: DRAFTS_READ,
        })
      : [],
  ]);
  return { counts: all && countsOf(all), drafts: rowsOfSessions(waiting, summaryOf) };
}

function countsOf(policies: readonly Policy[]): PoliciesData['counts'] {
  const active = policies.filter(({ status }) => status === 'active');
  return {
    active: active.length,
    guidance: active.filter((policy) => isGuidance(policy)).length,
    enforced: active.filter(({ enforcement }) => enforcement !== undefined).length,
    drafts: policies.length - active.length,
  };
}
