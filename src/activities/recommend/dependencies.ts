import type { CapabilityReader } from '../knowledge/capability-reader.ts';
import type { PatternBook } from '../pattern/pattern-book.ts';
import type { PolicyBook } from '../policy/policy-book.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { Expressions } from '../../ports/expressions.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Organisation } from '../../domain/organisation.ts';

/** A scan that runs. */
export interface ScanProgress {
  /** How far it is, in words. */
  readonly text: string;
  /** It knows what there is to read; before that, the cluster may not even answer. */
  readonly isReading: boolean;
}

/** The scan of the cluster, as a recommendation sees it. */
export interface ScanWatch {
  /** Begins a scan unless one runs. */
  ensure(): Promise<void>;
  /** Undefined when none runs. */
  progress(): Promise<ScanProgress | undefined>;
  /** Why the latest scan failed, fit for the channel; undefined where it did not. */
  problem(): Promise<string | undefined>;
}

export interface RecommendDependencies {
  readonly cluster: Cluster;
  readonly capabilities: CapabilityReader;
  readonly model: LanguageModel;
  readonly artifacts: ArtifactStore;
  readonly organisation: Organisation;
  readonly clock: Clock;
  readonly scan: ScanWatch;
  /** Where it does not answer, a step stops with its failure: none goes on without the policies. */
  readonly policies: Pick<PolicyBook, 'active'>;
  /** Likewise. */
  readonly patterns: Pick<PatternBook, 'search' | 'active'>;
  readonly expressions: Pick<Expressions, 'evaluate'>;
}
