import type { InboundEvent } from '../chat/inbound.ts';
import { sha256, storedJson } from '../domain/json.ts';
import { sourceKey } from '../domain/mining/evidence.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { MiningInput } from '../workflows/mining/state.ts';
import type { OpenRequest } from './dispatch.ts';

export type MessageChanged = Extract<InboundEvent, { type: 'message-changed' }>;

/** Whether anything that is kept was read from that message: if not, the change is none of our business. */
export async function isReadFrom(
  evidence: Pick<EvidenceStore, 'from'>,
  { place, messageId: message }: MessageChanged,
): Promise<boolean> {
  const { platform, workspace, channel } = place;
  const key = sourceKey({ type: 'message', platform, workspace, channel, message });
  return (await evidence.from(key)).length > 0;
}

/** The job that looks at the message as it is now. It belongs to no conversation, so it is shown to nobody. */
export function lookingAgain(inbound: MessageChanged): OpenRequest {
  const { place, actor: owner, messageId, id: inboundId } = inbound;
  const { platform, workspace, channel } = place;
  const input: MiningInput = { type: 'sources', workspace, channel, messages: [messageId] };
  return {
    sessionId: sha256(`session ${inboundId}`).slice(0, 32),
    workflow: 'mining',
    owner,
    place: { platform, workspace, channel: '' },
    input: storedJson(input),
    finishes: { inboundId },
  };
}
