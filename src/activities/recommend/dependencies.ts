import type { CapabilityReader } from '../knowledge/capability-reader.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Organisation } from '../../domain/organisation.ts';

/** The scan of the cluster, as a recommendation sees it. */
export interface ScanWatch {
  /** Begins a scan unless one runs. */
  ensure(): Promise<void>;
  /** How far the running scan is, in words; undefined when none runs. */
  progress(): Promise<string | undefined>;
}

export interface RecommendDependencies {
  readonly cluster: Cluster;
  readonly capabilities: CapabilityReader;
  readonly model: LanguageModel;
  readonly artifacts: ArtifactStore;
  readonly organisation: Organisation;
  readonly clock: Clock;
  readonly scan: ScanWatch;
}
