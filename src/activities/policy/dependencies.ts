import type { FieldCatalog } from './field-catalog.ts';
import type { PolicyBook } from './policy-book.ts';
import type { CandidateBook } from '../mining/candidate-book.ts';
import type { PermissionDependencies } from '../permissions.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { Expressions } from '../../ports/expressions.ts';
import type { LanguageModel } from '../../ports/language-model.ts';
import type { Logger } from '../../ports/logger.ts';

export interface PolicyDependencies {
  readonly model: LanguageModel;
  readonly cluster: Cluster;
  readonly artifacts: ArtifactStore;
  readonly policies: PolicyBook;
  /** A policy may be made of a candidate, which is then decided. */
  readonly candidates: Pick<CandidateBook, 'get' | 'save' | 'evidence'>;
  readonly catalog: FieldCatalog;
  readonly expressions: Expressions;
  readonly people: PermissionDependencies;
  readonly organisation: Organisation;
  readonly clock: Clock;
  readonly logger: Logger;
}
