import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ScanStore } from '../../ports/scan-store.ts';
import type { PolicyProposal } from '../../workflows/scan/state.ts';

export interface ScanDependencies {
  readonly cluster: Cluster;
  readonly knowledge: KnowledgeIndex;
  readonly scans: ScanStore;
  readonly artifacts: ArtifactStore;
  /** `offline`: nobody describes kinds beyond what code makes of them. */
  readonly model: LanguageModel;
  /** The prompt by which kinds are described, `describe-capabilities@1`. */
  readonly descriptionPrompt: string;
  /** Undefined: search goes by words alone. */
  readonly embedder: Embedder | undefined;
  /** Policies that should reach kinds that they do not reach yet. Throws `Failure`. */
  readonly findProposals: (signal: AbortSignal) => Promise<readonly PolicyProposal[]>;
  readonly logger: Logger;
}
