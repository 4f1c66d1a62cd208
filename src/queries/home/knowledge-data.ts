import type { Row, SummaryOf } from './home-data.ts';
import type { LanguageSource, SearchSource } from './language-words.ts';
import { isWholeScan, SCANS_READ } from '../whole-scan.ts';
import type { Session } from '../../chat/session.ts';
import { Failure } from '../../domain/failure.ts';
import { within } from '../../domain/patience.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { RecordStore } from '../../ports/record-store.ts';

export interface KnowledgeDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly capabilities: {
    count(): Promise<number>;
    isPreparing(): Promise<boolean>;
  };
  readonly cluster: Pick<Cluster, 'identity'>;
  readonly language: LanguageSource;
  readonly search: SearchSource;
  readonly clock: Clock;
}

/** What the bot works with, and knows of it. */
export interface KnowledgeData {
  readonly language: LanguageSource;
  readonly search: SearchSource;
  /** Searches compare no meanings yet. Undefined where it is not known in time. */
  readonly isPreparing: boolean | undefined;
  readonly runningScan: Row | undefined;
  /** Of the whole cluster. */
  readonly lastScan: Row | undefined;
  /** Undefined while the cluster does not answer. */
  readonly clusterName: string | undefined;
  /** Undefined where it is not known in time. */
  readonly kinds: number | undefined;
}

/** Nobody looks at an empty tab for longer, whatever the cluster does. */
const CLUSTER_WITHIN_MS = 1_000;

export async function knowledgeData(
  dependencies: KnowledgeDependencies & { readonly summaryOf: SummaryOf },
): Promise<KnowledgeData> {
  const { store, summaryOf, cluster, capabilities, language, search } = dependencies;
  const [scans, clusterName, kinds, isPreparing] = await Promise.all([
    store.sessions({ workflow: 'scan', limit: SCANS_READ }),
    inTime(dependencies, async () => (await cluster.identity()).name),
    inTime(dependencies, () => capabilities.count()),
    inTime(dependencies, () => capabilities.isPreparing()),
  ]);
  const rows = rowsOfSessions(scans, summaryOf);
  return {
    language,
    search,
    isPreparing,
    runningScan: rows.find(({ summary }) => summary.isUnderWay),
    lastScan: rows.find(({ session, summary }) => !summary.isUnderWay && isWholeScan(session)),
    clusterName,
    kinds,
  };
}

export function rowsOfSessions(sessions: readonly Session[], summaryOf: SummaryOf): Row[] {
  return sessions.flatMap((session) => {
    const summary = summaryOf(session);
    return summary ? [{ session, summary }] : [];
  });
}

/** Undefined while what is asked does not answer: everything else is still worth showing. */
export function inTime<Value>(
  { clock }: { readonly clock: Clock },
  ask: () => Promise<Value>,
): Promise<Value | undefined> {
  const work = ask().catch((error: unknown) => {
    if (error instanceof Failure) return undefined;
    throw error;
  });
  return within({ clock, ms: CLUSTER_WITHIN_MS, work });
}
