import type { InboundEvent } from '../chat/inbound.ts';
import { sha256, storedJson } from '../domain/json.ts';
import { fileKey, messageKey } from '../domain/mining/evidence.ts';
import type { Clock } from '../ports/clock.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { sourcesKey } from '../workflows/mining/changed-source.ts';
import type { MiningInput } from '../workflows/mining/state.ts';
import type { OpenRequest } from './dispatch.ts';

export type SourceChanged = Extract<InboundEvent, { type: 'message-changed' | 'file-deleted' }>;

export function isSourceChange(inbound: InboundEvent): inbound is SourceChanged {
  return inbound.type === 'message-changed' || inbound.type === 'file-deleted';
}

interface NotingParts {
  readonly evidence: Pick<EvidenceStore, 'from' | 'noteChanged'>;
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Whether anything that is kept was read from there: if not, the change is none of our business. Whoever may
 * be reading it, or joins quotes of it to others, is kept from storing it: noted first, looked for then, so that
 * either finds the other.
 */
export async function concernsQuotes(
  { evidence, store, clock }: NotingParts,
  changed: SourceChanged,
): Promise<boolean> {
  const key = keyOf(changed);
  const note = (): Promise<void> => evidence.noteChanged(key, clock.now().toISOString());
  const isRead = (await store.sessions({ workflow: 'mining', isOpen: true, limit: 1 })).length > 0;
  if (isRead) await note();
  const isQuoted = (await evidence.from(key)).length > 0;
  if (isQuoted && !isRead) await note();
  return isQuoted;
}

function keyOf(changed: SourceChanged): string {
  if (changed.type === 'file-deleted') return fileKey(changed.fileId);
  const { platform, workspace, channel } = changed.place;
  return messageKey({ platform, workspace, channel, message: changed.messageId });
}

/**
 * The job that looks at the channel's messages as they are now. It belongs to no conversation, so it is shown to
 * nobody. `isAlone`: beside another one that has as much to do as it can hold.
 */
export function lookingAgain(inbound: SourceChanged, isAlone = false): OpenRequest {
  const { place, actor: owner, id: inboundId } = inbound;
  const { platform, workspace, channel } = place;
  const input: MiningInput = { type: 'sources', workspace, channel, ...whatChanged(inbound) };
  return {
    sessionId: sessionIdOf(inbound),
    workflow: 'mining',
    owner,
    place: { platform, workspace, channel: '' },
    input: storedJson(input),
    ...(isAlone ? {} : { key: keyOfJob(inbound) }),
    finishes: { inboundId },
  };
}

/** The same for all changes in one channel: one job looks at them. */
export function keyOfJob({ place }: SourceChanged): string {
  return sourcesKey(place);
}

/** The same however often it arrives. */
export function sessionIdOf({ id }: SourceChanged): string {
  return sha256(`session ${id}`).slice(0, 32);
}

function whatChanged(
  inbound: SourceChanged,
): Pick<Extract<MiningInput, { type: 'sources' }>, 'messages' | 'deleted' | 'files'> {
  if (inbound.type === 'file-deleted') return { messages: [], files: [inbound.fileId] };
  const { messageId, isDeleted } = inbound;
  return isDeleted === true ? { messages: [], deleted: [messageId] } : { messages: [messageId] };
}
