import type { CapabilityReader } from '../knowledge/capability-reader.ts';
import type { CandidateBook } from '../mining/candidate-book.ts';
import type { PatternBook } from '../pattern/pattern-book.ts';
import type { PermissionDependencies } from '../permissions.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';
import type { Conversations } from '../../ports/conversations.ts';
import type { RecordStore } from '../../ports/record-store.ts';

export interface CandidateDependencies {
  readonly candidates: CandidateBook;
  readonly patterns: Pick<PatternBook, 'all' | 'get' | 'save'>;
  /** In which clouds a resource runs, and whether the cluster serves it still. */
  readonly capabilities: Pick<CapabilityReader, 'get'>;
  readonly people: PermissionDependencies;
  /** Who is where a candidate comes from. */
  readonly conversations: Pick<Conversations, 'channel' | 'isMember'>;
  readonly chat: Pick<ChatPlatform, 'isDirect'>;
  /** Other reviews: of a candidate into which another is merged, and of the same thread. */
  readonly store: Pick<RecordStore, 'sessions'>;
}
